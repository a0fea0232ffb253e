<?php
/** `/events`: of all the organisation's events those that this site serves and 9Pic has enabled. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class EventList
{
    private const KEPT = 'ninepic_events';

    /** @param array<string, string> $query */
    public static function answer(array $query): Answer
    {
        [$events, $isWhole] = self::enabled();
        $size = (int) ($query['page_size'] ?? Rules::get('eventList.ownPageSize'));
        $page = (int) ($query['page'] ?? 1);
        $pages = (int) ceil(count($events) / $size);
        $body = Answer::envelope('success', 'Records for events', [
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
        return new Answer(200, $body, $isWhole ? 'shared' : 'none', ['x-ninepic-upstream' => '200']);
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

    /**
     * The events that are shown, and whether nothing is missing of them.
     *
     * @return array{0: array<int, mixed>, 1: bool} kept for five minutes, as what was asked for and not for whom
     */
    private static function enabled(): array
    {
        $config = Config::current();
        $key = md5(Answer::json([$config->orgId, $config->events, $config->routes, $config->upstream]));
        $kept = get_transient(self::KEPT);
        if (is_array($kept) && $kept['key'] === $key) {
            return [json_decode($kept['events']), $kept['isWhole'] ?? true];
        }
        [$events, $isWhole] = self::read($config);
        $seconds = (int) Rules::get($isWhole ? 'eventList.seconds' : 'eventList.secondsInPart');
        $listing = ['key' => $key, 'events' => Answer::json($events), 'isWhole' => $isWhole];
        set_transient(self::KEPT, $listing, $seconds);
        return [$events, $isWhole];
    }

    /** @return array{0: array<int, mixed>, 1: bool} */
    private static function read(Config $config): array
    {
        $listed = self::pages($config->events);
        // One is asked after the other here, so the time of two that never answer has to do for all.
        $until = microtime(true) + 2 * (float) $config->timeouts['read'];
        $events = [];
        $failure = null;
        $failed = 0;
        foreach ($listed as $event) {
            $id = (string) $event->event_id;
            if ($failure !== null && microtime(true) >= $until) {
                $failed++;
                continue;
            }
            try {
                $details = self::details($id);
            } catch (Refusal | UpstreamRefused $error) {
                $failure = $failure ?? $error;
                $failed++;
                Log::write('warn', "the details of event $id could not be had, so it is not listed for a while");
                continue;
            }
            // Drafts are in 9Pic's list too, and a missing flag reads as false.
            if ($details !== null && ($details->event_enabled ?? null) === true) {
                $events[] = (object) array_merge((array) $event, (array) EventDetails::fold($details));
            }
        }
        // No list at all is the fault of 9Pic, and what it said is passed on.
        if ($failure !== null && $failed === count($listed)) {
            throw $failure;
        }
        return [$events, $failed === 0];
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
