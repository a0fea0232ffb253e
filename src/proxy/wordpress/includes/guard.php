<?php
/** What a request has to bring, besides its address. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Guard
{
    /** The order is that of the TypeScript proxy: what is refused for its origin counts too (behaviour.md T1.3.6). */
    public static function admit(Call $call): void
    {
        $feature = $call->route['feature'];
        if ($feature !== null && !Config::current()->routes[$feature]) {
            throw new Refusal(404, 'feature-off', 'This feature is switched off in the proxy.');
        }
        if ($call->route['billable']) {
            Limits::billable($call->address);
        }
        // A click on a relayed link comes from anywhere and has no origin; its ticket is the authorisation (T1.4.1).
        if ($call->route['name'] !== 'relay') {
            $call->visitor->check($call->route['method']);
        }
        // The header makes every browser ask first (behaviour.md T1.4.2).
        $widget = Server::header('x-ninepic-widget') ?? '';
        if ($call->route['method'] === 'POST' && !Rules::fits('widget', $widget)) {
            throw new Refusal(403, 'forbidden', 'X-NinePic-Widget is missing.');
        }
    }

    /** The `Idempotency-Key` of a search that has no `request_id` of its own. */
    public static function idempotencyKey(): ?string
    {
        $key = Server::header('idempotency-key');
        if ($key !== null && !Rules::fits('idempotency_key', $key)) {
            throw new Refusal(400, 'bad-input', 'Idempotency-Key is not valid.');
        }
        return $key === null ? null : strtolower($key);
    }

    /** Refuses a selfie without consent, where the organiser wants it recorded (behaviour.md T1.20.4). */
    public static function consent(): void
    {
        $version = Server::header('x-ninepic-consent') ?? '';
        if (Config::current()->requireConsent && !Rules::fits('consent', $version)) {
            throw new Refusal(403, 'forbidden', 'X-NinePic-Consent is missing.');
        }
    }

    /** The media type, compared by its essence; absent is not allowed (behaviour.md T1.4.6). */
    public static function mediaType(string $wanted): void
    {
        if (Server::mediaType() !== $wanted) {
            throw new Refusal(415, 'bad-input', "Content-Type must be $wanted.");
        }
    }

    /** Asks the filter `ninepic_verify_access` whether this visitor may see this bib (behaviour.md T1.18.1). */
    public static function access(string $bib): void
    {
        if (apply_filters('ninepic_verify_access', true, $bib) !== true) {
            throw new Refusal(403, 'forbidden', 'The organiser has not allowed this search.');
        }
    }

    /** Asks the filter `ninepic_verify_human` before a selfie or clip search (behaviour.md T1.3.8). */
    public static function human(): void
    {
        if (apply_filters('ninepic_verify_human', true) !== true) {
            throw new Refusal(403, 'forbidden', 'The check for humans was not passed.');
        }
    }
}
