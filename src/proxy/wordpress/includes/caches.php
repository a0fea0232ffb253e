<?php
/**
 * Tells page caches no (behaviour.md T1.5.1, F9). Some keep REST answers for days whatever `Cache-Control` says, and a kept
 * `processing` would mean that a clip is never ready.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Caches
{
    /** Once for each request to the proxy, before anything is answered. */
    public static function refuse(): void
    {
        foreach (['DONOTCACHEPAGE', 'DONOTCDN', 'DONOTMINIFY'] as $name) {
            defined($name) || define($name, true);
        }
        do_action('litespeed_control_set_nocache', 'ninepic');
    }

    /**
     * Headers for caches that have a language of their own.
     *
     * @return array<string, string>
     */
    public static function headers(string $cache): array
    {
        $headers = ['x-litespeed-cache-control' => 'no-cache'];
        return $cache === 'shared' ? $headers : $headers + ['x-accel-expires' => '0'];
    }
}
