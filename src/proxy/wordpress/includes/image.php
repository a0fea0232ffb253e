<?php
/** What a picture is, told by its bytes and never by what the sender says (behaviour.md T1.3.7). */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Image
{
    /** The media type by the first bytes, or null for everything that is no JPEG, PNG or WebP. */
    public static function type(string $bytes): ?string
    {
        if (strncmp($bytes, "\xff\xd8\xff", 3) === 0) {
            return 'image/jpeg';
        }
        if (strncmp($bytes, "\x89PNG\r\n\x1a\n", 8) === 0) {
            return 'image/png';
        }
        return substr($bytes, 0, 4) === 'RIFF' && substr($bytes, 8, 4) === 'WEBP' ? 'image/webp' : null;
    }

    /** @return array{0: int, 1: int}|null width and height as the header announces them */
    public static function size(string $bytes, string $type): ?array
    {
        switch ($type) {
            case 'image/jpeg':
                $size = self::jpeg($bytes);
                break;
            case 'image/png':
                $isHeader = strlen($bytes) >= 24 && substr($bytes, 12, 4) === 'IHDR';
                $size = $isHeader ? [Bytes::uint32($bytes, 16), Bytes::uint32($bytes, 20)] : null;
                break;
            default:
                $size = strlen($bytes) >= 30 ? self::webp($bytes) : null;
        }
        return $size !== null && $size[0] > 0 && $size[1] > 0 ? $size : null;
    }

    /** @return array{0: int, 1: int}|null */
    private static function jpeg(string $bytes): ?array
    {
        $at = 2;
        while ($at + 9 <= strlen($bytes)) {
            if ($bytes[$at] !== "\xff") {
                return null;
            }
            $marker = ord($bytes[$at + 1]);
            if ($marker === 0xff) {
                $at += 1;
                continue;
            }
            // Start of frame: C0 to CF without DHT, JPG and DAC.
            if ($marker >= 0xc0 && $marker <= 0xcf && !in_array($marker, [0xc4, 0xc8, 0xcc], true)) {
                return [Bytes::uint16($bytes, $at + 7), Bytes::uint16($bytes, $at + 5)];
            }
            if ($marker === 0xda || $marker === 0xd9) {
                return null;
            }
            $at += 2 + Bytes::uint16($bytes, $at + 2);
        }
        return null;
    }

    /** @return array{0: int, 1: int}|null */
    private static function webp(string $bytes): ?array
    {
        switch (substr($bytes, 12, 4)) {
            case 'VP8 ':
                return [Bytes::little($bytes, 26, 2) & 0x3fff, Bytes::little($bytes, 28, 2) & 0x3fff];
            case 'VP8L':
                $bits = Bytes::little($bytes, 21, 4);
                return [($bits & 0x3fff) + 1, (($bits >> 14) & 0x3fff) + 1];
            case 'VP8X':
                return [Bytes::little($bytes, 24, 3) + 1, Bytes::little($bytes, 27, 3) + 1];
            default:
                return null;
        }
    }
}
