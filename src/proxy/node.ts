/**
 * `ninepic-elements/proxy/node`: Node's http on one side, Request and Response on the other. What Node lets through and
 * the URL parser would rewrite is refused here, because behind the parser it can no longer be seen.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refusal, refusalAnswer, textOf, toResponse } from './answer.js';
import type { NinepicProxy } from './handler.js';

export { nodeFetch } from './node-fetch.js';

/** Stands for this server in addresses; the visitor's `Host` never does (behaviour.md T1.2.1). */
const ORIGIN = 'http://ninepic-proxy.invalid';
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
/** Methods that `Request` refuses to hold. */
const FORBIDDEN = new Set(['TRACE', 'TRACK', 'CONNECT']);
/** How long the rest of an unwanted body is read, so that its sender gets to read the answer. */
const LINGER_MS = 2000;

/** A listener for `http.createServer`, or for a framework's `use`. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void;

/** The address of a raw request target; `undefined` for one that is not a plain path (behaviour.md T1.2.1). */
export function targetUrl(target: string): string | undefined {
  if (!target.startsWith('/') || target.startsWith('//')) return undefined;
  const path = target.split('?', 1)[0] ?? '';
  try {
    const url = new URL(ORIGIN + target);
    return url.origin === ORIGIN && url.pathname === path && url.hash === '' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** The headers, or `undefined` when `Host` is missing, doubled or no host. */
function readHeaders(request: IncomingMessage): Headers | undefined {
  const headers = new Headers();
  const raw = request.rawHeaders;
  let hosts = 0;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index] ?? '';
    if (name.toLowerCase() === 'host') hosts += 1;
    headers.append(name, raw[index + 1] ?? '');
  }
  const host = headers.get('host') ?? '';
  return hosts === 1 && HOST.test(host) && URL.canParse(`http://${host}`) ? headers : undefined;
}

/** A framework that mounts us strips the mount from `url` and keeps the whole in `originalUrl`. */
function rawTarget(request: IncomingMessage): string {
  const whole = (request as { originalUrl?: unknown }).originalUrl;
  return typeof whole === 'string' ? whole : (request.url ?? '');
}

/** The body as a stream that touches the message only once somebody reads: a refused upload is never taken in. */
function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Buffer, undefined> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        chunks ??= message.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, undefined>;
        const next = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await chunks?.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

function toRequest(message: IncomingMessage): Request | Response {
  const no = (status: number, text: string) =>
    toResponse(refusalAnswer(refusal(status, 'bad-input', text)), {
      allowOrigin: undefined,
      crossOrigin: false,
    });
  const method = message.method ?? 'GET';
  const url = targetUrl(rawTarget(message));
  if (FORBIDDEN.has(method)) {
    const refused = no(405, 'This method is not allowed.');
    refused.headers.set('allow', 'GET, POST, OPTIONS');
    return refused;
  }
  if (url === undefined) return no(400, 'The path is not well-formed.');
  try {
    const headers = readHeaders(message);
    if (headers === undefined) return no(400, 'Host is not valid.');
    if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
    return new Request(url, { method, headers, body: bodyOf(message), duplex: 'half' } as RequestInit);
  } catch {
    return no(400, 'The request is not well-formed.');
  }
}

/** Asked instead of `complete` alone, which is not yet set while the first answer to a GET is made. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Waits until a body has been read past, or its sender has had its time. */
async function drained(message: IncomingMessage): Promise<void> {
  message.resume();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LINGER_MS);
    message.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function send(answer: Response, message: IncomingMessage, response: ServerResponse): Promise<void> {
  answer.headers.forEach((value, name) => response.setHeader(name, value));
  response.statusCode = answer.status;
  if (answer.body === null) {
    response.end();
  } else if (answer.headers.get('content-type')?.startsWith('application/json')) {
    const body = textOf(answer) ?? (await answer.text());
    response.setHeader('content-length', Buffer.byteLength(body));
    if (!hasBody(message) || message.complete) {
      response.end(body);
      return;
    }
    // Closed while the sender is still sending, the connection would be reset, and the answer lost on its way.
    await pipeline(Readable.from([body]), response, { end: false });
    await drained(message);
    response.end();
    if (!message.complete) message.socket?.destroy();
  } else {
    await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), response);
  }
}

/**
 * Serves a proxy with Node. A visitor who leaves ends nothing that costs money: the answer is simply not delivered.
 *
 * @param waitUntil gets the work that goes on after an answer; by default the process just goes on with it
 */
export function nodeListener(
  proxy: NinepicProxy,
  waitUntil?: (work: Promise<unknown>) => void,
): NodeListener {
  return (message, response) => {
    const request = toRequest(message);
    const address = message.socket.remoteAddress;
    const answering =
      request instanceof Response
        ? Promise.resolve(request)
        : proxy(request, {
            ...(address === undefined ? {} : { address }),
            ...(waitUntil === undefined ? {} : { waitUntil }),
          });
    answering
      .then((answer) => send(answer, message, response))
      // The visitor left while the answer was on its way.
      .catch(() => response.destroy());
  };
}
