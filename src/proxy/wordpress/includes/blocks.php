<?php
/** The same tags as blocks, rendered by the same code as the shortcodes; their `block.json` is written by the build. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Blocks
{
    public static function register(): void
    {
        $needs = ['wp-blocks', 'wp-element', 'wp-block-editor', 'wp-components', 'wp-i18n'];
        wp_register_script('ninepic-editor', plugins_url('blocks/editor.js', NINEPIC_FILE), $needs, VERSION, true);
        wp_set_script_translations('ninepic-editor', 'ninepic');
        foreach (Tags::all() as $tag) {
            $folder = NINEPIC_DIR . 'blocks/' . explode('/', $tag['block'])[1];
            register_block_type($folder, [
                'render_callback' => static function (array $attributes, string $content) use ($tag): string {
                    $wrapper = get_block_wrapper_attributes();
                    return "<div $wrapper>" . Tags::html($tag, $attributes, $content) . '</div>';
                },
            ]);
        }
    }

    /** What the editor needs to know to show the tags as they will be. The key is not part of it. */
    public static function editorData(): void
    {
        $config = Config::current();
        $data = [
            'tags' => Tags::all(),
            'proxyUrl' => Tags::proxyUrl(),
            'events' => $config->problems === [] ? $config->events : [],
            'privacyUrl' => Settings::privacyUrl(),
            'timeZone' => Tags::timeZone(),
            'settingsUrl' => current_user_can('manage_options') ? SettingsPage::url() : '',
        ];
        $flags = JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES;
        wp_add_inline_script('ninepic-editor', 'window.ninepicEditor = ' . wp_json_encode($data, $flags), 'before');
    }

    /** The tags themselves, for the preview in the editor; newer editors show it in a frame that gets these assets too. */
    public static function editorPreview(): void
    {
        if (is_admin() && Config::current()->problems === []) {
            Assets::enqueue();
        }
    }
}
