<?php
/** Where the relay may fetch from (behaviour.md T1.2.9), and until when a link holds. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class RelayHosts
{
    /** A host, `.example.org` for every host below it, or one of this machine's own names. */
    public static function isHost(string $text): bool
    {
        return Rules::fits('relay_host', $text) || Rules::fits('loopback', $text);
    }

    /**
     * Whether the relay may fetch this address: https on its own port, no user name, and a host on the list, whole or from a
     * dot on. Plain http and other ports are for tests of this plugin, on the same machine.
     */
    public static function allow(string $url): bool
    {
        // What is read in two ways by two programs is not fetched: only what stands in an address as it is sent.
        $plain = preg_match(
            '~\Ahttps?://[a-z0-9.-]+(?::\d{1,5})?/[\x21\x24-\x3b\x3d\x3f-\x5a\x5f\x61-\x7a\x7e]*\z~i',
            $url,
        );
        if ($plain !== 1 || strlen($url) > Rules::get('relay.maxUrl')) {
            return false;
        }
        $parts = wp_parse_url($url);
        $host = strtolower($parts['host'] ?? '');
        $isLocal = Rules::fits('loopback', $host);
        if ($isLocal ? !Config::isTested() : ($parts['scheme'] ?? '') !== 'https' || isset($parts['port'])) {
            return false;
        }
        foreach (Config::current()->relayHosts as $entry) {
            $below = $entry[0] === '.' && substr($host, -strlen($entry)) === $entry && $host !== $entry;
            if ($below || $entry === $host || ($isLocal && $entry === $host . ':' . ($parts['port'] ?? ''))) {
                return true;
            }
        }
        return false;
    }

    /** When storage stops honouring a link, in seconds since 1970; null where the link does not say (SigV4). */
    public static function expires(string $url): ?int
    {
        parse_str((string) wp_parse_url($url, PHP_URL_QUERY), $query);
        $date = $query['X-Amz-Date'] ?? '';
        $seconds = $query['X-Amz-Expires'] ?? '';
        if (!is_string($date) || !is_string($seconds) || preg_match('~\A\d{1,7}\z~', $seconds) !== 1) {
            return null;
        }
        $made = \DateTime::createFromFormat('!Ymd\THis\Z', $date, new \DateTimeZone('UTC'));
        return $made === false ? null : $made->getTimestamp() + (int) $seconds;
    }
}
