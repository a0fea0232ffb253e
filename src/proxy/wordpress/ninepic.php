<?php
/**
 * Plugin Name: 9Pic race photos
 * Description: Runners find their photos on your race's own website: by race number, by selfie, as a gallery and as short videos. The key of your 9Pic account stays on this server.
 * Version: {version}
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * Author: ninepic-elements contributors
 * License: MIT
 * License URI: https://opensource.org/license/mit
 * Text Domain: ninepic
 * Domain Path: /languages
 *
 * The same contract as the proxy of the npm package, in PHP: what both share is in `rules.json`, made from its source.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

const VERSION = '{version}';
define('NINEPIC_DIR', plugin_dir_path(__FILE__));
define('NINEPIC_FILE', __FILE__);

spl_autoload_register(static function (string $class): void {
    if (strpos($class, __NAMESPACE__ . '\\') !== 0) {
        return;
    }
    $name = substr($class, strlen(__NAMESPACE__) + 1);
    $file = NINEPIC_DIR . 'includes/' . strtolower((string) preg_replace('~(?<=[a-z])(?=[A-Z])~', '-', $name)) . '.php';
    if (is_readable($file)) {
        require $file;
    }
});

register_activation_hook(__FILE__, static function (): void {
    Settings::install();
    Store::ensure();
});

add_action('parse_request', [Gate::class, 'open'], 1);
add_action('rest_api_init', [Rest::class, 'register']);
add_filter('rest_pre_dispatch', [Rest::class, 'strip'], PHP_INT_MIN, 3);
add_filter('rest_authentication_errors', [Rest::class, 'authentication'], PHP_INT_MAX);
add_filter('rest_send_nocache_headers', [Rest::class, 'noCacheHeaders'], PHP_INT_MAX);
add_filter('rest_pre_serve_request', [Rest::class, 'serve'], PHP_INT_MAX, 2);

add_action('init', static function (): void {
    load_plugin_textdomain('ninepic', false, dirname(plugin_basename(__FILE__)) . '/languages');
    Shortcodes::register();
    Blocks::register();
});
add_action('enqueue_block_editor_assets', [Blocks::class, 'editorData']);
add_action('enqueue_block_assets', [Blocks::class, 'editorPreview']);
// A site of a network that is deleted takes its table with it.
add_filter('wpmu_drop_tables', [Store::class, 'alsoDrop']);
Assets::hooks();
is_admin() && SettingsPage::hooks();
