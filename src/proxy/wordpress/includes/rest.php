<?php
/** The routes as WordPress knows them: one for each row of the table, below `/wp-json/ninepic/v1`. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Rest
{
    /** @var Answer|null */
    private static $answer = null;
    /** @var true|\WP_Error|null */
    private static $verdict = null;

    public static function register(): void
    {
        foreach (Rules::get('routes') as $route) {
            // The gate has held every parameter to its grammar already; here it only has to be one segment.
            $pattern = preg_replace('~\{(\w+)\}~', '(?P<$1>[^/]+)', $route['path']);
            register_rest_route(Target::REST, $pattern, [
                'methods' => $route['method'],
                'permission_callback' => [self::class, 'mayAsk'],
                'callback' => [self::class, 'answer'],
            ]);
        }
    }

    /**
     * Leaves WordPress nothing of the request but its path: it would refuse a body that it cannot parse, and let a query
     * parameter take the place of a part of the path (behaviour.md F8).
     *
     * @param mixed $result
     * @return mixed
     */
    public static function strip($result, \WP_REST_Server $server, \WP_REST_Request $request)
    {
        if (Gate::call() !== null) {
            $request->set_query_params([]);
            $request->set_body_params([]);
            $request->set_file_params([]);
            $request->set_body('');
        }
        return $result;
    }

    /**
     * Whether a visitor may ask: switches, origins and budgets. The routes are public on purpose, visitors have no account.
     *
     * @return true|\WP_Error
     */
    public static function mayAsk(\WP_REST_Request $request)
    {
        $call = Gate::call();
        if ($call === null || $call->params !== self::params($request)) {
            // Asked by other code of this site, and not by a visitor.
            return new \WP_Error('ninepic_internal', 'These routes are for visitors.', ['status' => 403]);
        }
        // WordPress asks a second time, for the header that names the allowed methods; a budget is counted once.
        if (self::$verdict === null) {
            self::$verdict = self::judge($call);
        }
        return self::$verdict;
    }

    /** @return true|\WP_Error */
    private static function judge(Call $call)
    {
        try {
            Guard::admit($call);
            $call->query = Query::read($call->route);
            return true;
        } catch (\Throwable $error) {
            self::$answer = self::failure($error);
            return new \WP_Error('ninepic_refused', 'Refused.', ['status' => self::$answer->status]);
        }
    }

    public static function answer(): \WP_REST_Response
    {
        try {
            self::$answer = self::ask(Gate::call());
        } catch (\Throwable $error) {
            self::$answer = self::failure($error);
        }
        return new \WP_REST_Response(null, self::$answer->status);
    }

    /** Only what stood in the path; a query parameter of the same name is never read. @return array<string, string> */
    private static function params(\WP_REST_Request $request): array
    {
        return array_map('rawurldecode', $request->get_url_params());
    }

    private static function ask(Call $call): Answer
    {
        switch ($call->route['name']) {
            case 'healthz':
                $told = ['status' => 'ok', 'requestIds' => Config::current()->requestIds];
                return new Answer(200, Answer::envelope('success', 'ok', $told));
            case 'startFaces':
            case 'startClips':
                return Searches::answer($call);
            case 'originals':
                return Originals::answer($call);
            case 'relay':
                return RelayAnswer::to($call);
            default:
                return Reads::answer($call);
        }
    }

    private static function failure(\Throwable $error): Answer
    {
        if ($error instanceof Refusal) {
            return Answer::refused($error);
        }
        return $error instanceof UpstreamRefused ? Answer::passOn($error->answer, 'none') : Answer::failed($error);
    }

    /**
     * These routes know no user, so a nonce that has expired in a cached page is no reason to refuse (behaviour.md T1.19.2).
     *
     * @param mixed $errors
     * @return mixed
     */
    public static function authentication($errors)
    {
        return Gate::call() === null ? $errors : true;
    }

    /** WordPress's own no-cache headers would come on top of ours. */
    public static function noCacheHeaders(bool $send): bool
    {
        return Gate::call() === null && $send;
    }

    /**
     * Sends our answer instead of WordPress's rendering of it, with our headers instead of its CORS (behaviour.md T1.19.8).
     *
     * @param mixed $served
     * @param \WP_HTTP_Response $result
     * @return mixed
     */
    public static function serve($served, $result)
    {
        $call = Gate::call();
        if ($call === null) {
            return $served;
        }
        $answer = self::$answer ?? self::foreign($result->get_status());
        Gate::send($answer, $call->visitor);
        return true;
    }

    /** Another plugin has answered instead of the route; whatever it was, it is no answer of this contract. */
    private static function foreign(int $status): Answer
    {
        $status = $status >= 400 ? $status : 502;
        $reason = $status === 401 || $status === 403 ? 'forbidden' : 'upstream';
        return Answer::refused(new Refusal($status, $reason, 'Another plugin of this site refused the call.'));
    }
}
