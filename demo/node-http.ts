/** A `fetch`-like function as a listener of Node's http server, with connections that can really die. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { ConnectionLost } from './fake/index.js';

function toRequest(message: IncomingMessage, target: string, signal: AbortSignal): Request {
  const headers = new Headers();
  for (let n = 0; n + 1 < message.rawHeaders.length; n += 2)
    headers.append(message.rawHeaders[n] ?? '', message.rawHeaders[n + 1] ?? '');
  const { method = 'GET' } = message;
  const init: RequestInit & { duplex?: 'half' } = { method, headers, signal };
  if (method !== 'GET' && method !== 'HEAD') {
    init.body = Readable.toWeb(message) as ReadableStream<Uint8Array>;
    init.duplex = 'half';
  }
  return new Request(`http://${message.headers.host ?? 'localhost'}${target}`, init);
}

/**
 * Answers one message by `answer`.
 *
 * @param target path and query that `answer` is to see; default: those of the message
 */
export async function serveFetch(
  answer: (request: Request) => Promise<Response>,
  message: IncomingMessage,
  response: ServerResponse,
  target = message.url ?? '/',
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const result = await answer(toRequest(message, target, gone.signal));
    const body = Buffer.from(await result.arrayBuffer());
    result.headers.forEach((value, name) => response.setHeader(name, value));
    const promised = Number(result.headers.get('content-length') ?? body.byteLength);
    response.writeHead(result.status);
    if (promised <= body.byteLength) response.end(body);
    // Less than was promised: the connection ends in the middle, as a broken transfer does.
    else response.write(body, () => response.destroy());
  } catch (error) {
    if (!(error instanceof ConnectionLost) && !gone.signal.aborted) console.error(error);
    message.socket.destroy();
  }
}
