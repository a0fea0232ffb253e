<?php
/** Origins, as browsers write them. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Origin
{
    private const PORTS = ['http' => 80, 'https' => 443];

    /** `https://race.example` from any spelling of the same origin; null for everything that is not an origin. */
    public static function normalize(string $text): ?string
    {
        if (preg_match('~\A(https?)://([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?\z~i', $text, $found) !== 1) {
            return null;
        }
        $scheme = strtolower($found[1]);
        $port = isset($found[3]) ? (int) $found[3] : self::PORTS[$scheme];
        if ($port > 65535) {
            return null;
        }
        $origin = $scheme . '://' . strtolower($found[2]);
        return $port === self::PORTS[$scheme] ? $origin : "$origin:$port";
    }

    /** Whether an origin is this site: its host is that of the request, or that of the site's address; the scheme is left aside. */
    public static function isOwn(string $origin): bool
    {
        [$scheme, $authority] = explode('://', $origin);
        $hosts = [Server::get('HTTP_HOST') ?? ''];
        foreach ([home_url(), site_url()] as $url) {
            $port = wp_parse_url($url, PHP_URL_PORT);
            $hosts[] = wp_parse_url($url, PHP_URL_HOST) . ($port === null ? '' : ":$port");
        }
        foreach ($hosts as $host) {
            if (self::normalize("$scheme://$host") === "$scheme://$authority") {
                return true;
            }
        }
        return false;
    }
}
