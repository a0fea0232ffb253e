<?php
/** `[ninepic_gallery]` and its siblings. They survive the classic editor and an Author's account, where tags are stripped. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Shortcodes
{
    public static function register(): void
    {
        foreach (Tags::all() as $tag) {
            add_shortcode($tag['shortcode'], static function ($given, ?string $content = null) use ($tag): string {
                return Tags::html($tag, self::named(is_array($given) ? $given : []), (string) $content);
            });
        }
    }

    /**
     * Attributes by the names of the tag: `search_only` is `search-only`, and one without a value is set.
     *
     * @param array<int|string, string> $given
     * @return array<string, string>
     */
    private static function named(array $given): array
    {
        $named = [];
        foreach ($given as $name => $value) {
            [$key, $text] = is_int($name) ? [$value, ''] : [$name, $value];
            $named[strtolower(str_replace('_', '-', $key))] = $text;
        }
        return $named;
    }
}
