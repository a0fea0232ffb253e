<?php
/**
 * What the proxy works with: every option checked, every default filled in (design.md section 5). A constant in
 * `wp-config.php` wins over the settings page; it has the name that `ninepic-proxy` knows as a variable, as
 * `NINEPIC_API_KEY`, and is written in the same way.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Config
{
    /** @var string */
    public $apiKey;
    /** @var string */
    public $orgId;
    /** @var string[] */
    public $events;
    /** @var string[] sites besides this one that may use the proxy */
    public $origins;
    /** @var bool */
    public $anyOrigin;
    /** @var string scheme, host and path prefix without a slash at the end */
    public $upstream;
    /** @var array<string, bool> */
    public $routes = [];
    /** @var string[] */
    public $originalsBy;
    /** @var bool originals can be fetched through this site */
    public $relay;
    /** @var string|null what its tickets are sealed with; null where it is off */
    public $relaySecret;
    /** @var string[] where it may fetch from; a dot at the start is for every host below */
    public $relayHosts;
    /** @var string `client` or `server` */
    public $requestIds;
    /** @var array<string, mixed> pairs of count and seconds, 0 for no limit */
    public $limits;
    /** @var int */
    public $trustedHops;
    /** @var bool */
    public $requireConsent;
    /** @var bool */
    public $exposeOriginalUrl;
    /** @var array{file: string, requestId: string} */
    public $fields;
    /** @var int seconds */
    public $cacheSeconds;
    /** @var array{read: float, billable: float} seconds */
    public $timeouts;
    /** @var array<string, string> what is wrong, by option, in words that never hold its value */
    public $problems = [];

    /** @var self|null */
    private static $current = null;

    public static function current(): self
    {
        if (self::$current === null) {
            self::$current = new self();
        }
        return self::$current;
    }

    /** Reads the options anew, after they were saved. */
    public static function forget(): void
    {
        self::$current = null;
    }

    private function __construct()
    {
        $saved = Settings::all();
        $this->readAccount($saved);
        $this->readPlace($saved);
        $this->readFeatures($saved);
        $this->readRelay($saved);
        $this->readExchange();
    }

    /** Whether 9Pic is played by a program on this machine, as in the tests of this plugin. */
    public function loopback(): bool
    {
        return strpos($this->upstream, 'http://127.0.0.1:') === 0;
    }

    /** Whether 9Pic and its storage may be played by programs on this machine. */
    public static function isTested(): bool
    {
        return defined('NINEPIC_ALLOW_LOOPBACK') && NINEPIC_ALLOW_LOOPBACK;
    }

    /** The value of an option's constant, or null where it is not defined. @return mixed */
    public static function constant(string $option)
    {
        $name = Rules::get('variables')[$option];
        return defined($name) ? constant($name) : null;
    }

    /** @return string[]|null */
    private static function listed(string $option): ?array
    {
        $value = self::constant($option);
        if ($value === null) {
            return null;
        }
        $items = is_array($value) ? $value : explode(',', (string) $value);
        return array_values(array_filter(array_map('trim', array_map('strval', $items)), 'strlen'));
    }

    private function flag(string $option, bool $saved): bool
    {
        $value = self::constant($option) ?? $saved;
        $read = filter_var($value, FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE);
        $this->check($option, is_bool($read), 'is neither true nor false');
        return $read === true;
    }

    /**
     * A JSON object over the defaults of an option.
     *
     * @param callable(array<string, mixed>): bool $fits
     * @return array<string, mixed>
     */
    private function json(string $option, string $default, callable $fits): array
    {
        $value = self::constant($option);
        $read = is_string($value) ? json_decode($value, true) : $value ?? [];
        $defaults = Rules::get("defaults.$default");
        $good = is_array($read) && $fits($read);
        $this->check($option, $good, 'is not like ' . Answer::json($defaults));
        return $good ? array_merge($defaults, $read) : $defaults;
    }

    private function check(string $option, bool $ok, string $text): void
    {
        if (!$ok && !isset($this->problems[$option])) {
            $this->problems[$option] = $text;
        }
    }

    /** @param array<string, mixed> $saved */
    private function readAccount(array $saved): void
    {
        $this->apiKey = trim((string) (self::constant('apiKey') ?? Settings::key()));
        $this->check('apiKey', $this->apiKey !== '', 'is required');
        $printable = preg_match('~\A[\x21-\x7e]*\z~', $this->apiKey) === 1;
        $this->check('apiKey', $printable, 'has characters that a header cannot carry');
        $this->orgId = trim((string) (self::constant('orgId') ?? $saved['org_id']));
        $this->check('orgId', $this->orgId !== '', 'is required');
        $this->check('orgId', $this->orgId === '' || Rules::fits('event_id', $this->orgId), 'is not a number');
        $this->events = self::listed('events') ?? array_map('strval', $saved['events']);
        $this->check('events', $this->events !== [], 'is required: the numbers of your events');
        $numbers = array_filter($this->events, static function (string $event): bool {
            return !Rules::fits('event_id', $event);
        });
        $this->check('events', $numbers === [], 'has something that is not a number');
    }

    /** @param array<string, mixed> $saved */
    private function readPlace(array $saved): void
    {
        $origins = self::listed('origins') ?? $saved['origins'];
        $this->anyOrigin = in_array('*', $origins, true);
        $this->origins = [];
        foreach (array_diff($origins, ['*']) as $origin) {
            $normalized = Origin::normalize(rtrim((string) $origin, '/'));
            $this->check('origins', $normalized !== null, 'has something that is not like https://race.example');
            $this->origins[] = (string) $normalized;
        }
        $upstream = rtrim((string) (self::constant('upstream') ?? Rules::get('upstream.origin')), '/');
        // Plain http is for tests of this plugin, on the same machine, and has to be asked for twice.
        $pattern = self::isTested()
            ? '~\Ahttp://127\.0\.0\.1:\d+\z~'
            : '~\Ahttps://[a-z0-9.-]+(:\d+)?(/[a-z0-9._/-]*)?\z~i';
        $this->check('upstream', preg_match($pattern, $upstream) === 1, 'is not an https address');
        $this->upstream = $upstream;
        $hops = (string) (self::constant('trustedHops') ?? $saved['trusted_hops']);
        $this->check('trustedHops', preg_match('~\A1?\d\z~', $hops) === 1, 'is not a small number');
        $this->trustedHops = (int) $hops;
    }

    /** @param array<string, mixed> $saved */
    private function readFeatures(array $saved): void
    {
        $off = self::listed('routes') ?? $saved['routes_off'];
        $known = Rules::get('switches');
        $this->check('routes', array_diff($off, $known) === [], 'has an unknown name; known: ' . implode(', ', $known));
        foreach ($known as $name) {
            $this->routes[$name] = !in_array($name, $off, true);
        }
        $by = self::listed('originalsBy') ?? $saved['originals_by'];
        $this->check('originalsBy', array_diff($by, Rules::get('originalsBy')) === [], 'has an unknown name');
        // A search that is switched off must not come back through the door of the originals.
        $allowed = array_filter($by, function ($name): bool {
            return $name === 'image' || ($this->routes[$name] ?? false);
        });
        $this->originalsBy = array_values($allowed);
        $this->requireConsent = $this->flag('requireConsent', (bool) $saved['require_consent']);
        $this->exposeOriginalUrl = $this->flag('exposeOriginalUrl', false);
    }

    /** @param array<string, mixed> $saved */
    private function readRelay(array $saved): void
    {
        $secret = self::constant('relaySecret') ?? ($saved['relay'] ? Settings::relaySecret() : '');
        $this->relaySecret = (string) $secret === '' ? null : (string) $secret;
        $long = $this->relaySecret === null || strlen($this->relaySecret) >= 16;
        $this->check('relaySecret', $long, 'is shorter than 16 characters');
        $this->relayHosts = array_map('strtolower', self::listed('relayHosts') ?? Rules::get('defaults.relayHosts'));
        $hosts = array_filter($this->relayHosts, [RelayHosts::class, 'isHost']) === $this->relayHosts;
        $this->check('relayHosts', $hosts, 'has something that is not a host name');
        $this->relay = $this->routes['originals'] && $this->relaySecret !== null && RelayStream::isPossible();
    }

    private function readExchange(): void
    {
        $this->requestIds = (string) (self::constant('requestIds') ?? 'client');
        $known = in_array($this->requestIds, ['client', 'server'], true);
        $this->check('requestIds', $known, 'is neither client nor server');
        $this->limits = $this->json('limits', 'budgets', [ConfigValues::class, 'areLimits']);
        $this->fields = $this->json('fields', 'fields', [ConfigValues::class, 'areFields']);
        $this->timeouts = $this->json('timeouts', 'timeouts', [ConfigValues::class, 'areTimeouts']);
        $seconds = self::constant('cacheSeconds') ?? 0;
        $short = filter_var($seconds, FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => 3600]]);
        $this->check('cacheSeconds', $short !== false, 'is not a number of seconds up to 3600');
        $this->cacheSeconds = (int) $short;
    }
}
