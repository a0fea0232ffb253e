<?php
/** Adds a way through the relay to every link of a list of originals (design.md section 5, `original-photos`). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class RelayLinks
{
    /**
     * The list as text. Only a proxy speaks of its relay: what 9Pic says under that name is dropped.
     *
     * @return string the text that came when there was nothing to change
     */
    public static function add(UpstreamAnswer $answer, string $event): string
    {
        $holder = is_object($answer->json->data ?? null) ? $answer->json->data : $answer->json;
        $links = is_object($holder) && is_array($holder->presigned_urls ?? null) ? $holder->presigned_urls : [];
        $changed = false;
        foreach (array_filter($links, 'is_object') as $link) {
            $relay = Config::current()->relay ? self::path($link, $event) : null;
            $changed = $changed || $relay !== null || property_exists($link, 'relay');
            unset($link->relay);
            if ($relay !== null) {
                $link->relay = $relay;
            }
        }
        return $changed ? Answer::json($answer->json) : $answer->text;
    }

    private static function path(\stdClass $link, string $event): ?string
    {
        $url = $link->url ?? null;
        if (!is_string($url) || !RelayHosts::allow($url)) {
            return null;
        }
        $expires = min(time() + Rules::get('relay.seconds'), RelayHosts::expires($url) ?? PHP_INT_MAX);
        if ($expires <= time()) {
            return null;
        }
        $name = is_string($link->filename ?? null) ? mb_substr($link->filename, 0, 200, 'UTF-8') : '';
        return Tags::proxyUrl() . "/event/$event/originals/" . Ticket::seal($url, $name, $expires, $event);
    }
}
