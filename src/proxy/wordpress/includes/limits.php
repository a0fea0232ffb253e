<?php
/** The budgets (behaviour.md T1.3). Each says no with 429 and the seconds to wait, before anything is sent. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Limits
{
    private const DAY = 86400;

    /** A selfie or clip search of an address, refused ones included (T1.3.6). */
    public static function billable(string $address): void
    {
        self::take('billable', 'billablePerAddress', $address, true);
    }

    /** A bib that an address asks for; the same one again is free. */
    public static function bib(string $address, string $event, string $bib): void
    {
        self::take('bibs', 'bibsPerAddress', $address, false, "$event/" . mb_strtolower($bib, 'UTF-8'));
    }

    /** Links to originals for an address. */
    public static function originals(string $address): void
    {
        self::take('originals', 'originalsPerAddress', $address, false);
    }

    /** Files through the relay for an address. */
    public static function relay(string $address): void
    {
        self::take('relay', 'originalsPerAddress', $address, false);
    }

    /** A search that is about to reach 9Pic: the only budget that bounds the bill. */
    public static function eventDay(string $event): void
    {
        $now = time();
        $budget = [Config::current()->limits['billablePerEventDay'], self::DAY - ($now % self::DAY)];
        self::count('event-day', $budget, "$event|" . intdiv($now, self::DAY), true);
    }

    private static function take(
        string $name,
        string $limit,
        string $bucket,
        bool $closed,
        ?string $member = null
    ): void {
        self::count($name, Config::current()->limits[$limit], $bucket, $closed, $member);
    }

    /**
     * @param array{0: int, 1: int}|int $budget count and seconds; a count of 0 is no limit
     * @param bool $closed whether a database that fails closes the route: what is billed cannot go uncounted (T1.3.4)
     */
    private static function count(string $name, $budget, string $bucket, bool $closed, ?string $member = null): void
    {
        [$count, $seconds] = is_array($budget) ? $budget : [0, 0];
        if ($count === 0) {
            return;
        }
        try {
            $wait = Store::take("$name|$bucket", $count, $seconds, $member);
        } catch (\RuntimeException $error) {
            Log::write('error', 'the store of the budgets failed');
            if ($closed) {
                throw new Refusal(503, 'rate-limited', 'Searches cannot be counted at the moment.', 30);
            }
            return;
        }
        if ($wait !== null) {
            Log::write('warn', "a budget is used up: $name");
            throw new Refusal(429, 'rate-limited', 'Too many requests. Retry-After says when to come back.', $wait);
        }
    }
}
