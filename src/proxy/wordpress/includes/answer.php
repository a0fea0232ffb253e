<?php
/** What the proxy says: one envelope, one set of headers (behaviour.md T1.4.4, T1.5, T1.8.1, T1.17.2). */

namespace Ninepic;

defined('ABSPATH') || exit();

class Answer
{
    /** @var int */
    public $status;
    /** @var string|null JSON text, or nothing */
    public $body;
    /** @var string who may keep it: `shared`, `private` or `none` */
    public $cache;
    /** @var array<string, string> */
    public $headers;

    /** @param array<string, string> $headers besides those that every answer has */
    public function __construct(int $status, ?string $body, string $cache = 'none', array $headers = [])
    {
        $this->status = $status;
        $this->body = $body;
        $this->cache = $cache;
        $this->headers = $headers;
    }

    /**
     * The three keys of 9Pic's own envelope, so that a client needs one parser.
     *
     * @param mixed $data
     */
    public static function envelope(string $type, string $message, $data): string
    {
        return self::json(['responseType' => $type, 'message' => $message, 'data' => $data]);
    }

    /** @param mixed $value */
    public static function json($value): string
    {
        $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE;
        return (string) json_encode($value, $flags);
    }

    public static function refused(Refusal $refusal): self
    {
        $headers = ['x-ninepic-error' => $refusal->reason];
        if ($refusal->retryAfter !== null) {
            $headers['retry-after'] = (string) max(1, $refusal->retryAfter);
        }
        return new self($refusal->status, self::envelope('error', $refusal->getMessage(), null), 'none', $headers);
    }

    /** Everything else that was thrown, without its text: that could hold anything. */
    public static function failed(\Throwable $error): self
    {
        Log::write('error', 'a request failed unexpectedly: ' . get_class($error));
        return self::refused(new Refusal(500, 'upstream', 'The proxy failed.'));
    }

    /** An answer of 9Pic as ours: its status and envelope, and none of its headers but `Retry-After` (T1.1.7). */
    public static function passOn(UpstreamAnswer $answer, string $cache, ?string $body = null): self
    {
        $headers = ['x-ninepic-upstream' => (string) $answer->status];
        if ($answer->retryAfter !== null) {
            $headers['retry-after'] = $answer->retryAfter;
        }
        if ($answer->status === 200) {
            return new self(200, $body ?? $answer->text, $answer->hasResult() ? $cache : 'none', $headers);
        }
        $said = is_object($answer->json) ? $answer->json->message ?? null : null;
        $message = is_string($said) ? $said : "9Pic answered {$answer->status}.";
        return new self($answer->status, self::envelope('error', $message, null), 'none', $headers);
    }

    /** Sends everything, and nothing of what WordPress or a plugin has put beside it. */
    public function send(?Visitor $visitor): void
    {
        $this->head($visitor);
        // JSON of the proxy, under its own type and `nosniff`; escaping it as HTML would break it.
        // phpcs:ignore WordPress.Security.EscapeOutput
        echo $this->body;
    }

    /** Sends status and headers. */
    protected function head(?Visitor $visitor): void
    {
        $config = Config::current();
        $others = $config->anyOrigin || count($config->origins) > 0;
        $good = $this->status >= 200 && $this->status < 300;
        $headers = array_merge(
            Rules::get('headers.always'),
            ['cross-origin-resource-policy' => $others ? 'cross-origin' : 'same-site'],
            $good ? Rules::get("headers.cache.{$this->cache}") : Rules::get('headers.noStore'),
            Caches::headers($good ? $this->cache : 'none'),
        );
        if ($visitor !== null && $visitor->allowOrigin !== null) {
            $headers['access-control-allow-origin'] = $visitor->allowOrigin;
            $headers['access-control-expose-headers'] = Rules::get('headers.exposed');
        }
        if ($this->body !== null) {
            $headers['content-type'] = 'application/json; charset=utf-8';
        }
        if (!headers_sent()) {
            header_remove();
            // Otherwise PHP adds a type of its own to an answer without a body.
            ini_set('default_mimetype', '');
            status_header($this->status);
            foreach (array_merge($headers, $this->headers) as $name => $value) {
                header(str_replace(["\r", "\n"], '', "$name: $value"));
            }
        }
    }
}
