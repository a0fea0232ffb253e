<?php
/** A WordPress for tests. What a test changes between requests stands in options.json beside it. */
$options = json_decode(file_get_contents(dirname(__DIR__) . '/options.json'), true);
foreach ($options['constants'] as $name => $value) {
    define($name, $value);
}
$url = $options['url'];
define('DB_NAME', 'wp');
define('DB_USER', 'wp');
define('DB_PASSWORD', 'wp');
define('DB_HOST', 'localhost:' . dirname(__DIR__) . '/db.sock');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
// The sites of a network have addresses of their own.
if (!defined('MULTISITE')) {
    define('WP_HOME', $url);
    define('WP_SITEURL', $url);
}
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('FS_METHOD', 'direct');
define('WP_DEBUG', true);
define('WP_DEBUG_DISPLAY', false);
define('WP_DEBUG_LOG', dirname(__DIR__) . '/debug.log');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define($name . '_KEY', 'test key ' . $name);
    define($name . '_SALT', 'test salt ' . $name);
}
$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
