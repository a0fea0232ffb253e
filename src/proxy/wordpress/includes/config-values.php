<?php
/** What a constant in wp-config.php may be: what the TypeScript proxy takes as a variable of the same name, and no more. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class ConfigValues
{
    /** @param array<string, mixed> $given counts, and pairs of count and seconds; 0 is no limit */
    public static function areLimits(array $given): bool
    {
        foreach ($given as $name => $value) {
            $fits = $name === 'billablePerEventDay' ? self::isCount($value) : self::isBudget($value);
            if (!$fits || !array_key_exists($name, Rules::get('defaults.budgets'))) {
                return false;
            }
        }
        return true;
    }

    /** @param mixed $value */
    private static function isCount($value): bool
    {
        return is_int($value) && $value >= 0;
    }

    /** @param mixed $value */
    private static function isBudget($value): bool
    {
        $isPair = is_array($value) && array_keys($value) === [0, 1];
        return $value === 0 || ($isPair && self::isCount($value[0]) && self::isCount($value[1]) && $value[1] > 0);
    }

    /** @param array<string, mixed> $given names of the parts of an upload */
    public static function areFields(array $given): bool
    {
        $known = Rules::get('defaults.fields');
        foreach ($given as $name => $value) {
            if (!array_key_exists($name, $known) || !is_string($value) || !Rules::fits('field', $value)) {
                return false;
            }
        }
        $all = array_merge($known, $given);
        return $all['file'] !== $all['requestId'];
    }

    /** @param array<string, mixed> $given seconds */
    public static function areTimeouts(array $given): bool
    {
        foreach ($given as $name => $value) {
            $isNumber = is_int($value) || is_float($value);
            if (
                !$isNumber ||
                $value <= 0 ||
                $value > 3600 ||
                !array_key_exists($name, Rules::get('defaults.timeouts'))
            ) {
                return false;
            }
        }
        return true;
    }
}
