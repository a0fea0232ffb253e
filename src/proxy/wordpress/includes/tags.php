<?php
/** The tags as a page gets them: an allow-list of attributes, escaped, and always this site's own proxy (behaviour.md T1.19.7). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Tags
{
    /** @var array<int, array<string, mixed>>|null */
    private static $all = null;

    /** @return array<int, array<string, mixed>> what the manifest of the elements says, written by the build */
    public static function all(): array
    {
        if (self::$all === null) {
            self::$all = json_decode(file_get_contents(NINEPIC_DIR . 'tags.json'), true);
        }
        return self::$all;
    }

    /** Where the proxy of this site is, from any page of it. */
    public static function proxyUrl(): string
    {
        return wp_make_link_relative(rest_url(Target::REST));
    }

    /**
     * One tag.
     *
     * @param array<string, mixed> $tag
     * @param array<string, mixed> $given attributes as they were written, or chosen in the block editor
     * @param string $content what is seen where the tag can do nothing
     */
    public static function html(array $tag, array $given, string $content = ''): string
    {
        $config = Config::current();
        if ($config->problems !== []) {
            return wp_kses_post($content) .
                self::forEditors(__('9Pic is not set up yet: see Settings → 9Pic.', 'ninepic'));
        }
        $attributes = [];
        foreach ($tag['attributes'] as $attribute) {
            $value = self::clean($attribute, $given[$attribute['name']] ?? null);
            if ($value !== null) {
                $attributes[$attribute['name']] = $value;
            }
        }
        $note = '';
        $event = $attributes['event-id'] ?? $config->events[0];
        if (!in_array($event, $config->events, true)) {
            /* translators: %s: number of an event */
            $text = sprintf(__('Event %s is not chosen under Settings → 9Pic.', 'ninepic'), $event);
            $note = self::forEditors($text);
        }
        $privacy = $tag['tag'] === 'ninepic-selfie-search' ? Settings::privacyUrl() : '';
        if ($privacy !== '' && !isset($attributes['privacy-href'])) {
            $attributes['privacy-href'] = esc_url_raw($privacy);
        }
        // On the gallery alone: where several tags name a zone the first one counts, and this is no more than a guess.
        if ($tag['tag'] === 'ninepic-gallery' && !isset($attributes['time-zone']) && self::timeZone() !== '') {
            $attributes['time-zone'] = self::timeZone();
        }
        $own = ['proxy-url' => self::proxyUrl(), 'event-id' => $event];
        Assets::enqueue();
        return self::element($tag['tag'], $own + $attributes, wp_kses_post($content)) . $note;
    }

    /** Where the site's clock stands, as `Europe/Berlin`; empty for an offset from UTC, which knows no summer time. */
    public static function timeZone(): string
    {
        $zone = wp_timezone_string();
        return strpos($zone, '/') !== false && in_array($zone, timezone_identifiers_list(), true) ? $zone : '';
    }

    /** @param array<string, string> $attributes */
    private static function element(string $name, array $attributes, string $content): string
    {
        $html = "<$name";
        foreach ($attributes as $attribute => $value) {
            $html .= sprintf(' %s="%s"', $attribute, esc_attr($value));
        }
        return "$html>$content</$name>";
    }

    /** A sentence for those who can do something about it; visitors see nothing of it. */
    private static function forEditors(string $text): string
    {
        return current_user_can('edit_posts') ? '<p class="ninepic-notice">' . esc_html($text) . '</p>' : '';
    }

    /**
     * @param array<string, mixed> $attribute
     * @param mixed $value
     * @return string|null null where it is not set, or cannot be what it is meant to be
     */
    private static function clean(array $attribute, $value): ?string
    {
        if ($value === null || !is_scalar($value)) {
            return null;
        }
        if ($attribute['type'] === 'boolean') {
            // An attribute without a value counts as set; editors add `=""`.
            $off = is_bool($value) ? !$value : in_array(strtolower((string) $value), ['false', 'no', 'off', '0'], true);
            return $off ? null : '';
        }
        $text = trim(self::unquoted((string) $value));
        if ($text === '') {
            return null;
        }
        switch ($attribute['type']) {
            case 'number':
                return is_numeric($text) ? (string) (int) $text : null;
            case 'choice':
                return in_array($text, $attribute['choices'], true) ? $text : null;
            case 'url':
                $url = esc_url_raw($text, ['http', 'https', 'mailto']);
                return $url === '' ? null : $url;
            default:
                return mb_substr(sanitize_text_field($text), 0, 300, 'UTF-8');
        }
    }

    /** Without the quotation marks that word processors put around what is pasted from them. */
    private static function unquoted(string $text): string
    {
        $marks = '\x{201C}\x{201D}\x{201E}\x{2018}\x{2019}\x{00AB}\x{00BB}\x{2033}\x{00A0}"';
        return (string) preg_replace("~\A[$marks]+|[$marks]+\z~u", '', $text);
    }
}
