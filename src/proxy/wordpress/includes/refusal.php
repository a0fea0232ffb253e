<?php
/** A "no" of this proxy's own, to be thrown anywhere below the gate. */

namespace Ninepic;

defined('ABSPATH') || exit();

class Refusal extends \Exception
{
    /** @var int HTTP status */
    public $status;
    /** @var string one of the error codes of the contract */
    public $reason;
    /** @var int|null seconds until asking again makes sense */
    public $retryAfter;

    /** @param string $message for developers; it never holds what was sent */
    public function __construct(int $status, string $reason, string $message, ?int $retryAfter = null)
    {
        parent::__construct($message);
        $this->status = $status;
        $this->reason = $reason;
        $this->retryAfter = $retryAfter;
    }
}
