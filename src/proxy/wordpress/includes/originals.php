<?php
/** Originals: the request is read with a bound, checked and built anew. */

namespace Ninepic;

defined('ABSPATH') || exit();

final class Originals
{
    /** Links to originals. They are made at click time and hold for about an hour, so nobody may keep them. */
    public static function answer(Call $call): Answer
    {
        Limits::originals($call->address);
        Guard::mediaType('application/json');
        [$method, $identifier] = self::read();
        if ($method === 'bib') {
            // Otherwise the originals would be a second, uncounted door to the bibs.
            Limits::bib($call->address, $call->params['event_id'], $identifier);
            Guard::access($identifier);
        }
        $body = Answer::json(['method' => $method, 'identifier' => $identifier]);
        $answer = Upstream::call('originals', $call->params, $call->query, $body);
        return Answer::passOn($answer, 'none', RelayLinks::add($answer, $call->params['event_id']));
    }

    /** @return array{0: string, 1: string|string[]} */
    private static function read(): array
    {
        $limit = Rules::get('limits.originalsBody');
        $text = (string) file_get_contents('php://input', false, null, 0, $limit + 1);
        if (strlen($text) > $limit) {
            throw new Refusal(413, 'too-large', 'The body is larger than 4 kB.');
        }
        $json = json_decode($text);
        if ($json === null && strtolower(trim($text)) !== 'null') {
            throw new Refusal(400, 'bad-input', 'The body is not JSON.');
        }
        $methods = Rules::get('originalsMethods');
        $method = is_object($json) && is_string($json->method ?? null) ? $json->method : '';
        if (!array_key_exists($method, $methods)) {
            throw new Refusal(400, 'bad-input', 'method must be one of ' . implode(', ', array_keys($methods)) . '.');
        }
        if (!in_array($methods[$method], Config::current()->originalsBy, true)) {
            throw new Refusal(403, 'feature-off', 'Originals are not given out by this method.');
        }
        $identifier = self::identifier($method, $json->identifier ?? null);
        if ($identifier === null) {
            throw new Refusal(400, 'bad-input', 'identifier is not valid.');
        }
        return [$method, $identifier];
    }

    /**
     * @param mixed $value
     * @return string|string[]|null
     */
    private static function identifier(string $method, $value)
    {
        $isImage = static function ($id): bool {
            return is_string($id) && Rules::fits('image_id', $id);
        };
        switch ($method) {
            case 'bib':
                return is_string($value) ? Grammar::bib($value) : null;
            case 'selfie':
                return is_string($value) ? Grammar::param('request_id', $value) : null;
            case 'image_id':
                return $isImage($value) ? $value : null;
            default:
                $few = is_array($value) && $value !== [] && count($value) <= Rules::get('limits.images');
                return $few && array_filter($value, $isImage) === $value ? $value : null;
        }
    }
}
