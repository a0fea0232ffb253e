<?php
/** "Test connection": a sentence for each way it can fail, because 9Pic says 403 to a wrong key and to a feature that is off. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Check
{
    /** @var array<int, array{0: bool, 1: string}> */
    private $lines = [];

    /** Asks 9Pic for the list and for each event; nothing is billed. @return array<int, array{0: bool, 1: string}> */
    public static function run(): array
    {
        $check = new self();
        if ($check->configured() && $check->allowed() && $check->list()) {
            foreach (Config::current()->events as $event) {
                $check->event($event);
            }
        }
        $check->ownRoute();
        $check->relay();
        $check->uploads();
        return $check->lines;
    }

    private function say(bool $ok, string $text): bool
    {
        $this->lines[] = [$ok, $text];
        return $ok;
    }

    private function configured(): bool
    {
        $sentences = [
            'apiKey' => __('The API key is missing, or has characters that no key has.', 'ninepic'),
            'orgId' => __('The organisation number is missing, or is not a number.', 'ninepic'),
            'events' => __('No event is chosen, or one of them is not a number.', 'ninepic'),
        ];
        foreach (Config::current()->problems as $option => $problem) {
            $name = Rules::get('variables')[$option] ?? $option;
            $this->say(false, $sentences[$option] ?? "$name $problem.");
        }
        // Without events the account can be tested all the same.
        return array_diff(array_keys(Config::current()->problems), ['events']) === [];
    }

    private function allowed(): bool
    {
        $url = Config::current()->upstream;
        return Config::current()->loopback() || $this->reaches($url, (string) wp_parse_url($url, PHP_URL_HOST));
    }

    /** @param string $host as it is written into WP_ACCESSIBLE_HOSTS */
    private function reaches(string $url, string $host): bool
    {
        if (!_wp_http_get_object()->block_request($url)) {
            return true;
        }
        /* translators: %s: a host name */
        $text = __(
            'This site forbids calls to other servers (WP_HTTP_BLOCK_EXTERNAL). Add %s to WP_ACCESSIBLE_HOSTS in wp-config.php.',
            'ninepic',
        );
        return $this->say(false, sprintf($text, $host));
    }

    private function list(): bool
    {
        try {
            $answer = Upstream::call('events', [], ['page' => '1', 'page_size' => '1']);
        } catch (Refusal $refusal) {
            return $this->say(false, self::refused($refusal));
        }
        return $answer->status === 200
            ? $this->say(true, __('9Pic knows the key and the organisation.', 'ninepic'))
            : $this->say(false, self::account($answer->status));
    }

    private function event(string $event): void
    {
        try {
            $status = Upstream::call('ping', ['event_id' => $event])->status;
            $text = $status === 200 ? __('fine', 'ninepic') : self::ofEvent($status);
        } catch (Refusal $refusal) {
            [$status, $text] = [0, self::refused($refusal)];
        }
        /* translators: 1: number of an event, 2: what is the matter with it */
        $this->say($status === 200, sprintf(__('Event %1$s: %2$s', 'ninepic'), $event, $text));
    }

    private static function account(int $status): string
    {
        switch ($status) {
            case 403:
                return __(
                    '9Pic says 403: the key is wrong or inactive, or the organisation number is not that of the key.',
                    'ninepic',
                );
            case 404:
                return __('9Pic does not know this organisation.', 'ninepic');
            default:
                return self::passing($status);
        }
    }

    private static function ofEvent(int $status): string
    {
        switch ($status) {
            case 403:
                return __('9Pic says 403: the event is not one of this organisation.', 'ninepic');
            case 404:
                return __('9Pic does not know this event.', 'ninepic');
            default:
                return self::passing($status);
        }
    }

    private static function passing(int $status): string
    {
        if ($status === 429) {
            return __('9Pic says 429: too many calls. Try again in a minute.', 'ninepic');
        }
        /* translators: %d: a status of HTTP */
        $text =
            $status >= 500
                ? __('9Pic has a failure of its own (%d). Try again later.', 'ninepic')
                : __('9Pic answered %d.', 'ninepic');
        return sprintf($text, $status);
    }

    /** What kept the call from being answered. */
    private static function refused(Refusal $refusal): string
    {
        if ($refusal->reason === 'timeout') {
            return __('9Pic did not answer in time. A firewall of your host may swallow the call.', 'ninepic');
        }
        if ($refusal->reason === 'config') {
            return __('9Pic says 401: the key did not arrive.', 'ninepic');
        }
        if ($refusal->reason === 'bad-response') {
            return __('The answer is not one of 9Pic: something between this server and 9Pic has answered.', 'ninepic');
        }
        switch (Upstream::lastFailure()) {
            case '6':
                return __('This server cannot find 9Pic: its name service (DNS) does not work.', 'ninepic');
            case '7':
                return __('This server cannot reach 9Pic: a firewall of your host refuses the call.', 'ninepic');
            case '35':
            case '60':
            case '77':
                return __(
                    'The secure connection to 9Pic failed: the certificates of this server are missing or old.',
                    'ninepic',
                );
            case 'redirect':
                return __(
                    'The call was redirected, which is never followed: something between this server and 9Pic has answered.',
                    'ninepic',
                );
            default:
                return __(
                    '9Pic could not be reached. Ask your host whether it allows calls to api.9pic.ai.',
                    'ninepic',
                );
        }
    }

    /** A security plugin, a firewall or a missing rewrite rule can stand between visitors and the proxy. */
    private function ownRoute(): void
    {
        $response = $this->askMyself(Target::REST . '/healthz');
        if (is_wp_error($response)) {
            $this->say(
                true,
                __('Whether visitors reach this site could not be tested: it cannot call itself.', 'ninepic'),
            );
            return;
        }
        $status = (int) wp_remote_retrieve_response_code($response);
        if ($status === 200 || Config::current()->problems !== []) {
            return;
        }
        /* translators: %d: a status of HTTP */
        $text = __(
            'Visitors do not reach the photos: this site answers its own address with %d. A security plugin or a rule of the web server blocks /wp-json.',
            'ninepic',
        );
        $this->say(false, sprintf($text, $status));
    }

    /** Originals come through this site, by addresses of a thousand characters. */
    private function relay(): void
    {
        $config = Config::current();
        if ($config->relaySecret !== null && !RelayStream::isPossible()) {
            $this->say(
                false,
                __('Originals cannot pass through this site: PHP lacks the extension curl or openssl.', 'ninepic'),
            );
        }
        if (!$config->relay || $config->problems !== []) {
            return;
        }
        foreach ($config->relayHosts as $host) {
            if (Rules::fits('relay_host', $host)) {
                $this->reaches(
                    'https://' . ($host[0] === '.' ? "any$host" : $host) . '/',
                    $host[0] === '.' ? "*$host" : $host,
                );
            }
        }
        $path = Target::REST . "/event/{$config->events[0]}/originals/" . str_repeat('long-', 300);
        $response = $this->askMyself($path);
        // A ticket that this proxy has not made: that is the right answer.
        if (!is_wp_error($response) && wp_remote_retrieve_header($response, 'x-ninepic-error') !== 'forbidden') {
            $this->say(
                false,
                __(
                    'Originals cannot pass through this site: something blocks the long addresses that they have. Ask your host, or switch the downloads through this site off.',
                    'ninepic',
                ),
            );
        }
    }

    /** @return array<string, mixed>|\WP_Error */
    private function askMyself(string $path)
    {
        return wp_remote_get(rest_url($path), [
            'timeout' => 8,
            'redirection' => 0,
            'sslverify' => apply_filters('https_local_ssl_verify', false),
        ]);
    }

    /** A selfie of the widget has some hundred kilobytes. */
    private function uploads(): void
    {
        $bytes = min(wp_convert_hr_to_bytes((string) ini_get('upload_max_filesize')), wp_max_upload_size());
        if (!filter_var(ini_get('file_uploads'), FILTER_VALIDATE_BOOLEAN) || $bytes < 1024 * 1024) {
            $this->say(
                false,
                __(
                    'This server takes no uploads of a megabyte, so selfies cannot be sent (upload_max_filesize, post_max_size).',
                    'ninepic',
                ),
            );
        }
    }
}
