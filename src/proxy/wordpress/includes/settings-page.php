<?php
/** Settings → 9Pic. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class SettingsPage
{
    public const PAGE = 'ninepic';
    private const CAPABILITY = 'manage_options';
    private const TEST = 'ninepic_test';

    public static function hooks(): void
    {
        add_action('admin_menu', [self::class, 'menu']);
        add_action('admin_init', [self::class, 'register']);
        FirstPage::hooks();
        add_filter('plugin_action_links_' . plugin_basename(NINEPIC_FILE), [self::class, 'links']);
    }

    public static function url(): string
    {
        return admin_url('options-general.php?page=' . self::PAGE);
    }

    public static function menu(): void
    {
        add_options_page('9Pic', '9Pic', self::CAPABILITY, self::PAGE, [self::class, 'render']);
    }

    /** WordPress's own form handling: it checks nonce and capability, and calls the sanitisers. */
    public static function register(): void
    {
        register_setting(self::PAGE, Settings::OPTION, ['sanitize_callback' => [SettingsInput::class, 'settings']]);
        register_setting(self::PAGE, Settings::KEY, ['sanitize_callback' => [SettingsInput::class, 'key']]);
        // An option that is made by the form would be loaded on every page.
        // phpcs:ignore WordPress.Security.NonceVerification
        if (isset($_POST['option_page']) && $_POST['option_page'] === self::PAGE) {
            Settings::install();
        }
        wp_add_privacy_policy_content('9Pic', self::privacyText());
    }

    /**
     * @param string[] $links
     * @return string[]
     */
    public static function links(array $links): array
    {
        array_unshift($links, sprintf('<a href="%s">%s</a>', esc_url(self::url()), esc_html__('Settings', 'ninepic')));
        return $links;
    }

    public static function render(): void
    {
        if (!current_user_can(self::CAPABILITY)) {
            return;
        }
        echo '<div class="wrap"><h1>', esc_html__('9Pic race photos', 'ninepic'), '</h1>';
        self::renderTest();
        echo '<form method="post" action="options.php">';
        settings_fields(self::PAGE);
        printf('<input type="hidden" name="%s[form]" value="1">', esc_attr(Settings::OPTION));
        echo '<table class="form-table" role="presentation">';
        (new SettingsFields(Settings::all()))->render();
        echo '</table>';
        submit_button();
        echo '</form>';
        self::renderHowTo();
        echo '</div>';
    }

    private static function renderTest(): void
    {
        $nonce =
            isset($_GET['_wpnonce']) && is_string($_GET['_wpnonce']) ? sanitize_key(wp_unslash($_GET['_wpnonce'])) : '';
        if (isset($_GET['test']) && wp_verify_nonce($nonce, self::TEST)) {
            foreach (Check::run() as [$ok, $text]) {
                printf('<div class="notice notice-%s"><p>%s</p></div>', $ok ? 'success' : 'error', esc_html($text));
            }
        } elseif (Config::current()->problems !== []) {
            $text = __(
                'Not set up yet: key, organisation and at least one event are needed. Save the first two, and the events are offered.',
                'ninepic',
            );
            printf('<div class="notice notice-info"><p>%s</p></div>', esc_html($text));
        }
        printf(
            '<p><a class="button" href="%s">%s</a> <span class="description">%s</span></p>',
            esc_url(wp_nonce_url(add_query_arg('test', '1', self::url()), self::TEST)),
            esc_html__('Test connection', 'ninepic'),
            esc_html__('Asks 9Pic once for the account and for each event. Nothing is billed.', 'ninepic'),
        );
    }

    private static function renderHowTo(): void
    {
        echo '<h2>', esc_html__('On a page', 'ninepic'), '</h2><p>';
        esc_html_e('Insert the blocks “9Pic …”, or these shortcodes:', 'ninepic');
        echo '</p><p>';
        foreach (Tags::all() as $tag) {
            printf('<code>[%s]</code> ', esc_html($tag['shortcode']));
        }
        echo '</p>';
        if (Config::current()->problems === []) {
            FirstPage::button();
        }
    }

    /** What the privacy guide of WordPress proposes for the site's own policy. */
    private static function privacyText(): string
    {
        $text = __(
            'Race photos come from 9Pic. When you search by selfie, your picture is sent to 9Pic once, to find the photos that you are on; this site does not keep it. The link to your result lets everybody who has it see these photos. You can search by race number instead, without any data about your face.',
            'ninepic',
        );
        return '<p>' . esc_html($text) . '</p>';
    }
}
