/**
 * The download relay (behaviour.md 6.5): one original, from storage to the visitor, as an attachment of the proxy's own
 * host. So a plain link saves it on every device, in-app browsers included, and the page stays.
 */
import { type Answer, envelope, refusal } from './answer.js';
import { attachmentName, contentDisposition, mediaType } from './attachment-name.js';
import type { Call, Services } from './call.js';
import { relayBody } from './relay-body.js';
import { mayRelay } from './relay-hosts.js';
import type { Tickets } from './ticket.js';

/** The largest file that is passed on. */
export const MAX_BYTES = 60 * 1024 * 1024;
/** 60 MB over a phone's worst connection. */
export const MAX_MS = 15 * 60 * 1000;
/** One part; several at once would be another media type. Whatever else is asked for gets the whole file. */
export const RANGE = /^bytes=(?:\d{1,15}-\d{0,15}|-\d{1,15})$/;
export const CONTENT_RANGE = /^bytes (?:\d{1,15}-\d{1,15}|\*)\/(\d{1,15})$/;
export const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{0,128}"$/;
/** Encodings that are none: the last one says how an upload was framed, and some storage keeps it with the file. */
export const UNENCODED = ['', 'identity', 'aws-chunked'];
export const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

const badFile = (why: string) => refusal(502, 'bad-response', why);

/** What of storage's answer a visitor's browser needs to resume: checked, never just copied. */
function validators(headers: Headers): Record<string, string> {
  const etag = headers.get('etag') ?? '';
  const modified = headers.get('last-modified') ?? '';
  return {
    ...(ETAG.test(etag) ? { etag } : {}),
    ...(HTTP_DATE.test(modified) ? { 'last-modified': modified } : {}),
  };
}

/** Whether a part still belongs to the file that the visitor has the beginning of (RFC 9110, 13.1.5). */
function isSameFile(ifRange: string | null, headers: Headers): boolean {
  if (ifRange === null) return true;
  const { etag, 'last-modified': modified } = validators(headers);
  return ifRange === etag ? !ifRange.startsWith('W/') : ifRange === modified;
}

/** @throws NinepicError for every answer of storage that holds no file */
function assertFile(response: Response, asked: string | undefined): void {
  const { status } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
    throw badFile('Storage sent a redirect, which is never followed.');
  // The signature is not taken any more: new links have to be asked for.
  if (status === 401 || status === 403 || status === 410)
    throw refusal(410, 'not-found', 'The link has expired: ask for the links again.');
  if (status === 404) throw refusal(404, 'not-found', 'There is no such file in storage.');
  const partial = asked !== undefined && (status === 206 || status === 416);
  if (status !== 200 && !partial) throw refusal(502, 'upstream', `Storage answered ${status}.`);
  const encoding = (response.headers.get('content-encoding') ?? '').trim().toLowerCase();
  if (!UNENCODED.includes(encoding)) throw badFile('Storage sent the file encoded.');
}

/** `Content-Length` in bytes; `undefined` where storage does not say it. */
function lengthOf(headers: Headers): number | undefined {
  const text = headers.get('content-length') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The length of the whole file, of which this may be a part. */
function wholeOf(response: Response): number | undefined {
  if (response.status === 200) return lengthOf(response.headers);
  const total = CONTENT_RANGE.exec(response.headers.get('content-range') ?? '')?.[1];
  // That there is no such part is an answer of its own, whether or not storage says how long the file is.
  if (total === undefined && response.status === 416) return undefined;
  if (total === undefined) throw badFile('Storage did not say which part of the file it sent.');
  return Number(total);
}

/** The route `originals/{ticket}`. Its ticket is the authorisation: a click on a link has no origin to check. */
export function createRelay({ config, limits }: Services, tickets: Tickets): (call: Call) => Promise<Answer> {
  async function fetchFile(
    url: string,
    range: string | undefined,
    controller: AbortController,
  ): Promise<Response> {
    const timer = setTimeout(() => controller.abort(), config.timeouts.read * 1000);
    try {
      // Neither the key nor anything of the visitor goes to storage; a part of the file is all one can ask for.
      return await config.fetch(url, {
        headers: {
          accept: '*/*',
          'accept-encoding': 'identity',
          'user-agent': 'ninepic-elements-proxy',
          ...(range === undefined ? {} : { range }),
        },
        redirect: 'manual',
        signal: controller.signal,
      });
    } catch {
      if (controller.signal.aborted) throw refusal(504, 'timeout', 'Storage did not answer in time.');
      config.log({ level: 'warn', message: 'storage could not be reached', route: 'relay' });
      throw refusal(502, 'upstream', 'Storage could not be reached.');
    } finally {
      clearTimeout(timer);
    }
  }

  /** The answer as far as it is fit to be passed on; everything else is let go of. */
  async function openFile(url: string, request: Request): Promise<[Response, AbortController]> {
    const asked = request.headers.get('range') ?? '';
    const range = RANGE.test(asked) ? asked : undefined;
    let controller = new AbortController();
    try {
      let response = await fetchFile(url, range, controller);
      if (
        [206, 416].includes(response.status) &&
        !isSameFile(request.headers.get('if-range'), response.headers)
      ) {
        controller.abort();
        controller = new AbortController();
        response = await fetchFile(url, undefined, controller);
        assertFile(response, undefined);
      } else assertFile(response, range);
      return [response, controller];
    } catch (error) {
      controller.abort();
      throw error;
    }
  }

  return async ({ params, request, address }) => {
    await limits.relay(address);
    const event = params.event_id ?? '';
    const { url, filename } = await tickets.open(params.ticket ?? '', event);
    // Checked when the ticket was made; the list may have become shorter since.
    if (!mayRelay(url, config.relayHosts)) throw refusal(403, 'forbidden', 'The relay does not go there.');
    const [response, controller] = await openFile(url, request);
    try {
      const { status, headers } = response;
      const whole = wholeOf(response);
      if (whole !== undefined && whole > MAX_BYTES) throw badFile('The file is larger than 60 MB.');
      const part = headers.get('content-range') ?? '';
      const contentRange = status !== 200 && CONTENT_RANGE.test(part) ? { 'content-range': part } : {};
      if (status === 416) {
        controller.abort();
        const body = envelope('error', 'The file does not have this part.', null);
        return { status, body, cache: 'none', code: 'bad-input', headers: contentRange };
      }
      const type = mediaType(headers.get('content-type'));
      if (type === undefined) throw badFile('Storage sent something that is no picture and no video.');
      const length = lengthOf(headers);
      if (response.body === null || length === 0) throw badFile('Storage sent an empty file.');
      return {
        status,
        body: relayBody(response.body, {
          length,
          max: MAX_BYTES,
          stallMs: config.timeouts.read * 1000,
          totalMs: MAX_MS,
          abort: () => controller.abort(),
        }),
        cache: 'none',
        headers: {
          'accept-ranges': 'bytes',
          'content-disposition': contentDisposition(attachmentName(filename, type)),
          'content-type': type,
          ...(length === undefined ? {} : { 'content-length': String(length) }),
          ...contentRange,
          ...validators(headers),
        },
      };
    } catch (error) {
      controller.abort();
      throw error;
    }
  };
}
