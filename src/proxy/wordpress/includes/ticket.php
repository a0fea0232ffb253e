<?php
/**
 * Tickets of the download relay (behaviour.md 6.5): the address of one original, sealed by this site for itself. Whoever has
 * a ticket can neither read nor change it, so a visitor never says where the relay fetches from.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Ticket
{
    private const CIPHER = 'aes-256-gcm';
    private const IV_BYTES = 12;
    private const TAG_BYTES = 16;

    /**
     * @param int $expires seconds since 1970
     * @param string $event the only event under whose path the ticket can be opened
     */
    public static function seal(string $url, string $filename, int $expires, string $event): string
    {
        $iv = random_bytes(self::IV_BYTES);
        $tag = '';
        $text = Answer::json([$expires, $url, $filename]);
        $sealed = openssl_encrypt(
            $text,
            self::CIPHER,
            self::key(),
            OPENSSL_RAW_DATA,
            $iv,
            $tag,
            self::bound($event),
            self::TAG_BYTES,
        );
        return self::text($iv . $sealed . $tag);
    }

    private static function text(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }

    /**
     * @return array{0: string, 1: string} address and file name
     * @throws Refusal 403 for a ticket that this site did not make for this event, 410 for one that has ended
     */
    public static function open(string $ticket, string $event): array
    {
        $bytes = (string) base64_decode(strtr($ticket, '-_', '+/'), true);
        $text = false;
        // OpenSSL takes a tag of any length for whole, and base64 has several spellings of one text.
        if (strlen($bytes) > self::IV_BYTES + self::TAG_BYTES && self::text($bytes) === $ticket) {
            $text = openssl_decrypt(
                substr($bytes, self::IV_BYTES, -self::TAG_BYTES),
                self::CIPHER,
                self::key(),
                OPENSSL_RAW_DATA,
                substr($bytes, 0, self::IV_BYTES),
                substr($bytes, -self::TAG_BYTES),
                self::bound($event),
            );
        }
        $content = is_string($text) ? json_decode($text, true) : null;
        if (!is_array($content)) {
            throw new Refusal(403, 'forbidden', 'This ticket was not made by this site for this event.');
        }
        [$expires, $url, $filename] = $content;
        if (time() >= $expires) {
            throw new Refusal(410, 'not-found', 'This ticket has expired: ask for the links again.');
        }
        return [$url, $filename];
    }

    /** The secret may be any text; the key is a hash of it that serves for nothing else (RFC 5869). */
    private static function key(): string
    {
        return hash_hkdf(
            'sha256',
            (string) Config::current()->relaySecret,
            32,
            'relay of the plugin',
            'ninepic-elements',
        );
    }

    /** Not in the text but under the seal: a ticket of another event does not open. */
    private static function bound(string $event): string
    {
        return Config::current()->orgId . "/$event";
    }
}
