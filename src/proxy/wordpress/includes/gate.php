<?php
/**
 * In front of WordPress's REST server. It would let `?_method=POST` turn a link into an order, `?_jsonp=` turn an answer into
 * a script, and a query parameter take the place of a part of the path (behaviour.md F8). So the raw address is judged first;
 * what passes is handed on as an address built of checked pieces, and everything else is answered here.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Gate
{
    /** Parameters that WordPress acts upon before a route is asked. */
    private const REFUSED = ['_jsonp', '_method', '_envelope'];

    /** @var Call|null the request, once it has passed */
    private static $call = null;
    /** @var int */
    private static $buffers = 0;

    public static function call(): ?Call
    {
        return self::$call;
    }

    /** Before the REST server is asked. */
    public static function open(\WP $wp): void
    {
        $asked = $wp->query_vars['rest_route'] ?? '';
        $path = is_string($asked) ? rawurldecode($asked) : '';
        if (preg_match('~\A/*' . Target::REST . '(?:/|\z)~i', $path) !== 1) {
            return;
        }
        // A notice of another plugin must not end up in the JSON.
        self::$buffers = ob_get_level();
        ob_start();
        Caches::refuse();
        $visitor = new Visitor(Config::current());
        try {
            self::$call = self::judge($visitor);
        } catch (Refusal $refusal) {
            $headers = $refusal instanceof WrongMethod ? ['allow' => $refusal->allow] : [];
            $answer = Answer::refused($refusal);
            $answer->headers += $headers;
            self::end($answer, $visitor);
        } catch (\Throwable $error) {
            self::end(Answer::failed($error), $visitor);
        }
        $wp->query_vars['rest_route'] = '/' . Target::REST . Target::path(self::$call->route, self::$call->params);
    }

    /** @throws Refusal */
    private static function judge(Visitor $visitor): Call
    {
        $config = Config::current();
        if ($config->problems !== []) {
            throw new Refusal(503, 'config', 'The proxy is not configured. The settings page says what is missing.');
        }
        $names = array_column(Server::query(), 0);
        if (array_intersect(self::REFUSED, $names) !== [] || Server::header('x-http-method-override') !== null) {
            throw new Refusal(400, 'bad-input', 'Method overrides, JSONP and envelopes are not for this route.');
        }
        $target = Target::read($config);
        $allow = implode(', ', array_merge(array_keys($target->byMethod), ['OPTIONS']));
        $method = Server::method();
        if ($method === 'OPTIONS') {
            self::end(self::preflight($visitor, $allow), $visitor);
        }
        $route = $target->byMethod[$method] ?? null;
        if ($route === null) {
            throw new WrongMethod($allow);
        }
        Store::ensure();
        return new Call($route, $target->params, $visitor);
    }

    /** Tells a browser what another site's page may send. Its own wish list is never read (behaviour.md T1.4.5). */
    private static function preflight(Visitor $visitor, string $allow): Answer
    {
        if ($visitor->sent && !$visitor->allowed) {
            throw new Refusal(403, 'forbidden', 'This site is not among the origins of the proxy.');
        }
        return new Answer(204, null, 'none', [
            'allow' => $allow,
            'access-control-allow-methods' => $allow,
            'access-control-allow-headers' => Rules::get('preflight.allowHeaders'),
            'access-control-max-age' => Rules::get('preflight.seconds'),
        ]);
    }

    /** Sends an answer without what was printed meanwhile. */
    public static function send(Answer $answer, ?Visitor $visitor): void
    {
        while (ob_get_level() > self::$buffers) {
            ob_end_clean();
        }
        $answer->send($visitor);
    }

    private static function end(Answer $answer, Visitor $visitor): void
    {
        self::send($answer, $visitor);
        exit();
    }
}
