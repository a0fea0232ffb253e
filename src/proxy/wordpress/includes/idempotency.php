<?php
/**
 * One search, one bill (behaviour.md R2.1.6). Whoever comes twice with the same id gets one search: while it runs the second
 * waits for it, afterwards it reads the result by its id, which is free. The table keeps key, fingerprint and id only; no
 * answer about a face is ever stored.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Idempotency
{
    private const POLL_MICROSECONDS = 400000;

    /** @var Call */
    private $call;
    /** @var string */
    private $key;
    /** @var string|null */
    private $picture;
    /** @var bool whether 9Pic gets the id, and so bills it once however often it is sent */
    private $isNamed;
    /** @var callable(): UpstreamAnswer */
    private $search;

    /** @param callable(): UpstreamAnswer $search */
    private function __construct(Call $call, string $key, ?string $picture, bool $isNamed, callable $search)
    {
        $this->call = $call;
        $this->key = self::key($call->route['name'], $call->params['event_id'], $key);
        $this->picture = $picture;
        $this->isNamed = $isNamed;
        $this->search = $search;
    }

    /**
     * Runs a search unless its id has been searched, or is being searched.
     *
     * @param string|null $key the visitor's id for it; without one nothing can be joined
     * @param bool $isNamed whether 9Pic gets the id
     * @param callable(): UpstreamAnswer $search
     */
    public static function run(
        Call $call,
        ?string $key,
        ?string $picture,
        bool $isNamed,
        callable $search
    ): UpstreamAnswer {
        if ($key === null) {
            Limits::eventDay($call->params['event_id']);
            return $search();
        }
        self::checkOther($call, $key, $picture);
        return (new self($call, $key, $picture, $isNamed, $search))->claim();
    }

    /** The id under which 9Pic has a result, where the visitor has only ours (`requestIds: server`). */
    public static function resolve(Call $call): array
    {
        $id = $call->params['request_id'] ?? null;
        if (Config::current()->requestIds !== 'server' || $id === null) {
            return $call->params;
        }
        $search = $call->route['name'] === 'faces' ? 'startFaces' : 'startClips';
        try {
            $known = self::read(Store::read(self::key($search, $call->params['event_id'], strtolower($id))));
        } catch (\RuntimeException $error) {
            // What is free goes on (T1.3.4).
            $known = null;
        }
        // An id that came with a picture is ours alone: 9Pic's "unknown" would be taken for leave to search anew (R2.1.5).
        if (isset($known['picture']) && !isset($known['id'])) {
            throw self::unanswered($known);
        }
        return array_merge($call->params, ['request_id' => $known['id'] ?? $id]);
    }

    /**
     * Neither sent again by a client, nor taken for a search that was never made.
     *
     * @param array<string, mixed> $known
     */
    private static function unanswered(array $known): Refusal
    {
        return $known['running']
            ? new Refusal(409, 'timeout', 'The search is still running.')
            : new Refusal(409, 'unconfirmed', 'The answer to this search was lost, and its id with it.');
    }

    private static function key(string $search, string $event, string $key): string
    {
        return "$search|id|$event|$key";
    }

    /** An id belongs to one picture, for a selfie and for clips alike. */
    private static function checkOther(Call $call, string $key, ?string $picture): void
    {
        $other = $call->route['name'] === 'startFaces' ? 'startClips' : 'startFaces';
        $known = self::read(
            self::recorded(static function () use ($other, $call, $key): ?string {
                return Store::read(self::key($other, $call->params['event_id'], $key));
            }),
        );
        self::checkPicture($known, $picture);
    }

    /** @param array<string, mixed>|null $known */
    private static function checkPicture(?array $known, ?string $picture): void
    {
        if ($picture !== null && ($known['picture'] ?? $picture) !== $picture) {
            throw new Refusal(422, 'bad-input', 'This request id belongs to another picture.');
        }
    }

    /** @return array<string, mixed>|null */
    private static function read(?string $text): ?array
    {
        $read = $text === null ? null : json_decode($text, true);
        return is_array($read) ? $read : null;
    }

    /**
     * What cannot be recorded could be billed twice, so it is not begun.
     *
     * @return mixed
     */
    private static function recorded(callable $work)
    {
        try {
            return $work();
        } catch (\RuntimeException $error) {
            Log::write('error', 'the store of the searches failed');
            throw new Refusal(503, 'rate-limited', 'Searches cannot be recorded at the moment.', 30);
        }
    }

    private function claim(): UpstreamAnswer
    {
        $seconds = (int) ceil(Config::current()->timeouts['billable']) + 10;
        $deadline = time() + $seconds;
        $mine = ['picture' => $this->picture, 'running' => true];
        while (true) {
            $text = self::recorded(function () use ($mine, $seconds): ?string {
                return Store::claim($this->key, Answer::json($mine), $seconds);
            });
            $known = self::read($text);
            if ($known === null) {
                return $this->own($mine, false);
            }
            self::checkPicture($known, $this->picture);
            if (!$known['running']) {
                $again = isset($known['id']) ? $this->readAgain($known['id']) : null;
                if ($again !== null) {
                    return $again;
                }
                $record = ['picture' => $known['picture'] ?? $this->picture, 'running' => true] + $known;
                $taken = self::recorded(function () use ($text, $record, $seconds): bool {
                    return Store::swap($this->key, $text, Answer::json($record), $seconds);
                });
                if ($taken) {
                    return $this->own($record, true);
                }
            }
            if (time() >= $deadline) {
                throw new Refusal(504, 'timeout', 'The same search is still running.');
            }
            usleep(self::POLL_MICROSECONDS);
        }
    }

    /**
     * Runs the search as the one who holds its id, and leaves behind what the next one needs to know.
     *
     * @param array<string, mixed> $record
     */
    private function own(array $record, bool $isAgain): UpstreamAnswer
    {
        $left = $isAgain ? ['running' => false] + $record : null;
        try {
            if (!$isAgain || !$this->isNamed) {
                Limits::eventDay($this->call->params['event_id']);
            }
            // From here on an answer can be lost, so the id stays bound to its picture until it is known to be free.
            $left = ['running' => false] + $record;
            $answer = ($this->search)();
            $id = self::requestId($answer);
            if ($answer->status === 200 && $id !== null) {
                $left['id'] = $id;
            } elseif ($answer->status >= 400 && $answer->status < 500) {
                $left = null;
            }
            return $answer;
        } finally {
            $this->leave($left);
        }
    }

    /** @param array<string, mixed>|null $left */
    private function leave(?array $left): void
    {
        try {
            if ($left === null) {
                Store::delete($this->key);
            } else {
                Store::put($this->key, Answer::json($left), Rules::get('limits.rememberSeconds'));
            }
        } catch (\RuntimeException $error) {
            Log::write('error', 'the store of the searches failed');
        }
    }

    private static function requestId(UpstreamAnswer $answer): ?string
    {
        $data = is_object($answer->json->data ?? null) ? $answer->json->data : $answer->json;
        $id = is_object($data) ? $data->request_id ?? null : null;
        return is_string($id) ? $id : null;
    }

    /**
     * Reads by id what was searched before. Null is leave to pay once more, so it is 9Pic's own 404 alone: any other trouble
     * of this free read is passed on.
     */
    private function readAgain(string $id): ?UpstreamAnswer
    {
        if (!Rules::fits('request_id', $id)) {
            throw new Refusal(502, 'bad-response', 'The id of this search cannot be read again.');
        }
        $name = $this->call->route['name'] === 'startFaces' ? 'faces' : 'clips';
        $params = array_merge($this->call->params, ['request_id' => $id]);
        $answer = Upstream::call($name, $params, $this->call->query);
        return $answer->status === 404 ? null : $answer;
    }
}
