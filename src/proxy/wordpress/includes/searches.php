<?php
/** The two routes that cost money: a selfie search and a clip order. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Searches
{
    public static function answer(Call $call): Answer
    {
        Guard::mediaType('multipart/form-data');
        $header = Guard::idempotencyKey();
        $isSelfie = $call->route['name'] === 'startFaces';
        // A selfie search always has a picture; a clip order may do without, and is asked once its parts are known.
        if ($isSelfie) {
            Guard::consent();
        }
        Guard::human();
        $upload = Upload::read();
        if ($isSelfie && $upload->picture === null) {
            throw new Refusal(400, 'bad-input', 'file is missing.');
        }
        if ($upload->picture === null && $upload->requestId === null) {
            throw new Refusal(400, 'bad-input', 'file or request_id is missing.');
        }
        if ($upload->picture !== null) {
            Guard::consent();
        }
        self::goOn();
        // An id without a picture names a search that 9Pic has; beside a picture it may be ours alone.
        $isOurs = Config::current()->requestIds === 'server' && $upload->picture !== null;
        $isNamed = !$isOurs && $upload->requestId !== null;
        $search = static function () use ($call, $upload, $isNamed): UpstreamAnswer {
            [$body, $type] = $upload->build($isNamed);
            return Upstream::call($call->route['name'], $call->params, $call->query, $body, $type);
        };
        $key = $upload->requestId === null ? $header : strtolower($upload->requestId);
        $answer = Idempotency::run($call, $key, $upload->fingerprint(), $isNamed, $search);
        return Answer::passOn($answer, 'none');
    }

    /** From here on money is spent: the visitor may leave and PHP's clock may run out, the search is seen to its end. */
    private static function goOn(): void
    {
        ignore_user_abort(true);
        $seconds = 2 * (int) ceil(Config::current()->timeouts['billable']) + 30;
        if (function_exists('set_time_limit')) {
            set_time_limit($seconds);
        }
    }
}
