<?php
/** The rules that this plugin shares with the TypeScript proxy: `rules.json`, written by the build from its source. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Rules
{
    /** @var array<string, mixed>|null */
    private static $all = null;

    /**
     * One rule, or a group of them.
     *
     * @param string $path as `limits.upload`
     * @return mixed
     */
    public static function get(string $path)
    {
        if (self::$all === null) {
            self::$all = json_decode(file_get_contents(NINEPIC_DIR . 'rules.json'), true);
        }
        $value = self::$all;
        foreach (explode('.', $path) as $name) {
            $value = $value[$name];
        }
        return $value;
    }

    /** Whether a value matches the pattern of this name as a whole, a line break at its end included. */
    public static function fits(string $name, string $value): bool
    {
        return preg_match(self::regex($name), $value) === 1;
    }

    /** What the groups of a pattern matched; null where the value does not match as a whole. @return string[]|null */
    public static function found(string $name, string $value): ?array
    {
        return preg_match(self::regex($name), $value, $found) === 1 ? $found : null;
    }

    /** A pattern of JavaScript as one of PCRE, where `$` would also match before a line break at the end. */
    private static function regex(string $name): string
    {
        ['source' => $source, 'flags' => $flags] = self::get("patterns.$name");
        $source = preg_replace('~^\^(.*)\$$~s', '\A(?:$1)\z', $source);
        $source = preg_replace('~\\\\u([0-9a-f]{4})~i', '\x{$1}', $source, -1, $codes);
        if ($codes > 0 && strpos($flags, 'u') === false) {
            $flags .= 'u';
        }
        return '~' . str_replace('~', '\~', $source) . '~' . $flags;
    }
}
