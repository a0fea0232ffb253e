<?php
/** What 9Pic answered: a status of 200 or from 400 to 599, and JSON unless it is an error. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class UpstreamAnswer
{
    /** @var int */
    public $status;
    /** @var string */
    public $text;
    /** @var mixed decoded, objects as objects; null when an error came without JSON */
    public $json;
    /** @var string|null */
    public $retryAfter;

    /** @param mixed $json */
    public function __construct(int $status, string $text, $json, ?string $retryAfter)
    {
        $this->status = $status;
        $this->text = $text;
        $this->json = $json;
        $this->retryAfter = $retryAfter;
    }

    /** Whether a good status came with a result; some servers say no with 200 (9pic-api.md section 13). */
    public function hasResult(): bool
    {
        if (!is_object($this->json) || !property_exists($this->json, 'responseType')) {
            return is_object($this->json);
        }
        return $this->json->responseType !== 'error' && is_object($this->json->data ?? null);
    }

    /**
     * The payload of the body in either generation: enveloped, or flat.
     *
     * @throws Refusal 502 when there is none
     */
    public function data(): \stdClass
    {
        $enveloped = is_object($this->json) && property_exists($this->json, 'responseType');
        $data = $enveloped ? $this->json->data ?? null : $this->json;
        if (!is_object($data)) {
            throw new Refusal(502, 'bad-response', 'The answer of 9Pic has no data.');
        }
        return $data;
    }
}
