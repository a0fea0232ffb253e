<?php
/** One request whose address is that of a route. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Call
{
    /** @var array<string, mixed> row of the table */
    public $route;
    /** @var array<string, string> */
    public $params;
    /** @var array<string, string> */
    public $query = [];
    /** @var Visitor */
    public $visitor;
    /** @var string the address that budgets are counted on */
    public $address;

    /**
     * @param array<string, mixed> $route
     * @param array<string, string> $params
     */
    public function __construct(array $route, array $params, Visitor $visitor)
    {
        $this->route = $route;
        $this->params = $params;
        $this->visitor = $visitor;
        $this->address = Address::current(Config::current()->trustedHops);
    }
}
