<?php
/** The query of a route: what the table knows, in its order; everything else is dropped (behaviour.md T1.2.5). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Query
{
    /**
     * @param array<string, mixed> $route
     * @return array<string, string>
     * @throws Refusal 400 for a known parameter that is repeated or does not fit its grammar
     */
    public static function read(array $route): array
    {
        $query = [];
        foreach ($route['query'] as $name) {
            $values = [];
            foreach (Server::query() as [$key, $value]) {
                if ($key === $name) {
                    $values[] = $value;
                }
            }
            if ($values === []) {
                continue;
            }
            $fits = Rules::fits($name === 'from' || $name === 'to' ? 'epoch' : 'count', $values[0]);
            $tooMany = $name === 'page_size' && (int) $values[0] > $route['maxPageSize'];
            if (count($values) > 1 || !$fits || $tooMany) {
                throw new Refusal(400, 'bad-input', "$name is not valid.");
            }
            $query[$name] = $values[0];
        }
        if (in_array('from', $route['query'], true)) {
            self::checkWindow($query);
        }
        return $query;
    }

    /** @param array<string, string> $query */
    private static function checkWindow(array $query): void
    {
        $given = isset($query['from'], $query['to']);
        $span = $given ? (int) $query['to'] - (int) $query['from'] : 0;
        if ($span <= 0 || $span > Rules::get('limits.windowSeconds')) {
            throw new Refusal(400, 'bad-input', 'from and to must span more than nothing and at most seven days.');
        }
    }
}
