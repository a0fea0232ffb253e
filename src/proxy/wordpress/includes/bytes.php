<?php
/** Numbers in a string of bytes. The caller has checked that they are there. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Bytes
{
    public static function uint16(string $bytes, int $at): int
    {
        return (ord($bytes[$at]) << 8) | ord($bytes[$at + 1]);
    }

    public static function uint32(string $bytes, int $at): int
    {
        return (self::uint16($bytes, $at) << 16) | self::uint16($bytes, $at + 2);
    }

    /** A number whose first byte counts least. */
    public static function little(string $bytes, int $at, int $length): int
    {
        $value = 0;
        for ($index = $length - 1; $index >= 0; $index--) {
            $value = ($value << 8) | ord($bytes[$at + $index]);
        }
        return $value;
    }
}
