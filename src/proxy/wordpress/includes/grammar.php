<?php
/**
 * What a bib, a request id, an event number may look like; the patterns are in `rules.json`. Encoding is not validation:
 * `rawurlencode('..')` is `..`, and libcurl takes it for the folder above (behaviour.md F1).
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Grammar
{
    /** @return string|null the value in its canonical form, or null when it cannot be one */
    public static function param(string $name, string $value): ?string
    {
        if ($name === 'bib') {
            return self::bib($value);
        }
        return Rules::fits($name, $value) ? $value : null;
    }

    /** The bib as it is searched: compatibility forms folded, digits in ASCII, trimmed, one leading `#` dropped. */
    public static function bib(string $input): ?string
    {
        if (preg_match('//u', $input) !== 1 || mb_strlen($input, 'UTF-8') > Rules::get('limits.bibInput')) {
            return null;
        }
        $bib = self::trim(self::asciiDigits(self::fold($input)));
        $bib = self::trim((string) preg_replace('~\A#~', '', $bib));
        return Rules::fits('bib', $bib) ? $bib : null;
    }

    private static function trim(string $text): string
    {
        return (string) preg_replace('~\A[\s\p{Z}\x{FEFF}]+|[\s\p{Z}\x{FEFF}]+\z~u', '', $text);
    }

    /** NFKC; where PHP lacks `intl`, the full-width forms that phones in East Asia type. */
    private static function fold(string $text): string
    {
        if (class_exists('Normalizer')) {
            return (string) \Normalizer::normalize($text, \Normalizer::NFKC);
        }
        $narrow = static function (array $found): string {
            return chr(mb_ord($found[0], 'UTF-8') - 0xfee0);
        };
        return (string) preg_replace_callback('~[\x{FF01}-\x{FF5E}]~u', $narrow, $text);
    }

    /** Digits of other scripts in ASCII; everything else as it is. */
    private static function asciiDigits(string $text): string
    {
        $digit = static function (array $found): string {
            $code = mb_ord($found[0], 'UTF-8');
            foreach (Rules::get('zeros') as $zero) {
                if ($code >= $zero && $code < $zero + 10) {
                    return (string) ($code - $zero);
                }
            }
            return $found[0];
        };
        return (string) preg_replace_callback('~\p{Nd}~u', $digit, $text);
    }
}
