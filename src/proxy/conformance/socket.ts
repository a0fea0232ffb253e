/** Sends bytes to a server, over TLS or not, and reads what comes back. */
import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** An answer as it came; status 0 when the connection ended without one. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Head and body as latin1 text. */
  readonly text: string;
  readonly body: string;
}

const GIVE_UP_MS = 8000;
/**
 * A server may refuse a large body as soon as it is announced, and reset the connection when the body comes all the same; an
 * answer that was not read by then is lost. So the body waits a little for a refusal.
 */
const LARGE = 2 ** 20;
const REFUSAL_MS = 500;

/** Whether one answer is there as a whole. */
function isWhole(text: string): boolean {
  const { status, headers, body } = parse(text);
  if (!text.includes('\r\n\r\n')) return false;
  if (status === 204 || status === 304) return true;
  if (headers['transfer-encoding'] === 'chunked') return body.endsWith('0\r\n\r\n');
  return headers['content-length'] !== undefined && body.length >= Number(headers['content-length']);
}

/** Where a server listens. */
export interface Place {
  readonly host: string;
  readonly port: number;
  /** Whether to speak TLS first. */
  readonly secure: boolean;
}

export interface SendOptions {
  /** End our side of the connection behind the bytes. */
  readonly halfClose?: boolean | undefined;
  /** Read one answer only; default: until the other side ends the connection, which tells of answers too many. */
  readonly once?: boolean;
}

/** Sends bytes and reads what comes back. */
export function sendBytes(
  place: Place,
  bytes: Buffer,
  { halfClose = false, once = false }: SendOptions = {},
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const { host, port } = place;
    const socket = place.secure
      ? connectTls({ host, port, servername: isIP(host) === 0 ? host : '', ALPNProtocols: ['http/1.1'] })
      : connect(port, host);
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parse(Buffer.concat(chunks).toString('latin1')));
    };
    const timer = setTimeout(finish, GIVE_UP_MS);
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (once && isWhole(Buffer.concat(chunks).toString('latin1'))) finish();
    });
    socket.on('close', finish);
    // A server that has refused may reset the connection while the rest is still being written.
    socket.on('error', finish);
    const send = (rest: Buffer) => {
      if (halfClose) socket.end(rest);
      else socket.write(rest);
    };
    const head = bytes.length > LARGE ? bytes.indexOf('\r\n\r\n') + 4 : 0;
    if (head === 0) {
      send(bytes);
      return;
    }
    socket.write(bytes.subarray(0, head));
    const body = setTimeout(() => send(bytes.subarray(head)), REFUSAL_MS);
    socket.once('data', () => clearTimeout(body)).once('close', () => clearTimeout(body));
  });
}

function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end < 0 ? undefined : end).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0);
  return { status, headers, text, body: end < 0 ? '' : text.slice(end + 4) };
}
