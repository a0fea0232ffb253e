/**
 * The calls of the proxy by Node's own http client: the part of `fetch` that the proxy uses, at about a third of what the
 * platform's costs the processor. `ninepic-proxy` uses it; any other runtime keeps the platform's.
 */
import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import * as https from 'node:https';
import { pipeline, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** Shorter than what servers and balancers keep an idle connection for, so that it rarely ends under a request. */
const IDLE_MS = 10_000;
const NULL_BODY = new Set([204, 205, 304]);
const noop = () => undefined;

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What came over the wire, decoded; like the platform's, one encoding that is not known is left alone. */
function decoded(message: http.IncomingMessage): Readable {
  // No bytes are no whole gzip, but an answer without a body all the same.
  if (message.headers['content-length'] === '0') return message;
  const decoder = decoders[message.headers['content-encoding']?.trim().toLowerCase() ?? ''];
  // Whatever goes wrong in the pipeline reaches the reader through its last stream.
  return decoder === undefined ? message : pipeline(message, decoder(), noop);
}

/** One chunk for each that is asked for; a reader who gives up ends the connection. */
function bodyOf(source: Readable, message: http.IncomingMessage): ReadableStream<Uint8Array> {
  let left = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        source.on('data', (chunk: Uint8Array) => {
          source.pause();
          if (!left) controller.enqueue(chunk);
        });
        source.once('end', () => {
          if (!left) controller.close();
        });
        source.on('error', (error) => controller.error(error));
        source.pause();
      },
      pull() {
        source.resume();
      },
      cancel() {
        left = true;
        message.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

function toResponse(message: http.IncomingMessage): Response {
  const { statusCode: status = 0, rawHeaders } = message;
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  if (!NULL_BODY.has(status)) return new Response(bodyOf(decoded(message), message), { status, headers });
  message.resume();
  return new Response(null, { status, headers });
}

/** As browsers and the platform write names into the head of a part. */
const escaped = (name: string): string =>
  name.replace(/\r\n|[\r\n"]/g, (sign) => (sign === '"' ? '%22' : '%0D%0A'));

/** The body and its type: of a form, the type holds the boundary. A blob of blobs copies none of them. */
function encode(body: FormData | string): Blob {
  if (typeof body === 'string') return new Blob([body]);
  const boundary = `----ninepic-${randomUUID()}`;
  const parts: (string | Blob)[] = [];
  for (const [name, value] of body) {
    parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`);
    if (typeof value === 'string') parts.push(`\r\n\r\n${value}\r\n`);
    else {
      const type = value.type || 'application/octet-stream';
      parts.push(`; filename="${escaped(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`, value, '\r\n');
    }
  }
  return new Blob([...parts, `--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` });
}

/**
 * Makes a `fetch` for the option of that name: an address, a method, headers, a signal, and as body a form or text.
 * Connections are kept for reads. What is posted may cost money and is never sent twice, so it gets a connection of its
 * own: one that was kept could be ending at that very moment, and nobody would know what arrived.
 *
 * It rejects for every redirect mode but `manual`: the key must not travel.
 */
export function nodeFetch(): typeof fetch {
  const options = { keepAlive: true, timeout: IDLE_MS };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) } as const;

  function send(
    url: URL,
    init: RequestInit,
    headers: Readonly<Record<string, string>>,
    body: Blob | undefined,
    mayRepeat: boolean,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      const secure = url.protocol === 'https:';
      const request = (secure ? https : http).request(url, {
        method: init.method ?? 'GET',
        headers,
        agent: body === undefined ? agents[secure ? 'https:' : 'http:'] : false,
        ...(init.signal ? { signal: init.signal } : {}),
      });
      request.once('response', (message) => {
        try {
          resolve(toResponse(message));
        } catch (error) {
          message.destroy();
          reject(error instanceof Error ? error : new TypeError('the answer is not HTTP'));
        }
      });
      // Stays: after the answer has begun, errors reach its reader, and must not end the process here.
      request.on('error', (cause: NodeJS.ErrnoException) => {
        const stale = mayRepeat && request.reusedSocket && cause.code === 'ECONNRESET';
        if (stale) resolve(send(url, init, headers, body, false));
        else reject(new TypeError('fetch failed', { cause }));
      });
      // A connection that becomes another protocol's (101) is closed by Node without a word.
      request.once('close', () => reject(new TypeError('fetch failed')));
      if (body === undefined) request.end();
      // Read only as fast as it goes out: a picture is in memory once, not a second time in the queue of the socket.
      else pipeline(Readable.fromWeb(body.stream() as Parameters<typeof Readable.fromWeb>[0]), request, noop);
    });
  }

  return async (input, init = {}) => {
    if (init.redirect !== 'manual') throw new TypeError('nodeFetch follows no redirects');
    const body = init.body === undefined || init.body === null ? undefined : init.body;
    if (body !== undefined && typeof body !== 'string' && !(body instanceof FormData))
      throw new TypeError('nodeFetch sends forms and text');
    const encoded = body === undefined ? undefined : encode(body);
    const headers = {
      'accept-encoding': 'gzip, deflate, br',
      ...(init.headers as Readonly<Record<string, string>>),
      ...(encoded === undefined ? {} : { 'content-length': String(encoded.size) }),
      ...(encoded?.type ? { 'content-type': encoded.type } : {}),
    };
    const url = new URL(input instanceof Request ? input.url : input);
    return send(url, init, headers, encoded, encoded === undefined);
  };
}
