<?php
/** The route is there, but not for this method. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class WrongMethod extends Refusal
{
    /** @var string */
    public $allow;

    public function __construct(string $allow)
    {
        parent::__construct(405, 'bad-input', "The method must be $allow.");
        $this->allow = $allow;
    }
}
