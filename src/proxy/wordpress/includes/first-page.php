<?php
/** The way from the settings to photos on a page: a draft with all tags that are switched on, for the organiser to publish. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class FirstPage
{
    private const ACTION = 'ninepic_page';

    /** In the order in which a runner goes through a page, and the switch of each. */
    private const ORDER = [
        'ninepic/bib-search' => 'bib',
        'ninepic/selfie-search' => 'selfie',
        'ninepic/gallery' => 'gallery',
        'ninepic/clip' => 'clip',
    ];

    public static function hooks(): void
    {
        add_action('admin_post_' . self::ACTION, [self::class, 'make']);
        add_action('admin_notices', [self::class, 'notice']);
    }

    /** After the plugin was activated nothing else says where to go on. */
    public static function notice(): void
    {
        $screen = get_current_screen();
        if ($screen === null || $screen->id !== 'plugins' || Config::current()->problems === []) {
            return;
        }
        if (current_user_can('manage_options')) {
            printf(
                '<div class="notice notice-info"><p>%s <a href="%s">%s</a></p></div>',
                esc_html__('9Pic race photos is active. It needs your key and your events.', 'ninepic'),
                esc_url(SettingsPage::url()),
                esc_html__('Set it up', 'ninepic'),
            );
        }
    }

    /** The button on the settings page. */
    public static function button(): void
    {
        printf(
            '<form method="post" action="%s"><input type="hidden" name="action" value="%s">',
            esc_url(admin_url('admin-post.php')),
            esc_attr(self::ACTION),
        );
        wp_nonce_field(self::ACTION);
        printf(
            '<p><button class="button">%s</button> <span class="description">%s</span></p></form>',
            esc_html__('Make a page with them', 'ninepic'),
            esc_html__('It is a draft: nobody sees it until you publish it.', 'ninepic'),
        );
    }

    public static function make(): void
    {
        check_admin_referer(self::ACTION);
        if (!current_user_can('manage_options') || !current_user_can('edit_pages')) {
            wp_die(esc_html__('You may not make pages.', 'ninepic'), '', ['response' => 403]);
        }
        $page = wp_insert_post([
            'post_type' => 'page',
            'post_status' => 'draft',
            'post_title' => __('Your race photos', 'ninepic'),
            'post_content' => wp_slash(self::content()),
        ]);
        wp_safe_redirect($page === 0 ? SettingsPage::url() : (string) get_edit_post_link($page, 'raw'));
        exit();
    }

    /** Blocks, or shortcodes where an organiser has kept the classic editor. */
    private static function content(): string
    {
        $tags = array_column(Tags::all(), null, 'block');
        $blocks = use_block_editor_for_post_type('page');
        $parts = [];
        foreach (self::ORDER as $block => $switch) {
            // Without the gallery of all photos the results of a search still need their place.
            if (Config::current()->routes[$switch] || $switch === 'gallery') {
                $parts[] = $blocks ? "<!-- wp:$block /-->" : "[{$tags[$block]['shortcode']}]";
            }
        }
        return implode("\n\n", $parts);
    }
}
