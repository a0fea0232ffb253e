<?php
/**
 * The script of the tags, on pages that have one of them, and on no other. The version stands in its path, so neither a
 * browser nor a CDN can put files of two versions together.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Assets
{
    private const HANDLE = 'ninepic';

    /** Marks by which optimisers and CDNs know what not to combine, delay or rewrite. */
    private const MARKS = [
        'data-cfasync' => 'false',
        'data-no-optimize' => '1',
        'data-no-defer' => '1',
        'data-no-minify' => '1',
        'data-noptimize' => '1',
        'data-pagespeed-no-defer' => '1',
        'data-jetpack-boost' => 'ignore',
        'nowprocket' => '1',
    ];

    /** Filters of optimisers that take a list of what to leave alone. */
    private const EXCLUSIONS = [
        'rocket_exclude_js',
        'rocket_delay_js_exclusions',
        'rocket_defer_inline_exclusions',
        'litespeed_optimize_js_excludes',
        'litespeed_optm_js_defer_exc',
        'sgo_js_minify_exclude',
        'sgo_javascript_combine_exclude',
    ];

    public static function hooks(): void
    {
        add_filter('script_loader_tag', [self::class, 'mark'], 10, 2);
        add_filter('wp_script_attributes', [self::class, 'markModule']);
        foreach (self::EXCLUSIONS as $filter) {
            add_filter($filter, [self::class, 'exclude']);
        }
        add_filter('autoptimize_filter_js_exclude', static function ($list) {
            return is_string($list) ? "$list, plugins/ninepic/" : $list;
        });
    }

    /** The module where WordPress knows modules (6.5), else the classic file; both are built from the same sources. */
    public static function enqueue(): void
    {
        if (function_exists('wp_enqueue_script_module')) {
            wp_enqueue_script_module(self::HANDLE, self::url('ninepic.js'), [], null);
        } else {
            wp_enqueue_script(self::HANDLE, self::url('ninepic.iife.js'), [], null, true);
        }
    }

    private static function url(string $name): string
    {
        return plugins_url('assets/' . VERSION . "/$name", NINEPIC_FILE);
    }

    public static function mark(string $html, string $handle): string
    {
        if ($handle !== self::HANDLE) {
            return $html;
        }
        $marks = ' defer';
        foreach (self::MARKS as $name => $value) {
            $marks .= sprintf(' %s="%s"', $name, esc_attr($value));
        }
        return (string) preg_replace('~<script(?=[^>]* src=)~', "<script$marks", $html, 1);
    }

    /**
     * @param array<string, mixed> $attributes
     * @return array<string, mixed>
     */
    public static function markModule(array $attributes): array
    {
        return ($attributes['id'] ?? '') === self::HANDLE . '-js-module' ? $attributes + self::MARKS : $attributes;
    }

    /**
     * @param mixed $list
     * @return mixed
     */
    public static function exclude($list)
    {
        return is_array($list) ? array_merge($list, ['/plugins/ninepic/']) : $list;
    }
}
