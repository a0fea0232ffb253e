<?php
/** From what an administrator typed to what is saved. WordPress has checked nonce and capability before this is called. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class SettingsInput
{
    /** The options that a constant can decide, and what the form saves them as. */
    private const OPTIONS = [
        'orgId' => 'org_id',
        'events' => 'events',
        'origins' => 'origins',
        'routes' => 'routes_off',
        'originalsBy' => 'originals_by',
        'relaySecret' => 'relay',
        'requireConsent' => 'require_consent',
        'trustedHops' => 'trusted_hops',
    ];

    /**
     * @param mixed $input
     * @return array<string, mixed>
     */
    public static function settings($input): array
    {
        $input = is_array($input) ? $input : [];
        if (!isset($input['form'])) {
            // Not what the form sends but what was made of it, or a default: WordPress asks here whoever saves.
            return array_intersect_key($input, Settings::DEFAULTS) + Settings::DEFAULTS;
        }
        $on = self::names($input['routes'] ?? [], Rules::get('switches'));
        EventList::forget();
        EventPicker::forget();
        Config::forget();
        // What a constant decides has no field: what was chosen before stays, for the day when the constant is gone.
        return self::decided() + [
            'org_id' => self::number($input['org_id'] ?? '', __('The organisation number is not a number.', 'ninepic')),
            'events' => self::events($input),
            'origins' => self::origins((string) ($input['origins'] ?? '')),
            // What is off is remembered, so that what a later version adds is on.
            'routes_off' => array_values(array_diff(Rules::get('switches'), $on)),
            'originals_by' => self::names($input['originals_by'] ?? [], Rules::get('originalsBy')),
            'relay' => !empty($input['relay']),
            'require_consent' => !empty($input['require_consent']),
            'trusted_hops' => min(9, max(0, (int) ($input['trusted_hops'] ?? 0))),
            'privacy_page' => absint($input['privacy_page'] ?? 0),
        ];
    }

    /** @return array<string, mixed> what is saved of the options that a constant decides */
    private static function decided(): array
    {
        $isDecided = static function (string $option): bool {
            return Config::constant($option) !== null;
        };
        $decided = array_filter(self::OPTIONS, $isDecided, ARRAY_FILTER_USE_KEY);
        return array_intersect_key(Settings::all(), array_flip($decided));
    }

    /**
     * The key as it was typed, or the one that is there when the field was left empty.
     *
     * @param mixed $input
     */
    public static function key($input): string
    {
        EventPicker::forget();
        Config::forget();
        $key = is_string($input) ? trim($input) : '';
        // phpcs:ignore WordPress.Security.NonceVerification
        if (!empty($_POST['ninepic_forget_key'])) {
            return '';
        }
        if ($key === '') {
            return Settings::key();
        }
        if (preg_match('~\A[\x21-\x7e]{1,512}\z~', $key) !== 1) {
            self::complain('key', __('The API key has characters that no key has; it was not saved.', 'ninepic'));
            return Settings::key();
        }
        return $key;
    }

    private static function complain(string $code, string $text): void
    {
        add_settings_error(SettingsPage::PAGE, "ninepic_$code", $text);
    }

    /** @param mixed $value */
    private static function number($value, string $complaint): string
    {
        $text = is_scalar($value) ? trim((string) $value) : '';
        if ($text !== '' && !Rules::fits('event_id', $text)) {
            self::complain('number', $complaint);
            return '';
        }
        return $text;
    }

    /**
     * @param array<string, mixed> $input
     * @return string[]
     */
    private static function events(array $input): array
    {
        $ticked = is_array($input['events'] ?? null) ? $input['events'] : [];
        $typed = preg_split('~[\s,;]+~', (string) ($input['other_events'] ?? ''), -1, PREG_SPLIT_NO_EMPTY);
        $events = [];
        foreach (array_merge($ticked, $typed ?: []) as $event) {
            $events[] = self::number($event, __('An event number is not a number.', 'ninepic'));
        }
        return array_values(array_unique(array_filter($events, 'strlen')));
    }

    /** @return string[] */
    private static function origins(string $text): array
    {
        $origins = [];
        foreach (preg_split('~[\s,]+~', $text, -1, PREG_SPLIT_NO_EMPTY) ?: [] as $item) {
            $origin = $item === '*' ? '*' : Origin::normalize(rtrim($item, '/'));
            if ($origin === null) {
                self::complain('origin', __('A site is not like https://race.example; it was left out.', 'ninepic'));
                continue;
            }
            $origins[] = $origin;
        }
        return array_values(array_unique($origins));
    }

    /**
     * @param mixed $given
     * @param string[] $known
     * @return string[]
     */
    private static function names($given, array $known): array
    {
        return array_values(array_intersect($known, is_array($given) ? $given : []));
    }
}
