<?php
/** The one place that talks to 9Pic, and the only one that has the key in its hands (behaviour.md 1.1, 1.2, T1.19.3). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Upstream
{
    /** @var string */
    private static $lastFailure = '';

    /** Why the last call was not answered: libcurl's number, `redirect`, or nothing. */
    public static function lastFailure(): string
    {
        return self::$lastFailure;
    }

    /**
     * Makes one call of checked pieces.
     *
     * @param string $name of the route in the table
     * @param array<string, string> $params
     * @param array<string, string> $query
     * @param string|null $body
     * @throws Refusal 502 or 504 where there is no answer to pass on
     */
    public static function call(
        string $name,
        array $params,
        array $query = [],
        ?string $body = null,
        string $type = 'application/json'
    ): UpstreamAnswer {
        $route = self::route($name);
        $config = Config::current();
        $headers = [
            'Accept' => 'application/json',
            'X-API-Key' => $config->apiKey,
            // Requests would name the address of the call itself.
            'Referer' => '',
        ];
        if ($body !== null) {
            $headers['Content-Type'] = $type;
        }
        $response = self::exchange(self::url($config, $route, $params, $query), [
            'method' => $route['method'],
            'headers' => $headers,
            'user-agent' => Rules::get('upstream.userAgent'),
            'body' => $body,
            'timeout' => (float) $config->timeouts[$route['billable'] ? 'billable' : 'read'],
            // A followed redirect would carry the key, and on 307 the selfie, to another host (behaviour.md F2).
            'redirection' => 0,
            'limit_response_size' => Rules::get('limits.upstreamBody') + 1,
        ]);
        return self::judge($name, $response, $config);
    }

    /** @return array<string, mixed> */
    private static function route(string $name): array
    {
        foreach (Rules::get('routes') as $route) {
            if ($route['name'] === $name) {
                return $route;
            }
        }
        throw new Refusal(500, 'upstream', 'No such route.');
    }

    /**
     * The address of a call. After the grammar the finished path is looked at once more: what libcurl or a server would
     * rewrite never leaves (behaviour.md F1, F8).
     */
    private static function url(Config $config, array $route, array $params, array $query): string
    {
        $path = "/api/v1/ext/{$config->orgId}" . Target::path($route, $params);
        if (preg_match('~//|/\.{1,2}(?:/|\z)|[\\\\?#\s]~', $path) === 1) {
            throw new Refusal(500, 'upstream', 'The address of the upstream call came out wrong.');
        }
        return $config->upstream . $path . ($query === [] ? '' : '?' . http_build_query($query, '', '&'));
    }

    /**
     * @param array<string, mixed> $args
     * @return array<string, mixed>
     */
    private static function exchange(string $url, array $args): array
    {
        self::$lastFailure = '';
        $filters = new UpstreamFilters($url);
        $filters->add();
        $response = wp_safe_remote_request($url, $args);
        $filters->remove();
        if (!is_wp_error($response)) {
            return $response;
        }
        $why = $response->get_error_message();
        if (preg_match('~timed? ?out|cURL error 28~i', $why) === 1) {
            throw new Refusal(504, 'timeout', '9Pic did not answer in time.');
        }
        // The message could hold the address of the call; its first words say enough.
        preg_match('~\AcURL error (\d+)~', $why, $found);
        self::$lastFailure = $found[1] ?? '';
        Log::write('warn', '9Pic could not be reached: ' . ($found[0] ?? (string) $response->get_error_code()));
        throw new Refusal(502, 'upstream', '9Pic could not be reached.');
    }

    /** @param array<string, mixed> $response */
    private static function judge(string $name, array $response, Config $config): UpstreamAnswer
    {
        $status = (int) wp_remote_retrieve_response_code($response);
        if ($status < 200 || ($status >= 300 && $status < 400)) {
            self::$lastFailure = 'redirect';
            throw new Refusal(502, 'upstream', '9Pic sent a redirect, which is never followed.');
        }
        // A web server would make 200 of it, or something else of its own.
        if ($status > 599) {
            throw new Refusal(502, 'upstream', '9Pic sent a status that HTTP does not have.');
        }
        if ($status === 401) {
            Log::write('error', "9Pic did not get the key (401): $name");
            throw new Refusal(502, 'config', '9Pic did not accept the call of the proxy.');
        }
        if ($status === 403) {
            Log::write('warn', "9Pic said 403: the key is wrong or inactive, or the feature is off: $name");
        }
        $text = (string) preg_replace('~\A\xEF\xBB\xBF~', '', wp_remote_retrieve_body($response));
        if (strlen($text) > Rules::get('limits.upstreamBody')) {
            throw new Refusal(502, 'bad-response', 'The answer of 9Pic is too large.');
        }
        $json = json_decode($text, false, 512, JSON_INVALID_UTF8_SUBSTITUTE);
        // What came in escapes would be plain in what is made of it here and in the browser.
        $isEscaped = strpos($text, '\\') !== false;
        $key = $config->apiKey;
        if (self::holdsKey($text, $key) || ($isEscaped && self::holdsKey(Answer::json($json), $key))) {
            Log::write('error', "an answer of 9Pic held the key and was dropped: $name");
            throw new Refusal(502, 'bad-response', 'The answer of 9Pic could not be passed on.');
        }
        $good = $status < 300;
        if ($good && !is_object($json) && !is_array($json)) {
            throw new Refusal(502, 'bad-response', 'The answer of 9Pic is not JSON.');
        }
        if (preg_match('//u', $text) !== 1) {
            $text = Answer::json($json);
        }
        // Here, because what is left in once can be passed on by any route.
        if (!$config->exposeOriginalUrl && $name !== 'originals' && (is_object($json) || is_array($json))) {
            $text = OriginalUrls::without($json, $text);
        }
        $retryAfter = wp_remote_retrieve_header($response, 'retry-after');
        // Sent twice, it is a list.
        $fits = is_string($retryAfter) && Rules::fits('retry_after', $retryAfter);
        return new UpstreamAnswer($good ? 200 : $status, $text, $json, $fits ? $retryAfter : null);
    }

    /** Whether a text holds the key as it is, reversed, in base64, percent-encoded or JSON-escaped. */
    private static function holdsKey(string $text, string $key): bool
    {
        if (strlen($key) < Rules::get('limits.keyToLookFor')) {
            return false;
        }
        $escaped = substr((string) wp_json_encode($key), 1, -1);
        $spellings = [$key, strrev($key), rtrim(base64_encode($key), '='), rawurlencode($key), $escaped];
        foreach ($spellings as $spelling) {
            if (strpos($text, $spelling) !== false) {
                return true;
            }
        }
        return false;
    }
}
