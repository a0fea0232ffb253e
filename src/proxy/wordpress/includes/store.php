<?php
/**
 * Where budgets and searches are remembered: a table of this plugin's own. Transients would do neither: they lose updates
 * that come at the same moment, and an object cache may forget them (behaviour.md T1.3.5).
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Store
{
    private const VERSION = '1';
    private const VERSION_OPTION = 'ninepic_table';

    /** Makes the table where it is missing or of another version; costs one loaded option where it is there. */
    public static function ensure(): void
    {
        if (get_option(self::VERSION_OPTION) === self::VERSION) {
            return;
        }
        global $wpdb;
        require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        $table = self::table();
        // dbDelta reads this text by its line breaks and double spaces.
        dbDelta("CREATE TABLE $table (
  k char(64) NOT NULL,
  n int(10) unsigned NOT NULL DEFAULT 0,
  v varchar(512) NOT NULL DEFAULT '',
  until bigint(20) unsigned NOT NULL,
  PRIMARY KEY  (k),
  KEY until (until)
) {$wpdb->get_charset_collate()};");
        update_option(self::VERSION_OPTION, self::VERSION);
    }

    public static function drop(): void
    {
        global $wpdb;
        // phpcs:ignore WordPress.DB
        $wpdb->query('DROP TABLE IF EXISTS ' . self::table());
        delete_option(self::VERSION_OPTION);
    }

    /**
     * @param string[] $tables of the site that is current
     * @return string[]
     */
    public static function alsoDrop(array $tables): array
    {
        $tables['ninepic_store'] = self::table();
        return $tables;
    }

    /**
     * Counts one use within a fixed window that begins with its first use.
     *
     * @param string|null $member counted once a window: the same bib again costs nothing
     * @return int|null null when it was counted, else the seconds until the window is over
     */
    public static function take(string $bucket, int $limit, int $seconds, ?string $member = null): ?int
    {
        $now = time();
        if ($member !== null && self::read("$bucket|$member") !== null) {
            return null;
        }
        for ($try = 0; $try < 2; $try++) {
            if (self::increment($bucket, $limit, $seconds, $now)) {
                if ($member !== null) {
                    $left = self::until($bucket) - $now;
                    self::put("$bucket|$member", '1', max(1, $left));
                }
                return null;
            }
        }
        return max(1, self::until($bucket) - $now);
    }

    /** One statement counts and compares, so that two requests at the same moment cannot both be the last one. */
    private static function increment(string $bucket, int $limit, int $seconds, int $now): bool
    {
        $table = self::table();
        $counted = self::run(
            "UPDATE $table SET n = IF(until <= %d, 1, n + 1), until = IF(until <= %d, %d, until)
             WHERE k = %s AND (until <= %d OR n < %d)",
            [$now, $now, $now + $seconds, self::hash($bucket), $now, $limit],
        );
        if ($counted > 0) {
            return true;
        }
        $sql = "INSERT IGNORE INTO $table (k, n, until) VALUES (%s, 1, %d)";
        return self::run($sql, [self::hash($bucket), $now + $seconds]) > 0;
    }

    private static function until(string $key): int
    {
        return (int) self::value('until', $key);
    }

    /** The value that is remembered, or null. */
    public static function read(string $key): ?string
    {
        $value = self::value('v', $key, ' AND until > %d', [time()]);
        return $value === null ? null : (string) $value;
    }

    /** Sets a value unless there is one. @return string|null the one that was there */
    public static function claim(string $key, string $value, int $seconds): ?string
    {
        $table = self::table();
        $now = time();
        for ($try = 0; $try < 3; $try++) {
            $sql = "INSERT IGNORE INTO $table (k, v, until) VALUES (%s, %s, %d)";
            if (self::run($sql, [self::hash($key), $value, $now + $seconds]) > 0) {
                return null;
            }
            $sql = "UPDATE $table SET v = %s, until = %d WHERE k = %s AND until <= %d";
            if (self::run($sql, [$value, $now + $seconds, self::hash($key), $now]) > 0) {
                return null;
            }
            $known = self::read($key);
            if ($known !== null) {
                return $known;
            }
        }
        throw new \RuntimeException('a claim was lost');
    }

    /** Takes a value over from another holder, unless somebody was faster. */
    public static function swap(string $key, string $known, string $value, int $seconds): bool
    {
        $sql = 'UPDATE ' . self::table() . ' SET v = %s, until = %d WHERE k = %s AND v = %s';
        return self::run($sql, [$value, time() + $seconds, self::hash($key), $known]) > 0;
    }

    public static function put(string $key, string $value, int $seconds): void
    {
        $sql =
            'INSERT INTO ' .
            self::table() .
            ' (k, v, until) VALUES (%s, %s, %d)
            ON DUPLICATE KEY UPDATE v = VALUES(v), until = VALUES(until)';
        self::run($sql, [self::hash($key), $value, time() + $seconds]);
        if (wp_rand(1, 200) === 1) {
            self::run('DELETE FROM ' . self::table() . ' WHERE until < %d LIMIT 5000', [time()]);
        }
    }

    public static function delete(string $key): void
    {
        self::run('DELETE FROM ' . self::table() . ' WHERE k = %s', [self::hash($key)]);
    }

    private static function table(): string
    {
        global $wpdb;
        return $wpdb->prefix . 'ninepic_store';
    }

    /** Neither a bib nor an address nor a request id can be read out of the table. */
    private static function hash(string $key): string
    {
        return hash_hmac('sha256', $key, wp_salt('nonce'));
    }

    /**
     * @param array<int, mixed> $values
     * @return int rows that changed
     * @throws \RuntimeException when the database failed
     */
    private static function run(string $sql, array $values): int
    {
        global $wpdb;
        $quiet = $wpdb->suppress_errors();
        // phpcs:ignore WordPress.DB
        $changed = $wpdb->query($wpdb->prepare($sql, $values));
        $wpdb->suppress_errors($quiet);
        if ($changed === false) {
            throw new \RuntimeException('the table failed');
        }
        return (int) $changed;
    }

    /**
     * @param array<int, mixed> $values
     * @return mixed
     */
    private static function value(string $column, string $key, string $where = '', array $values = [])
    {
        global $wpdb;
        $sql = "SELECT $column FROM " . self::table() . ' WHERE k = %s' . $where;
        $quiet = $wpdb->suppress_errors();
        // phpcs:ignore WordPress.DB
        $value = $wpdb->get_var($wpdb->prepare($sql, array_merge([self::hash($key)], $values)));
        $wpdb->suppress_errors($quiet);
        if ($value === null && $wpdb->last_error !== '') {
            throw new \RuntimeException('the table failed');
        }
        return $value;
    }
}
