<?php
/** 9Pic's list said no; its answer is passed on. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class UpstreamRefused extends \Exception
{
    /** @var UpstreamAnswer */
    public $answer;

    public function __construct(UpstreamAnswer $answer)
    {
        parent::__construct('9Pic refused');
        $this->answer = $answer;
    }
}
