<?php
/**
 * A file on its way through this server: read from storage and sent on piece by piece, never held as a whole. WordPress
 * makes the call, with its own checks, certificates and proxies; libcurl's callbacks take what comes.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class RelayStream
{
    /** A file of unknown length is kept until its length is known: this much in memory, the rest on a disk. */
    private const KEEP = 'php://temp/maxmemory:1048576';

    /** @var int */
    public $status = 0;
    /** @var bool the part that came is of another file than the visitor has the beginning of */
    public $isOther = false;
    /** @var Answer|null what is said instead of a file */
    public $answer = null;
    /** @var callable(int): void|null sends the head of our answer, with the length of the body */
    public $begin = null;

    /** @var string */
    private $url;
    /** @var callable(self): void */
    private $judge;
    /** @var array<string, string> */
    private $headers = [];
    /** @var Refusal|null */
    private $refusal = null;
    /** @var bool all that may be read has been */
    private $stopped = false;
    /** @var bool */
    private $judged = false;
    /** @var bool the head of our answer has been sent */
    private $begun = false;
    /** @var int bytes of the body that came */
    private $seen = 0;
    /** @var float when something last came */
    private $heard = 0.0;
    /** @var bool WordPress has made the call by libcurl */
    private $byCurl = false;
    /** @var resource|null */
    private $kept = null;

    /** @param callable(self): void $judge called with the head of storage's answer; throws a Refusal for what is no file */
    public function __construct(string $url, callable $judge)
    {
        $this->url = $url;
        $this->judge = $judge;
    }

    /** Whether this server can do it at all; without libcurl WordPress would hold the whole file in memory. */
    public static function isPossible(): bool
    {
        return function_exists('curl_exec') && function_exists('openssl_encrypt');
    }

    public function header(string $name, string $default = ''): string
    {
        return $this->headers[$name] ?? $default;
    }

    /** What storage promised, in bytes; null where it did not say. */
    public function length(): ?int
    {
        $text = $this->header('content-length');
        return preg_match('~\A\d{1,15}\z~', $text) === 1 ? (int) $text : null;
    }

    /** @throws Refusal when nothing has been sent yet */
    public function run(?string $range): void
    {
        $this->goOn();
        $this->heard = microtime(true);
        $filters = new UpstreamFilters($this->url);
        $filters->add();
        add_action('http_api_curl', [$this, 'take'], PHP_INT_MAX, 3);
        $response = wp_safe_remote_get($this->url, [
            // Neither the key nor anything of the visitor goes to storage; a part of the file is all one can ask for.
            'headers' =>
                ['Accept' => '*/*', 'Accept-Encoding' => 'identity', 'Referer' => ''] +
                array_filter(['Range' => $range]),
            'user-agent' => Rules::get('upstream.userAgent'),
            'timeout' => (float) Config::current()->timeouts['read'],
            'redirection' => 0,
            'decompress' => false,
            // Where libcurl is not used after all, nothing of the file is read.
            'limit_response_size' => 1,
        ]);
        remove_action('http_api_curl', [$this, 'take'], PHP_INT_MAX);
        $filters->remove();
        $this->settle(is_wp_error($response) ? $response->get_error_message() : '');
    }

    /** The visitor may take a while, and PHP's clock may run out; whether she is still there is asked piece by piece. */
    private function goOn(): void
    {
        ignore_user_abort(true);
        if (function_exists('set_time_limit')) {
            set_time_limit(Rules::get('relay.maxSeconds') + 60);
        }
        // A session that another plugin has opened would keep every other request of this visitor waiting.
        if (session_status() === PHP_SESSION_ACTIVE) {
            session_write_close();
        }
    }

    /**
     * Takes the place of WordPress's own readers, which would gather the file in memory.
     *
     * @param resource|\CurlHandle $handle
     * @param array<string, mixed> $args
     */
    public function take($handle, $args, string $url): void
    {
        if ($url !== $this->url) {
            return;
        }
        $this->byCurl = true;
        // phpcs:disable WordPress.WP.AlternativeFunctions
        curl_setopt($handle, CURLOPT_HEADERFUNCTION, function ($handle, string $line): int {
            $this->hear($line);
            return strlen($line);
        });
        curl_setopt($handle, CURLOPT_WRITEFUNCTION, function ($handle, string $bytes): int {
            // WordPress tries again after a reader that refuses; so the rest is taken, and dropped.
            $this->stopped || $this->pass($bytes);
            return strlen($bytes);
        });
        // What is encoded is refused by its head; libcurl would give up at a name that it does not know.
        curl_setopt($handle, CURLOPT_ENCODING, null);
        curl_setopt($handle, CURLOPT_NOPROGRESS, false);
        curl_setopt($handle, CURLOPT_PROGRESSFUNCTION, function (): int {
            return $this->isOver() ? 1 : 0;
        });
        curl_setopt($handle, CURLOPT_TIMEOUT_MS, 1000 * Rules::get('relay.maxSeconds'));
        // phpcs:enable WordPress.WP.AlternativeFunctions
    }

    /** Asked about once a second, and more often while something comes. */
    private function isOver(): bool
    {
        if (microtime(true) - $this->heard > Config::current()->timeouts['read']) {
            $this->refusal = $this->refusal ?? new Refusal(504, 'timeout', 'Storage did not answer in time.');
            $this->stopped = true;
        }
        return $this->stopped;
    }

    /** One line of a head; interim answers and those of a proxy on the way come before the one that counts. */
    private function hear(string $line): void
    {
        $this->heard = microtime(true);
        $text = trim($line);
        if (preg_match('~\AHTTP/[\d.]+ (\d{3})~', $text, $found) === 1) {
            $this->status = (int) $found[1];
            $this->headers = [];
        } elseif (strpos($text, ':') > 0) {
            [$name, $value] = explode(':', $text, 2);
            $this->headers[strtolower($name)] = trim($value);
        }
    }

    private function pass(string $bytes): void
    {
        try {
            $this->open();
            if ($this->stopped) {
                return;
            }
            $this->seen += strlen($bytes);
            if ($this->seen > ($this->length() ?? Rules::get('relay.maxBytes'))) {
                throw new Refusal(502, 'bad-response', 'The file did not come as it was promised.');
            }
            $this->kept === null ? $this->write($bytes) : fwrite($this->kept, $bytes);
        } catch (Refusal $refusal) {
            $this->refusal = $refusal;
            $this->stopped = true;
        }
        $this->heard = microtime(true);
    }

    /** Before the first piece: whether it is a file at all. @throws Refusal */
    private function open(): void
    {
        if ($this->judged) {
            return;
        }
        $this->judged = true;
        ($this->judge)($this);
        if ($this->begin === null) {
            $this->stopped = true;
        } elseif ($this->length() === 0) {
            throw new Refusal(502, 'bad-response', 'Storage sent an empty file.');
        } elseif ($this->length() === null) {
            $this->kept = fopen(self::KEEP, 'w+b');
        } else {
            $this->start($this->length());
        }
    }

    private function start(int $length): void
    {
        $this->begun = true;
        self::unbuffer();
        ($this->begin)($length);
    }

    private function write(string $bytes): void
    {
        // A picture of storage, under its own type, `nosniff` and as an attachment.
        // phpcs:ignore WordPress.Security.EscapeOutput
        echo $bytes;
        flush();
        $this->stopped = $this->stopped || connection_aborted() === 1;
    }

    /** Other plugins, and PHP's own settings, would gather or compress what is sent. */
    private static function unbuffer(): void
    {
        ini_set('zlib.output_compression', '0');
        if (function_exists('apache_setenv')) {
            apache_setenv('no-gzip', '1');
        }
        while (ob_get_level() > 0 && (ob_get_status()['flags'] & PHP_OUTPUT_HANDLER_REMOVABLE) !== 0) {
            ob_end_clean();
        }
    }

    /** @throws Refusal when nothing has been sent, and nothing can be */
    private function settle(string $failure): void
    {
        // Without a body no piece has come; what the head says counts all the same.
        if ($this->byCurl && $this->status >= 200 && $this->refusal === null) {
            try {
                $this->open();
            } catch (Refusal $refusal) {
                $this->refusal = $refusal;
            }
        }
        if ($this->begun || $this->isOther || $this->answer !== null) {
            return;
        }
        if ($this->refusal !== null) {
            throw $this->refusal;
        }
        if (strpos($failure, 'cURL error 28') === 0) {
            throw new Refusal(504, 'timeout', 'Storage did not answer in time.');
        }
        $broken = preg_match('~\AcURL error \d+~', $failure, $found) === 1;
        if ($this->status === 0 || $broken || !$this->byCurl) {
            // The message could hold the address; its first words say enough.
            Log::write('warn', 'storage could not be reached: ' . ($found[0] ?? 'not by curl'));
            throw new Refusal(502, 'upstream', 'Storage could not be reached.');
        }
        if ($this->seen === 0) {
            throw new Refusal(502, 'bad-response', 'Storage sent an empty file.');
        }
    }

    /** Sends what was kept, or what is said instead. */
    public function finish(?Visitor $visitor): void
    {
        if ($this->answer !== null) {
            $this->answer->send($visitor);
        } elseif ($this->kept !== null) {
            $this->start($this->seen);
            rewind($this->kept);
            while (!feof($this->kept) && connection_aborted() === 0) {
                $this->write((string) fread($this->kept, 65536));
            }
            fclose($this->kept);
        }
    }
}
