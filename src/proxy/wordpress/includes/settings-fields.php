<?php
/** The rows of the settings form. What a constant in wp-config.php decides is shown, and cannot be changed here. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class SettingsFields
{
    /** @var array<string, mixed> */
    private $saved;

    /** @param array<string, mixed> $saved */
    public function __construct(array $saved)
    {
        $this->saved = $saved;
    }

    public function render(): void
    {
        $this->row('apiKey', 'ninepic-key', __('API key', 'ninepic'), function (): void {
            $this->key();
        });
        $this->row('orgId', 'ninepic-org', __('Organisation number', 'ninepic'), function (): void {
            $this->text('org_id', 'ninepic-org', 'inputmode="numeric" class="regular-text"');
        });
        $this->row('events', '', __('Events', 'ninepic'), function (): void {
            $this->events();
        });
        $this->row('routes', '', __('Visitors may', 'ninepic'), function (): void {
            $this->boxes('routes', self::switches(), array_diff(Rules::get('switches'), $this->saved['routes_off']));
            $text = __(
                '9Pic’s API does not honour its page password and internal flags: switch off what your event does not publish. For races of children, switch the selfie search off.',
                'ninepic',
            );
            self::help($text);
        });
        $this->row('originalsBy', '', __('Originals may be downloaded', 'ninepic'), function (): void {
            $this->boxes('originals_by', self::originals(), $this->saved['originals_by']);
        });
        $this->row('relaySecret', '', __('Downloads', 'ninepic'), function (): void {
            $this->relay();
        });
        $this->row('', 'ninepic-privacy', __('Privacy page', 'ninepic'), function (): void {
            $this->privacy();
        });
        $this->row('requireConsent', '', __('Consent', 'ninepic'), function (): void {
            $label = __('Refuse a selfie that comes without the record of a consent', 'ninepic');
            $this->box('require_consent', '1', $label, (bool) $this->saved['require_consent']);
        });
        $this->row('origins', 'ninepic-origins', __('Other sites', 'ninepic'), function (): void {
            printf(
                '<textarea id="ninepic-origins" name="%s[origins]" rows="3" class="regular-text code">%s</textarea>',
                esc_attr(Settings::OPTION),
                esc_textarea(implode("\n", $this->saved['origins'])),
            );
            self::help(
                __(
                    'Only if pages of another site use the photos of this one: one address a line, like https://race.example.',
                    'ninepic',
                ),
            );
        });
        $this->row('trustedHops', 'ninepic-hops', __('Reverse proxies', 'ninepic'), function (): void {
            $this->text('trusted_hops', 'ninepic-hops', 'inputmode="numeric" class="small-text"');
            self::help(
                __(
                    'How many in front of this site append to X-Forwarded-For. 0 unless you know; it decides whose searches are counted together.',
                    'ninepic',
                ),
            );
        });
    }

    /** @return array<string, string> */
    private static function switches(): array
    {
        return [
            'gallery' => __('see all photos of the event', 'ninepic'),
            'bib' => __('search by race number', 'ninepic'),
            'selfie' => __('search by selfie (each new search may cost)', 'ninepic'),
            'clip' => __('order clips (each may cost)', 'ninepic'),
            'timeline' => __('look by time of day', 'ninepic'),
            'originals' => __('download originals', 'ninepic'),
        ];
    }

    /** @return array<string, string> */
    private static function originals(): array
    {
        return [
            'bib' => __('of photos found by race number', 'ninepic'),
            'selfie' => __('of photos found by selfie', 'ninepic'),
            'image' => __('of every public photo, by whoever asks', 'ninepic'),
        ];
    }

    private function row(string $option, string $for, string $title, callable $field): void
    {
        $label =
            $for === '' ? esc_html($title) : sprintf('<label for="%s">%s</label>', esc_attr($for), esc_html($title));
        echo '<tr><th scope="row">', wp_kses($label, ['label' => ['for' => true]]), '</th><td>';
        if ($option !== '' && Config::constant($option) !== null) {
            /* translators: %s: name of a constant */
            $text = __('Set in wp-config.php, by %s.', 'ninepic');
            self::help(sprintf($text, Rules::get('variables')[$option]));
        } else {
            echo '<fieldset><legend class="screen-reader-text">', esc_html($title), '</legend>';
            $field();
            echo '</fieldset>';
        }
        echo '</td></tr>';
    }

    private static function help(string $text): void
    {
        printf('<p class="description">%s</p>', esc_html($text));
    }

    /** The field is always empty: a key that is saved is never sent to a browser again (behaviour.md T1.1.1). */
    private function key(): void
    {
        $key = Settings::key();
        printf(
            '<input type="password" id="ninepic-key" name="%s" value="" class="regular-text" autocomplete="off" spellcheck="false">',
            esc_attr(Settings::KEY),
        );
        if ($key === '') {
            self::help(
                __(
                    'From 9Pic, Developer Zone. It can also stand in wp-config.php: define(\'NINEPIC_API_KEY\', \'…\');',
                    'ninepic',
                ),
            );
            return;
        }
        /* translators: %s: last characters of a key */
        $saved = __('A key is saved (…%s). Leave the field empty to keep it.', 'ninepic');
        self::help(sprintf($saved, strlen($key) > 12 ? substr($key, -4) : '****'));
        printf(
            '<label><input type="checkbox" name="ninepic_forget_key" value="1"> %s</label>',
            esc_html__('Forget the key', 'ninepic'),
        );
    }

    private function text(string $name, string $id, string $more): void
    {
        printf(
            '<input type="text" id="%s" name="%s[%s]" value="%s" %s>',
            esc_attr($id),
            esc_attr(Settings::OPTION),
            esc_attr($name),
            esc_attr((string) $this->saved[$name]),
            // Two fixed texts of this class.
            // phpcs:ignore WordPress.Security.EscapeOutput
            $more,
        );
    }

    /**
     * @param array<string, string> $labels
     * @param string[] $checked
     */
    private function boxes(string $name, array $labels, array $checked): void
    {
        foreach ($labels as $value => $label) {
            $this->box("{$name}][", (string) $value, $label, in_array((string) $value, $checked, true));
        }
    }

    private function box(string $name, string $value, string $label, bool $checked): void
    {
        printf(
            '<label><input type="checkbox" name="%s[%s]" value="%s" %s> %s</label><br>',
            esc_attr(Settings::OPTION),
            esc_attr($name),
            esc_attr($value),
            checked($checked, true, false),
            esc_html($label),
        );
    }

    private function events(): void
    {
        $chosen = array_map('strval', $this->saved['events']);
        $offered = EventPicker::events();
        $labels = [];
        foreach ($offered ?? [] as $number => $label) {
            $labels[$number] = "$label · $number";
        }
        $this->boxes('events', $labels, $chosen);
        if ($offered === null) {
            self::help(
                __(
                    'Once key and organisation are saved and 9Pic answers, your events are offered here. Until then, type their numbers.',
                    'ninepic',
                ),
            );
        }
        $others = array_diff($chosen, array_map('strval', array_keys($labels)));
        printf(
            '<label>%s <input type="text" name="%s[other_events]" value="%s" class="regular-text" placeholder="456, 789"></label>',
            esc_html($labels === [] ? __('Numbers:', 'ninepic') : __('Others, by number:', 'ninepic')),
            esc_attr(Settings::OPTION),
            esc_attr(implode(', ', $others)),
        );
        self::help(__('The first one is shown where a block or shortcode names no event.', 'ninepic'));
    }

    private function relay(): void
    {
        $label = __('Pass originals through this site', 'ninepic');
        $this->box('relay', '1', $label, (bool) $this->saved['relay']);
        self::help(
            __(
                'One tap then saves a photo on every device, also in the browsers inside of Instagram or WhatsApp. Each download keeps one PHP process of this site busy until it is through: leave it off where the hosting is small.',
                'ninepic',
            ),
        );
        if (!RelayStream::isPossible()) {
            self::help(__('This server cannot do it: PHP lacks the extension curl or openssl.', 'ninepic'));
        }
    }

    private function privacy(): void
    {
        wp_dropdown_pages([
            'name' => esc_attr(Settings::OPTION . '[privacy_page]'),
            'id' => 'ninepic-privacy',
            'selected' => (int) $this->saved['privacy_page'],
            'show_option_none' => esc_html__('The privacy policy of this site', 'ninepic'),
            'option_none_value' => '0',
        ]);
        $url = Settings::privacyUrl();
        self::help(
            $url === ''
                ? __(
                    'There is none yet. Without a privacy page nobody can consent, and the selfie search stays closed.',
                    'ninepic',
                )
                : __('Visitors of the selfie search are led there before they consent.', 'ninepic'),
        );
    }
}
