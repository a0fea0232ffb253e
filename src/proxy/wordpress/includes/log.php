<?php
/** The log. It never holds an address, a bib, a request id, a body or the key (behaviour.md T1.6.8). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Log
{
    /**
     * Hands a line to whoever listens to the action `ninepic_log`, and, where the site debugs, to PHP's log.
     *
     * @param string $level `warn` or `error`
     */
    public static function write(string $level, string $message): void
    {
        do_action('ninepic_log', $level, $message);
        if (defined('WP_DEBUG') && WP_DEBUG) {
            // phpcs:ignore WordPress.PHP.DevelopmentFunctions.error_log_error_log
            error_log("ninepic $level: $message");
        }
    }
}
