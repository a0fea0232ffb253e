<?php
/** What WordPress has to be told for the length of one call, and only for that. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class UpstreamFilters
{
    /** @var string */
    private $url;

    public function __construct(string $url)
    {
        $this->url = $url;
    }

    public function add(): void
    {
        add_action('http_api_curl', [$this, 'keepPath'], PHP_INT_MAX, 3);
        if (Config::isTested() && Rules::fits('loopback', (string) wp_parse_url($this->url, PHP_URL_HOST))) {
            add_filter('http_request_host_is_external', '__return_true');
            add_filter('http_allowed_safe_ports', [$this, 'allowPort']);
        }
    }

    public function remove(): void
    {
        remove_action('http_api_curl', [$this, 'keepPath'], PHP_INT_MAX);
        remove_filter('http_request_host_is_external', '__return_true');
        remove_filter('http_allowed_safe_ports', [$this, 'allowPort']);
    }

    /**
     * libcurl must send the path as it was checked.
     *
     * @param resource|\CurlHandle $handle
     * @param array<string, mixed> $args
     */
    public function keepPath($handle, $args, string $url): void
    {
        if ($url === $this->url && defined('CURLOPT_PATH_AS_IS')) {
            // phpcs:ignore WordPress.WP.AlternativeFunctions
            curl_setopt($handle, CURLOPT_PATH_AS_IS, true);
        }
    }

    /**
     * @param int[] $ports
     * @return int[]
     */
    public function allowPort(array $ports): array
    {
        $ports[] = (int) wp_parse_url($this->url, PHP_URL_PORT);
        return $ports;
    }
}
