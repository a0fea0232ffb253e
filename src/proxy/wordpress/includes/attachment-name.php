<?php
/** The name under which a relayed file is saved (behaviour.md T1.7.6), and the header that says it (RFC 6266). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class AttachmentName
{
    /** Names that Windows keeps for devices, with any ending. */
    private const DEVICE = '~\A(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|\z)~iu';
    private const OCTETS = 'application/octet-stream';

    /** The media type that a relayed file is sent with; null for what is no picture and no video: a page, a script, an SVG. */
    public static function type(string $header): ?string
    {
        $essence = strtolower(trim(explode(';', $header, 2)[0]));
        if (in_array($essence, Rules::get('relay.unnamed'), true)) {
            return self::OCTETS;
        }
        return isset(Rules::get('relay.endings')[$essence]) ? $essence : null;
    }

    /** A name that means a plain file, and the same file, on every system; its ending follows the media type. */
    public static function plain(string $name, string $type): string
    {
        $name = class_exists('Normalizer') ? (string) \Normalizer::normalize($name, \Normalizer::NFC) : $name;
        $plain = (string) preg_replace(
            // Controls, what turns text around or cannot be seen, and what Windows takes for syntax.
            ['~^.*[/\\\\]~su', '~[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]~u', '~[<>:"|?*]~', '~[\s\p{Z}\x{FEFF}.]+\z~u'],
            ['', '', '_', ''],
            $name,
        );
        $endings = Rules::get('relay.endings');
        $all = array_merge(...array_values($endings));
        $known = $endings[$type] ?? $all;
        $ending = preg_match('~\.([a-z0-9]{1,5})\z~i', $plain, $found) === 1 ? $found[1] : '';
        $isMedia = in_array(strtolower($ending), $all, true);
        $stem = $isMedia ? substr($plain, 0, -strlen($ending) - 1) : $plain;
        $stem = (string) preg_replace('~\A[\s\p{Z}\x{FEFF}.]+~u', '', $stem);
        $safeEnding = in_array(strtolower($ending), $known, true) ? $ending : $known[0];
        $short = mb_substr($stem, 0, Rules::get('relay.maxName') - strlen($safeEnding) - 1, 'UTF-8');
        $safe = preg_replace(self::DEVICE, '_$0', $short === '' ? 'photo' : $short);
        return "$safe.$safeEnding";
    }

    /** `attachment` with the name twice: in ASCII for old clients, and whole (RFC 6266 section 5, RFC 8187). */
    public static function disposition(string $name): string
    {
        $fallback = (string) preg_replace('~[^\x20-\x7e]|["\\\\%]~u', '_', $name);
        // What JavaScript leaves as it is, so that both proxies write the same header.
        $whole = strtr(rawurlencode($name), ['%21' => '!']);
        return "attachment; filename=\"$fallback\"; filename*=UTF-8''$whole";
    }
}
