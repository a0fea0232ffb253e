<?php
/** Takes everything with it: options, table and what was kept for a while, on every site of a network. */

namespace Ninepic;

defined('WP_UNINSTALL_PLUGIN') || exit();

function forget_site(): void
{
    global $wpdb;
    foreach (['ninepic_settings', 'ninepic_api_key', 'ninepic_relay_secret', 'ninepic_table'] as $option) {
        delete_option($option);
    }
    $kept = $wpdb->esc_like('_transient_ninepic_') . '%';
    $ends = $wpdb->esc_like('_transient_timeout_ninepic_') . '%';
    // phpcs:disable WordPress.DB
    $wpdb->query(
        $wpdb->prepare("DELETE FROM $wpdb->options WHERE option_name LIKE %s OR option_name LIKE %s", $kept, $ends),
    );
    $wpdb->query("DROP TABLE IF EXISTS {$wpdb->prefix}ninepic_store");
    // phpcs:enable WordPress.DB
}

if (is_multisite()) {
    foreach (get_sites(['fields' => 'ids', 'number' => 0]) as $site) {
        switch_to_blog($site);
        forget_site();
        restore_current_blog();
    }
} else {
    forget_site();
}
