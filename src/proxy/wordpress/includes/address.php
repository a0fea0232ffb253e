<?php
/** Whose budget a request is counted on (behaviour.md T1.3.1, T1.3.2). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Address
{
    /**
     * The socket's address, or with `hops` reverse proxies in front the entry that the outermost of them wrote, counted from
     * the right: what a visitor puts into the header stands further left and is never read.
     */
    public static function current(int $hops): string
    {
        $forwarded = null;
        if ($hops > 0) {
            $entries = explode(',', Server::header('x-forwarded-for') ?? '');
            $forwarded = $entries[count($entries) - $hops] ?? null;
        }
        return self::normalize($forwarded ?? '') ?? (self::normalize(Server::get('REMOTE_ADDR') ?? '') ?? 'unknown');
    }

    /** One name for everybody who is counted together: an IPv4 address, or the /64 network that one IPv6 customer has. */
    public static function normalize(string $text): ?string
    {
        $bare = (string) preg_replace(['~\A\[(.*)\](?::\d+)?\z~', '~%.*\z~s'], ['$1', ''], trim($text));
        $plain = (string) preg_replace('~\A([\d.]+):\d{1,5}\z~', '$1', $bare);
        if (filter_var($plain, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4)) {
            return $plain;
        }
        $bytes = filter_var($bare, FILTER_VALIDATE_IP, FILTER_FLAG_IPV6) ? inet_pton($bare) : false;
        if ($bytes === false) {
            return null;
        }
        if (strncmp($bytes, str_repeat("\0", 10) . "\xff\xff", 12) === 0) {
            return (string) inet_ntop(substr($bytes, 12));
        }
        return bin2hex(substr($bytes, 0, 8)) . '::/64';
    }
}
