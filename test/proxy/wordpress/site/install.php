<?php
/** Installs WordPress, and the plugin from its zip as the upload form of the dashboard does. Arguments: folder, zip. */
define('WP_INSTALLING', true);
[, $folder, $zip] = $argv;
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require "$folder/wp/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('City Marathon', 'admin', 'admin@example.test', true, '', 'admin-pass');
wp_insert_user([
    'user_login' => 'author',
    'user_pass' => 'author-pass',
    'user_email' => 'author@example.test',
    'role' => 'author',
]);
wp_insert_user([
    'user_login' => 'contributor',
    'user_pass' => 'contributor-pass',
    'user_email' => 'contributor@example.test',
    'role' => 'contributor',
]);
update_option('permalink_structure', '/%postname%/');
switch_theme('twentytwentyone');
flush_rewrite_rules();

require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/file.php';
require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';
$skin = new Automatic_Upgrader_Skin();
if ((new Plugin_Upgrader($skin))->install($zip) !== true) {
    exit('not installed: ' . implode(' ', $skin->get_upgrade_messages()));
}
$failure = activate_plugin('ninepic/ninepic.php');
exit($failure instanceof WP_Error ? $failure->get_error_message() : 'installed');
