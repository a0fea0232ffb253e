<?php
/** The organisation's events for the settings page, kept for a few minutes: the page must not wait for 9Pic every time. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class EventPicker
{
    private const KEPT = 'ninepic_picker';

    public static function forget(): void
    {
        delete_transient(self::KEPT);
    }

    /** @return array<string, string>|null what each event is called, by its number; null when 9Pic cannot be asked */
    public static function events(): ?array
    {
        $config = Config::current();
        if (isset($config->problems['apiKey']) || isset($config->problems['orgId'])) {
            return null;
        }
        $kept = get_transient(self::KEPT);
        if (is_array($kept)) {
            return $kept;
        }
        try {
            $events = [];
            foreach (EventList::all() as $event) {
                $events[(string) $event->event_id] = self::label($event);
            }
        } catch (\Exception $error) {
            return null;
        }
        set_transient(self::KEPT, $events, 5 * MINUTE_IN_SECONDS);
        return $events;
    }

    private static function label(\stdClass $event): string
    {
        $name = is_string($event->event_name ?? null)
            ? mb_substr($event->event_name, 0, 120)
            : __('Without a name', 'ninepic');
        $time = is_string($event->event_date ?? null) ? strtotime($event->event_date) : false;
        // 9Pic's dates are those of the race's own place and have no zone.
        $date =
            $time === false ? '' : ', ' . wp_date((string) get_option('date_format'), $time, new \DateTimeZone('UTC'));
        $status = is_string($event->status ?? null) && $event->status !== 'active' ? " ({$event->status})" : '';
        return $name . $date . $status;
    }
}
