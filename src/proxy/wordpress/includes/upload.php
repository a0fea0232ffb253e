<?php
/**
 * The selfie on its way in: bounded, checked and made clean (behaviour.md T1.2.8, T1.3.7, T1.19.5, T1.20.7). PHP has read
 * the form before any program runs; what it made of it is looked at here, and nothing is sent before all of it was.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Upload
{
    private const BOUNDARY = '~\Amultipart/form-data\s*(?:;\s*(?!boundary)[\w-]+=[^;"]*)*;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))\s*(?:;\s*(?!boundary)[\w-]+=[^;"]*)*\z~i';

    /** @var string|null the cleaned picture */
    public $picture = null;
    /** @var string media type of the picture */
    public $type = '';
    /** @var string|null */
    public $requestId = null;

    /** @throws Refusal 400, 413 or 415 with the reason */
    public static function read(): self
    {
        if (preg_match(self::BOUNDARY, trim(Server::header('content-type') ?? '')) !== 1) {
            throw new Refusal(400, 'bad-input', 'The multipart boundary is missing.');
        }
        $length = (int) (Server::get('CONTENT_LENGTH') ?? 0);
        $limit = Rules::get('limits.upload');
        $allowed = wp_convert_hr_to_bytes((string) ini_get('post_max_size'));
        if ($length > $limit || ($allowed > 0 && $length > $allowed)) {
            throw self::tooLarge();
        }
        if (count($_POST) + count($_FILES) > Rules::get('limits.parts')) {
            throw new Refusal(400, 'bad-input', 'The multipart body is not well-formed.');
        }
        $upload = new self();
        $file = $_FILES['file'] ?? null;
        try {
            if ($file !== null) {
                $upload->check(self::bytes($file));
            }
        } finally {
            $path = $file['tmp_name'] ?? null;
            if (is_string($path) && is_uploaded_file($path)) {
                wp_delete_file($path);
            }
        }
        $id = isset($_POST['request_id']) ? wp_unslash($_POST['request_id']) : null;
        if ($id !== null && (!is_string($id) || !Rules::fits('request_id', $id))) {
            throw new Refusal(400, 'bad-input', 'request_id is not a UUID.');
        }
        $upload->requestId = $id;
        return $upload;
    }

    private static function tooLarge(): Refusal
    {
        return new Refusal(413, 'too-large', 'The upload is larger than 10 MB, or than this server takes.');
    }

    /**
     * @param array<string, mixed> $file an entry of `$_FILES`
     * @throws Refusal
     */
    private static function bytes(array $file): string
    {
        if (!is_string($file['tmp_name'] ?? null)) {
            throw new Refusal(400, 'bad-input', 'There is more than one file.');
        }
        $error = $file['error'];
        if ($error === UPLOAD_ERR_INI_SIZE || $error === UPLOAD_ERR_FORM_SIZE) {
            throw self::tooLarge();
        }
        if ($error === UPLOAD_ERR_PARTIAL || $error === UPLOAD_ERR_NO_FILE) {
            throw new Refusal(400, 'bad-input', 'The body was cut off.');
        }
        if ($error !== UPLOAD_ERR_OK || !is_uploaded_file($file['tmp_name'])) {
            Log::write('error', "PHP could not take an upload (error $error): look at upload_tmp_dir");
            throw new Refusal(500, 'upstream', 'This server cannot take uploads.');
        }
        if ($file['size'] > Rules::get('limits.upload')) {
            throw self::tooLarge();
        }
        // Several copies of up to ten megabytes are needed for a moment.
        wp_raise_memory_limit('image');
        return (string) file_get_contents($file['tmp_name']);
    }

    private function check(string $bytes): void
    {
        $bad = static function (int $status, string $why): Refusal {
            return new Refusal($status, 'bad-image', $why);
        };
        if ($bytes === '') {
            throw $bad(400, 'The file is empty.');
        }
        $type = Image::type($bytes);
        if ($type === null) {
            throw $bad(415, 'The file is not a JPEG, PNG or WebP picture.');
        }
        if (strlen($bytes) < Rules::get('limits.picture')) {
            throw $bad(400, 'The picture is smaller than 1 kB.');
        }
        $size = Image::size($bytes, $type);
        if ($size === null) {
            throw $bad(400, 'The picture is damaged.');
        }
        if ($size[0] * $size[1] > Rules::get('limits.pixels')) {
            throw new Refusal(413, 'too-large', 'The picture has more than 50 million pixels.');
        }
        $clean = StripMetadata::from($bytes, $type);
        if ($clean === null) {
            throw $bad(400, 'The picture is damaged.');
        }
        $this->picture = $clean;
        $this->type = $type;
    }

    /** SHA-256 of the picture in hex: tells the same picture from another. */
    public function fingerprint(): ?string
    {
        return $this->picture === null ? null : hash('sha256', $this->picture);
    }

    /**
     * The upload as 9Pic gets it: its own field names, our own file name, nothing that the sender chose.
     *
     * @param bool $withId whether the request id goes along
     * @return array{0: string, 1: string} body and media type
     */
    public function build(bool $withId): array
    {
        $fields = Config::current()->fields;
        $boundary = 'ninepic-' . bin2hex(random_bytes(16));
        $body = '';
        if ($this->picture !== null) {
            $name = Rules::get('upload.fileName');
            $body .= "--$boundary\r\nContent-Disposition: form-data; name=\"{$fields['file']}\"; filename=\"$name\"\r\n";
            $body .= "Content-Type: {$this->type}\r\n\r\n{$this->picture}\r\n";
        }
        if ($withId && $this->requestId !== null) {
            $body .= "--$boundary\r\nContent-Disposition: form-data; name=\"{$fields['requestId']}\"\r\n\r\n";
            $body .= "{$this->requestId}\r\n";
        }
        return ["$body--$boundary--\r\n", "multipart/form-data; boundary=$boundary"];
    }
}
