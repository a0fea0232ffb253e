<?php
/** Answers without the addresses of unwatermarked files, wherever they stand (behaviour.md T1.18.3). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class OriginalUrls
{
    /**
     * Removes the fields from an answer, from what was parsed of it, too.
     *
     * @param object|array<int, mixed> $json
     * @return string the body as text; the one that came when it cannot hold them
     */
    public static function without($json, string $text): string
    {
        $fields = Rules::get('originalUrlFields');
        // A name can be spelt by escapes.
        foreach (array_merge($fields, ['\\u']) as $sign) {
            if (strpos($text, $sign) !== false) {
                self::strip($json, 1, $fields, Rules::get('limits.upstreamDepth'));
                // Even if nothing was found: of a name that comes twice the text holds both, what was parsed only the last.
                return Answer::json($json);
            }
        }
        return $text;
    }

    /**
     * @param object|array<int, mixed> $holder
     * @param string[] $fields
     */
    private static function strip(&$holder, int $depth, array $fields, int $most): void
    {
        if (is_object($holder)) {
            foreach ($fields as $field) {
                unset($holder->$field);
            }
        }
        foreach ($holder as &$value) {
            if (is_object($value) || is_array($value)) {
                if ($depth === $most) {
                    $value = null;
                } else {
                    self::strip($value, $depth + 1, $fields, $most);
                }
            }
        }
    }
}
