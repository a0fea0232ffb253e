<?php
/** `/events`: of all the organisation's events those that this site serves and 9Pic has enabled. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class EventList
{
    private const KEPT = 'ninepic_events';

    /** @param array<string, string> $query */
    public static function body(array $query): string
    {
        $events = self::enabled();
        $size = (int) ($query['page_size'] ?? Rules::get('eventList.ownPageSize'));
        $page = (int) ($query['page'] ?? 1);
        $pages = (int) ceil(count($events) / $size);
        return Answer::envelope('success', 'Records for events', [
            'events' => array_slice($events, ($page - 1) * $size, $size),
            'pagination' => [
                'total' => count($events),
                'currentPage' => $pages === 0 ? 0 : $page,
                'totalPages' => $pages,
                'hasNextPage' => $page < $pages,
                'hasPreviousPage' => $pages > 0 && $page > 1,
                'page_size' => $size,
            ],
        ]);
    }

    /**
     * Every event of the organisation, as the settings page offers them; up to a thousand.
     *
     * @return \stdClass[]
     * @throws UpstreamRefused
     * @throws Refusal
     */
    public static function all(): array
    {
        return self::pages(null);
    }

    public static function forget(): void
    {
        delete_transient(self::KEPT);
    }

    /** @return array<int, mixed> kept for five minutes, as what was asked for and not for whom */
    private static function enabled(): array
    {
        $config = Config::current();
        $key = md5(Answer::json([$config->orgId, $config->events, $config->routes, $config->upstream]));
        $kept = get_transient(self::KEPT);
        if (is_array($kept) && $kept['key'] === $key) {
            return json_decode($kept['events']);
        }
        $events = [];
        foreach (self::pages($config->events) as $event) {
            $details = self::details((string) $event->event_id);
            // Drafts are in 9Pic's list too, and a missing flag reads as false.
            if ($details !== null && ($details->event_enabled ?? null) === true) {
                $events[] = (object) array_merge((array) $event, (array) EventDetails::fold($details));
            }
        }
        $seconds = (int) Rules::get('eventList.seconds');
        set_transient(self::KEPT, ['key' => $key, 'events' => Answer::json($events)], $seconds);
        return $events;
    }

    /**
     * @param string[]|null $wanted event numbers, null for all
     * @return \stdClass[]
     */
    private static function pages(?array $wanted): array
    {
        $rules = Rules::get('eventList');
        $found = [];
        for ($page = 1; $page <= $rules['pages'] && ($wanted === null || count($found) < count($wanted)); $page++) {
            $query = ['page' => (string) $page, 'page_size' => (string) $rules['pageSize']];
            $answer = Upstream::call('events', [], $query);
            if ($answer->status !== 200) {
                throw new UpstreamRefused($answer);
            }
            $data = $answer->data();
            if (!isset($data->events) || !is_array($data->events)) {
                throw new Refusal(502, 'bad-response', 'The answer of 9Pic has no events.');
            }
            foreach ($data->events as $event) {
                $id = is_object($event) && is_scalar($event->event_id ?? null) ? (string) $event->event_id : '';
                if (Rules::fits('event_id', $id) && ($wanted === null || in_array($id, $wanted, true))) {
                    $found[$id] = $found[$id] ?? $event;
                }
            }
            if (($data->pagination->hasNextPage ?? false) !== true) {
                break;
            }
        }
        return array_values($found);
    }

    /** The details of a listed event; null when 9Pic says that there is none, so it is not shown. */
    private static function details(string $event): ?\stdClass
    {
        $answer = Upstream::call('eventDetails', ['event_id' => $event]);
        if ($answer->status === 403 || $answer->status === 404) {
            return null;
        }
        if ($answer->status !== 200) {
            throw new UpstreamRefused($answer);
        }
        return $answer->data();
    }
}
