<?php
/**
 * Takes out of a picture what says where, when and by whom it was taken (behaviour.md T1.20.7). Bytes are copied or left
 * out, never decoded, so the picture itself stays; it is the same as in the TypeScript proxy.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class StripMetadata
{
    /** @return string|null the picture without metadata; null when its structure cannot be followed to the end */
    public static function from(string $bytes, string $type): ?string
    {
        switch ($type) {
            case 'image/jpeg':
                return self::jpeg($bytes);
            case 'image/png':
                return self::png($bytes);
            default:
                return self::webp($bytes);
        }
    }

    private static function jpeg(string $bytes): ?string
    {
        $length = strlen($bytes);
        $kept = '';
        $orientation = 1;
        $at = 2;
        while ($at + 1 < $length) {
            if ($bytes[$at] !== "\xff") {
                return null;
            }
            $marker = ord($bytes[$at + 1]);
            if ($marker === 0xff) {
                $at += 1;
                continue;
            }
            // Whatever follows the end of the picture (a second picture, a film, a maker's notes) is left out.
            if ($marker === 0xd9) {
                break;
            }
            if ($at + 4 > $length) {
                return null;
            }
            $end = $at + 2 + Bytes::uint16($bytes, $at + 2);
            if ($end > $length || $end < $at + 4) {
                return null;
            }
            $segment = substr($bytes, $at, $end - $at);
            if ($marker === 0xe1 && substr($segment, 4, 6) === "Exif\0\0") {
                $orientation = self::orientation($segment);
            }
            if (!self::isJpegMetadata($segment, $marker)) {
                $kept .= $segment;
            }
            $at = $end;
            if ($marker === 0xda) {
                $stop = self::scanEnd($bytes, $end);
                $kept .= substr($bytes, $end, $stop - $end);
                $at = $stop;
            }
        }
        $upright = $orientation === 1 ? '' : self::orientationSegment($orientation);
        return substr($bytes, 0, 2) . $upright . $kept . "\xff\xd9";
    }

    /** APP0 as plain JFIF, APP2 as a colour profile and APP14 (Adobe's colour transform) change how pixels look. */
    private static function isJpegMetadata(string $segment, int $marker): bool
    {
        switch ($marker) {
            case 0xe0:
                return substr($segment, 4, 5) !== "JFIF\0" || substr($segment, 16, 2) !== "\0\0";
            case 0xe2:
                return substr($segment, 4, 12) !== "ICC_PROFILE\0";
            case 0xee:
                return substr($segment, 4, 5) !== 'Adobe';
            default:
                return ($marker >= 0xe1 && $marker <= 0xef) || $marker === 0xfe;
        }
    }

    /** The end of entropy-coded data: the next marker that is neither a stuffed byte nor a restart. */
    private static function scanEnd(string $bytes, int $from): int
    {
        $found = preg_match('~\xff(?![\x00\xff\xd0-\xd7])(?=.)~s', $bytes, $match, PREG_OFFSET_CAPTURE, $from);
        return $found === 1 ? $match[0][1] : strlen($bytes);
    }

    /** The orientation of an Exif segment, 2 to 8; 1 (upright) when it says nothing that can be read. */
    private static function orientation(string $segment): int
    {
        $length = strlen($segment);
        $tiff = 10;
        if ($length < $tiff + 8) {
            return 1;
        }
        $little = substr($segment, $tiff, 2) === 'II';
        $read = static function (int $at, int $bytes) use ($segment, $length, $little): int {
            if ($at < 0 || $at + $bytes > $length) {
                // A damaged segment points outside itself.
                return 0;
            }
            $piece = substr($segment, $at, $bytes);
            return Bytes::little($little ? $piece : strrev($piece), 0, $bytes);
        };
        $directory = $tiff + $read($tiff + 4, 4);
        $count = min($read($directory, 2), 200);
        for ($entry = $directory + 2; $entry < $directory + 2 + $count * 12; $entry += 12) {
            if ($read($entry, 2) === 0x0112) {
                $value = $read($entry + 8, 2);
                return $value >= 1 && $value <= 8 ? $value : 1;
            }
        }
        return 1;
    }

    /** An Exif segment that holds nothing but the orientation; without it a phone's picture would lie on its side. */
    private static function orientationSegment(int $orientation): string
    {
        $exif = "Exif\0\0MM\0*\0\0\0\x08\0\x01" . "\x01\x12\0\x03\0\0\0\x01\0" . chr($orientation) . "\0\0\0\0\0\0";
        return "\xff\xe1" . pack('n', 2 + strlen($exif)) . $exif;
    }

    private static function png(string $bytes): ?string
    {
        $length = strlen($bytes);
        $kept = substr($bytes, 0, 8);
        $at = 8;
        while ($at + 12 <= $length) {
            $end = $at + 12 + Bytes::uint32($bytes, $at);
            if ($end > $length) {
                return null;
            }
            $name = substr($bytes, $at + 4, 4);
            if (in_array($name, Rules::get('chunks.png'), true)) {
                $kept .= substr($bytes, $at, $end - $at);
            }
            if ($name === 'IEND') {
                return $kept;
            }
            $at = $end;
        }
        return null;
    }

    private static function webp(string $bytes): ?string
    {
        $limit = min(strlen($bytes), 8 + Bytes::little($bytes, 4, 4));
        $kept = '';
        $at = 12;
        while ($at + 8 <= $limit) {
            $size = Bytes::little($bytes, $at + 4, 4);
            if ($at + 8 + $size > $limit) {
                return null;
            }
            // Chunks are padded to even lengths; the last one's padding is forgotten by some writers.
            $end = $at + 8 + $size + ($size % 2);
            $name = substr($bytes, $at, 4);
            if (in_array($name, Rules::get('chunks.webp'), true)) {
                $chunk = substr($bytes, $at, min($end, $limit) - $at);
                // The flags that announce Exif and XMP go with the chunks.
                if ($name === 'VP8X' && strlen($chunk) > 8) {
                    $chunk[8] = chr(ord($chunk[8]) & ~0x0c);
                }
                $kept .= $chunk;
            }
            $at = $end;
        }
        return $kept === '' ? null : 'RIFF' . pack('V', strlen($kept) + 4) . 'WEBP' . $kept;
    }
}
