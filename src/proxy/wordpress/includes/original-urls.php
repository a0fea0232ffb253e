<?php
/** Lists without the addresses of unwatermarked files (behaviour.md T1.18.3). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class OriginalUrls
{
    /** A list as text (behaviour.md T1.18.3); the one that came when there was nothing to remove. */
    public static function without(UpstreamAnswer $answer): string
    {
        if (Config::current()->exposeOriginalUrl || !is_object($answer->json)) {
            return $answer->text;
        }
        $holder = is_object($answer->json->data ?? null) ? $answer->json->data : $answer->json;
        $images = is_array($holder->images ?? null) ? $holder->images : [];
        return self::drop($images, Rules::get('originalUrlFields')) ? Answer::json($answer->json) : $answer->text;
    }

    /**
     * @param array<int, mixed> $items
     * @param string[] $fields
     * @return bool whether there was anything to drop
     */
    private static function drop(array $items, array $fields): bool
    {
        $dropped = false;
        foreach (array_filter($items, 'is_object') as $item) {
            foreach ($fields as $field) {
                $dropped = $dropped || property_exists($item, $field);
                unset($item->$field);
            }
        }
        return $dropped;
    }
}
