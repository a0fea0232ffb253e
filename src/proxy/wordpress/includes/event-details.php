<?php
/** `/details`: what 9Pic knows of the event, with this site's own switches folded in (design.md section 5). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class EventDetails
{
    /** The details of an event after the organiser's switches: what is off here is off for the tags. */
    public static function fold(\stdClass $details): \stdClass
    {
        $config = Config::current();
        $folded = clone $details;
        foreach (Rules::get('flagsOf') as $switch => $flags) {
            if (!$config->routes[$switch]) {
                foreach ($flags as $flag) {
                    $folded->$flag = false;
                }
            }
        }
        $folded->proxy = [
            'gallery' => $config->routes['gallery'],
            'originals' => $config->routes['originals'],
            'relay' => $config->relay,
            'originalsBy' => $config->originalsBy,
            'requireConsent' => $config->requireConsent,
        ];
        return $folded;
    }

    /** The answer's body, always enveloped. */
    public static function body(UpstreamAnswer $answer): string
    {
        return Answer::envelope('success', 'Event details', self::fold($answer->data()));
    }
}
