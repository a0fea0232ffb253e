<?php
/**
 * The closed route table at work (behaviour.md 1.2). The raw address is taken apart, each piece is decoded exactly once
 * and checked, and what WordPress then routes is built anew from the checked pieces.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Target
{
    public const REST = 'ninepic/v1';

    /** @var array<string, array<string, mixed>> rows of the table that have this path, by method */
    public $byMethod;
    /** @var array<string, string> checked parameters */
    public $params;

    /**
     * @param array<string, array<string, mixed>> $byMethod
     * @param array<string, string> $params
     */
    private function __construct(array $byMethod, array $params)
    {
        $this->byMethod = $byMethod;
        $this->params = $params;
    }

    /** @throws Refusal 414 for a long address, 400 for one that cannot be decoded, 404 for one that is no route */
    public static function read(Config $config): self
    {
        if (strlen(Server::get('REQUEST_URI') ?? '') > Rules::get('limits.url')) {
            throw new Refusal(414, 'bad-input', 'The address is too long.');
        }
        $target = self::find(self::segments());
        $event = $target->params['event_id'] ?? null;
        if ($event !== null && !in_array($event, $config->events, true)) {
            throw new Refusal(404, 'not-found', 'This event is not among the events of the proxy.');
        }
        return $target;
    }

    /** The path below the namespace as WordPress is to route it. */
    public static function path(array $route, array $params): string
    {
        $fill = static function (array $found) use ($params): string {
            return rawurlencode($params[$found[1]]);
        };
        return (string) preg_replace_callback('~\{(\w+)\}~', $fill, $route['path']);
    }

    private static function noRoute(): Refusal
    {
        return new Refusal(404, 'not-found', 'No such route. The proxy knows the routes of its table only.');
    }

    /** @return string[] decoded */
    private static function segments(): array
    {
        $pretty = self::prettyPath();
        $raw = $pretty ?? self::plainPath();
        if ($raw === '' || $raw[0] !== '/') {
            throw self::noRoute();
        }
        $segments = [];
        foreach (explode('/', substr($raw, 1)) as $piece) {
            $segments[] = self::segment($piece, $pretty !== null);
        }
        if (array_intersect(['', '.', '..'], $segments) !== []) {
            throw self::noRoute();
        }
        return $segments;
    }

    private static function segment(string $piece, bool $encoded): string
    {
        $text = $encoded ? rawurldecode($piece) : $piece;
        $broken = $encoded && preg_match('~%(?![0-9a-f]{2})|[^\x21-\x7e]~i', $piece) === 1;
        if ($broken || preg_match('//u', $text) !== 1 || Rules::fits('not_in_a_segment', $text)) {
            throw new Refusal(400, 'bad-input', 'The path is not well-formed.');
        }
        return $text;
    }

    /** What stands behind the namespace in `/wp-json/ninepic/v1/…`, still encoded; null where the address has another form. */
    private static function prettyPath(): ?string
    {
        $home = rtrim((string) wp_parse_url(home_url(), PHP_URL_PATH), '/');
        foreach (["$home/", "$home/index.php/"] as $base) {
            $mount = $base . rest_get_url_prefix() . '/' . self::REST;
            $path = Server::target()[0];
            if (strpos($path, $mount) === 0) {
                return substr($path, strlen($mount));
            }
        }
        return null;
    }

    /** The same of `?rest_route=/ninepic/v1/…`, which is decoded as a query is, once. */
    private static function plainPath(): string
    {
        $found = array_filter(Server::query(), static function (array $pair): bool {
            return $pair[0] === 'rest_route';
        });
        $value = count($found) === 1 ? array_values($found)[0][1] : '';
        $mount = '/' . self::REST;
        $home = rtrim((string) wp_parse_url(home_url(), PHP_URL_PATH), '/');
        $isHome = in_array(Server::target()[0], ["$home/", "$home/index.php"], true);
        return $isHome && strpos($value, $mount) === 0 ? substr($value, strlen($mount)) : '';
    }

    /** @param string[] $segments */
    private static function find(array $segments): self
    {
        $byMethod = [];
        $params = [];
        foreach (Rules::get('routes') as $route) {
            $found = self::fits(explode('/', substr($route['path'], 1)), $segments);
            if ($found !== null) {
                $byMethod[$route['method']] = $route;
                $params = $found;
            }
        }
        if ($byMethod === []) {
            throw self::noRoute();
        }
        return new self($byMethod, $params);
    }

    /**
     * @param string[] $pattern
     * @param string[] $segments
     * @return array<string, string>|null
     */
    private static function fits(array $pattern, array $segments): ?array
    {
        if (count($pattern) !== count($segments)) {
            return null;
        }
        $params = [];
        foreach ($pattern as $index => $part) {
            if ($part[0] !== '{') {
                if ($part !== $segments[$index]) {
                    return null;
                }
                continue;
            }
            $name = trim($part, '{}');
            $value = Grammar::param($name, $segments[$index]);
            if ($value === null) {
                return null;
            }
            $params[$name] = $value;
        }
        return $params;
    }
}
