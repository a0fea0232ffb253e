<?php
/**
 * What the organiser has set on the settings page. The key is an option of its own, so that it is neither loaded on every
 * page nor part of what other code reads with the settings.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Settings
{
    public const OPTION = 'ninepic_settings';
    public const KEY = 'ninepic_api_key';
    public const RELAY_SECRET = 'ninepic_relay_secret';

    public const DEFAULTS = [
        'org_id' => '',
        'events' => [],
        'origins' => [],
        'routes_off' => [],
        'originals_by' => ['bib', 'selfie'],
        'relay' => false,
        'require_consent' => false,
        'trusted_hops' => 0,
        'privacy_page' => 0,
    ];

    /** @return array<string, mixed> every setting, with its default where it was never saved */
    public static function all(): array
    {
        $saved = get_option(self::OPTION, []);
        return array_merge(self::DEFAULTS, is_array($saved) ? $saved : []);
    }

    public static function key(): string
    {
        $key = get_option(self::KEY, '');
        return is_string($key) ? $key : '';
    }

    /** What the tickets of the relay are sealed with: made here when it is first needed, and known to nobody. */
    public static function relaySecret(): string
    {
        add_option(self::RELAY_SECRET, bin2hex(random_bytes(32)), '', 'no');
        return (string) get_option(self::RELAY_SECRET, '');
    }

    /** Makes the options, so that the key is never loaded of its own accord (behaviour.md T1.1.1). */
    public static function install(): void
    {
        add_option(self::KEY, '', '', 'no');
        add_option(self::OPTION, self::DEFAULTS);
    }

    /** The page that visitors read before they send a selfie: the chosen one, else the site's own privacy policy. */
    public static function privacyUrl(): string
    {
        $page = (int) self::all()['privacy_page'];
        $url = $page > 0 && get_post_status($page) === 'publish' ? get_permalink($page) : false;
        return $url === false ? get_privacy_policy_url() : $url;
    }
}
