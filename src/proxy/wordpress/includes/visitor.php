<?php
/** Who may ask (behaviour.md 1.4). CORS only hides an answer; a charge is stopped here, before anything is sent. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Visitor
{
    /** @var string|null the origin that may read the answer; null when none was sent or it is not listed */
    public $allowOrigin = null;
    /** @var bool an `Origin` was sent */
    public $sent;
    /** @var bool the page is the site's own, or on the list */
    public $allowed;
    /** @var bool the browser says that another site asks, and not by CORS */
    private $blind;
    /** @var bool */
    private $crossSite;

    public function __construct(Config $config)
    {
        $header = Server::header('origin');
        $site = Server::header('sec-fetch-site');
        $origin = $header === null ? null : Origin::normalize($header);
        $listed = $origin !== null && ($config->anyOrigin || in_array($origin, $config->origins, true));
        // A page cannot forge Sec-Fetch-Site; a browser without it is judged by its Origin.
        $own = $site === 'same-origin' || ($site === null && $origin !== null && Origin::isOwn($origin));
        $this->allowOrigin = $listed ? $origin : null;
        $this->sent = $header !== null;
        $this->allowed = ($header === null || $origin !== null) && ($own || $listed);
        $this->crossSite = $site === 'cross-site';
        $mode = Server::header('sec-fetch-mode');
        $this->blind = $this->crossSite && ($mode === 'no-cors' || $mode === 'navigate');
    }

    /** @throws Refusal 403 for a page that may not ask: what costs money or hands out originals needs an `Origin` */
    public function check(string $method): void
    {
        if ($this->blind) {
            throw new Refusal(403, 'forbidden', 'Another site may not embed or open this address.');
        }
        if ($this->sent || $method === 'POST') {
            if (!$this->allowed) {
                throw new Refusal(403, 'forbidden', 'This site is not among the origins of the proxy.');
            }
        } elseif ($this->crossSite) {
            throw new Refusal(403, 'forbidden', 'Another site may ask by CORS only.');
        }
    }
}
