<?php
/** The request as the web server handed it over. WordPress adds slashes to `$_SERVER`; here they are taken off again. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Server
{
    public static function get(string $name): ?string
    {
        $value = isset($_SERVER[$name]) ? wp_unslash($_SERVER[$name]) : null;
        return is_string($value) ? $value : null;
    }

    /** @param string $name in lower case, as `x-ninepic-widget` */
    public static function header(string $name): ?string
    {
        $key = strtoupper(str_replace('-', '_', $name));
        return self::get("HTTP_$key") ?? ($name === 'content-type' ? self::get($key) : null);
    }

    /** The method as it was sent; `_method` and `X-HTTP-Method-Override` are not asked (behaviour.md F8). */
    public static function method(): string
    {
        return self::get('REQUEST_METHOD') ?? '';
    }

    /** The media type without its parameters, in lower case; empty when none was sent. */
    public static function mediaType(): string
    {
        return strtolower(trim(explode(';', self::header('content-type') ?? '', 2)[0]));
    }

    /** @return array{0: string, 1: string} raw path and raw query */
    public static function target(): array
    {
        $parts = explode('?', self::get('REQUEST_URI') ?? '', 2);
        return [$parts[0], $parts[1] ?? ''];
    }

    /**
     * The pairs of the raw query, each decoded once. `$_GET` keeps the last of several, and reads brackets as lists.
     *
     * @return array<int, array{0: string, 1: string}>
     */
    public static function query(): array
    {
        $pairs = [];
        foreach (explode('&', self::target()[1]) as $pair) {
            $parts = explode('=', $pair, 2);
            $pairs[] = [urldecode($parts[0]), urldecode($parts[1] ?? '')];
        }
        return $pairs;
    }
}
