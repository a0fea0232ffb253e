<?php
/** The routes that only read: lists, details, results by id. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Reads
{
    /** Lists that are kept at most: their names are made up by visitors, and each would stay in the database for a day. */
    private const KEPT = 64;

    public static function answer(Call $call): Answer
    {
        $route = $call->route;
        $bib = $call->params['bib'] ?? null;
        if ($bib !== null) {
            Limits::bib($call->address, $call->params['event_id'], $bib);
            Guard::access($bib);
        }
        if ($route['name'] === 'events') {
            return EventList::answer($call->query);
        }
        $seconds = $route['cache'] === 'shared' ? Config::current()->cacheSeconds : 0;
        if ($seconds === 0) {
            return self::read($call);
        }
        $key = md5(Answer::json([Config::current(), $route['name'], $call->params, $call->query]));
        $place = 'ninepic_list_' . hexdec(substr($key, 0, 4)) % self::KEPT;
        $kept = get_transient($place);
        if (is_array($kept) && ($kept['key'] ?? '') === $key) {
            return new Answer(200, $kept['body'], 'shared', ['x-ninepic-upstream' => '200']);
        }
        $answer = self::read($call);
        if ($answer->cache === 'shared') {
            set_transient($place, ['key' => $key, 'body' => $answer->body], $seconds);
        }
        return $answer;
    }

    private static function read(Call $call): Answer
    {
        $name = $call->route['name'];
        $cache = $call->route['cache'];
        $answer = Upstream::call($name, Idempotency::resolve($call), $call->query);
        // 9Pic cannot know an id of ours, and its 404 would be taken for leave to search anew (R2.1.5).
        if ($name === 'faces' && $answer->status === 404 && Config::current()->requestIds === 'server') {
            throw new Refusal(404, 'request-unknown', 'No search is known by this id.');
        }
        if ($answer->status !== 200) {
            return Answer::passOn($answer, 'none');
        }
        if ($name === 'eventDetails') {
            return Answer::passOn($answer, $cache, EventDetails::body($answer));
        }
        // What one visitor was let through to is not kept where the next one could find it.
        $guarded = $name === 'byBib' && has_filter('ninepic_verify_access');
        return Answer::passOn($answer, $guarded ? 'none' : $cache);
    }
}
