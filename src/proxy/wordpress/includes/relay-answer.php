<?php
/**
 * The download relay (behaviour.md 6.5): one original, from storage to the visitor, as an attachment of this site. So a plain
 * link saves it on every device, in-app browsers included, and the page stays. The file is fetched while it is sent.
 */

namespace Ninepic;

defined('ABSPATH') || exit();

final class RelayAnswer extends Answer
{
    /** @var string */
    private $url;
    /** @var string */
    private $filename;
    /** @var Visitor|null */
    private $visitor = null;

    private function __construct(string $url, string $filename)
    {
        parent::__construct(200, null);
        $this->url = $url;
        $this->filename = $filename;
    }

    /** The answer of the route `originals/{ticket}`, whose ticket is the authorisation: a click on a link has no origin. */
    public static function to(Call $call): self
    {
        if (!Config::current()->relay) {
            throw new Refusal(404, 'feature-off', 'The download relay is off.');
        }
        Limits::relay($call->address);
        [$url, $filename] = Ticket::open($call->params['ticket'], $call->params['event_id']);
        // Checked when the ticket was made; the list may have become shorter since.
        if (!RelayHosts::allow($url)) {
            throw new Refusal(403, 'forbidden', 'The relay does not go there.');
        }
        return new self($url, $filename);
    }

    public function send(?Visitor $visitor): void
    {
        $this->visitor = $visitor;
        try {
            $asked = Server::header('range') ?? '';
            $range = Rules::fits('range', $asked) ? $asked : null;
            $stream = $this->fetch($range);
            if ($stream->isOther) {
                $stream = $this->fetch(null);
            }
            $stream->finish($visitor);
        } catch (Refusal $refusal) {
            Answer::refused($refusal)->send($visitor);
        }
    }

    /** @throws Refusal when nothing has been sent yet */
    private function fetch(?string $range): RelayStream
    {
        $stream = new RelayStream($this->url, function (RelayStream $stream) use ($range): void {
            $this->judge($stream, $range);
        });
        $stream->run($range);
        return $stream;
    }

    /** Whether the head of storage's answer is that of a file; then our own is made of it. @throws Refusal */
    private function judge(RelayStream $stream, ?string $range): void
    {
        $bad = static function (string $why): Refusal {
            return new Refusal(502, 'bad-response', $why);
        };
        $status = $stream->status;
        self::checkStatus($status, $range !== null);
        if (!in_array(strtolower($stream->header('content-encoding')), Rules::get('relay.unencoded'), true)) {
            throw $bad('Storage sent the file encoded.');
        }
        $partial = $status !== 200;
        if ($partial && !self::isSameFile($stream)) {
            $stream->isOther = true;
            return;
        }
        $part = Rules::found('content_range', $stream->header('content-range'));
        // That there is no such part is an answer of its own, whether or not storage says how long the file is.
        if ($status === 206 && $part === null) {
            throw $bad('Storage did not say which part of the file it sent.');
        }
        $whole = $partial ? (int) ($part[1] ?? 0) : $stream->length();
        if ($whole !== null && $whole > Rules::get('relay.maxBytes')) {
            throw $bad('The file is larger than 60 MB.');
        }
        $this->headers = $part !== null && $partial ? ['content-range' => $part[0]] : [];
        $this->status = $status;
        if ($status === 416) {
            $stream->answer = $this->noSuchPart();
            return;
        }
        $type = AttachmentName::type($stream->header('content-type'));
        if ($type === null) {
            throw $bad('Storage sent something that is no picture and no video.');
        }
        $this->headers +=
            [
                'accept-ranges' => 'bytes',
                'content-disposition' => AttachmentName::disposition(AttachmentName::plain($this->filename, $type)),
                'content-type' => $type,
                // A file that breaks off must end its connection, so that half a photo is never taken for a whole one.
                'connection' => 'close',
                // nginx would otherwise read ahead the whole file and put it on a disk.
                'x-accel-buffering' => 'no',
            ] + self::validators($stream);
        $stream->begin = function (int $length): void {
            $this->headers['content-length'] = (string) $length;
            $this->head($this->visitor);
        };
    }

    /** @throws Refusal for every status that comes without a file */
    private static function checkStatus(int $status, bool $partial): void
    {
        if ($status >= 300 && $status < 400) {
            throw new Refusal(502, 'bad-response', 'Storage sent a redirect, which is never followed.');
        }
        // The signature is not taken any more: new links have to be asked for.
        if (in_array($status, [401, 403, 410], true)) {
            throw new Refusal(410, 'not-found', 'The link has expired: ask for the links again.');
        }
        if ($status === 404) {
            throw new Refusal(404, 'not-found', 'There is no such file in storage.');
        }
        if ($status !== 200 && !($partial && ($status === 206 || $status === 416))) {
            throw new Refusal(502, 'upstream', "Storage answered $status.");
        }
    }

    private function noSuchPart(): Answer
    {
        $body = self::envelope('error', 'The file does not have this part.', null);
        return new Answer(416, $body, 'none', $this->headers + ['x-ninepic-error' => 'bad-input']);
    }

    /** What of storage's answer a browser needs to resume: checked, never just copied. @return array<string, string> */
    private static function validators(RelayStream $stream): array
    {
        $fits = [];
        foreach (['etag' => 'etag', 'last-modified' => 'http_date'] as $name => $pattern) {
            if (Rules::fits($pattern, $stream->header($name))) {
                $fits[$name] = $stream->header($name);
            }
        }
        return $fits;
    }

    /** Whether a part still belongs to the file that the visitor has the beginning of (RFC 9110, 13.1.5). */
    private static function isSameFile(RelayStream $stream): bool
    {
        $ifRange = Server::header('if-range');
        $validators = self::validators($stream);
        if ($ifRange === null || $ifRange === ($validators['last-modified'] ?? null)) {
            return true;
        }
        return $ifRange === ($validators['etag'] ?? null) && strpos($ifRange, 'W/') !== 0;
    }
}
