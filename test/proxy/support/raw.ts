/** Requests as bytes on a socket: every client library would tidy them up first. */
import { connect } from 'node:net';
import type { CaseBody, CaseRequest, CaseFile, Part } from './cases.js';

/** An answer as it came; status 0 when the connection ended without one. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Head and body as latin1 text. */
  readonly text: string;
  readonly body: string;
}

const GIVE_UP_MS = 8000;

/** Whether one answer is there as a whole. */
function isWhole(text: string): boolean {
  const { status, headers, body } = parse(text);
  if (!text.includes('\r\n\r\n')) return false;
  if (status === 204 || status === 304) return true;
  if (headers['transfer-encoding'] === 'chunked') return body.endsWith('0\r\n\r\n');
  return headers['content-length'] !== undefined && body.length >= Number(headers['content-length']);
}

export interface SendOptions {
  /** End our side of the connection behind the bytes. */
  readonly halfClose?: boolean | undefined;
  /** Read one answer only; default: until the other side ends the connection, which tells of answers too many. */
  readonly once?: boolean;
}

/** Sends bytes and reads what comes back. */
export function sendRaw(
  port: number,
  bytes: Buffer,
  { halfClose = false, once = false }: SendOptions = {},
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parse(Buffer.concat(chunks).toString('latin1')));
    };
    const timer = setTimeout(finish, GIVE_UP_MS);
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (once && isWhole(Buffer.concat(chunks).toString('latin1'))) finish();
    });
    socket.on('close', finish);
    // A server that has refused may reset the connection while the rest is still being written.
    socket.on('error', finish);
    if (halfClose) socket.end(bytes);
    else socket.write(bytes);
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

function partBytes(part: Part, file: CaseFile): Buffer {
  const disposition =
    part.disposition === undefined
      ? `form-data; name="${part.name}"${part.filename === undefined ? '' : `; filename="${part.filename}"`}`
      : part.disposition;
  const head = [
    ...(disposition === null ? [] : [`Content-Disposition: ${disposition}`]),
    ...(part.type === undefined ? [] : [`Content-Type: ${part.type}`]),
    ...(part.headers ?? []).map(([name, value]) => `${name}: ${value}`),
  ].join('\r\n');
  const content =
    part.file === undefined ? Buffer.from(part.text ?? '') : fileBytes(file, part.file, part.pad ?? 0);
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), content, Buffer.from('\r\n')]);
}

function fileBytes(file: CaseFile, name: string, pad: number): Buffer {
  const { base64, pad: own = 0 } = file.files[name] ?? { base64: '' };
  return Buffer.concat([Buffer.from(base64, 'base64'), Buffer.alloc(own + pad)]);
}

function bodyBytes(body: CaseBody, file: CaseFile): { bytes: Buffer; type?: string } {
  if (body.multipart === undefined) return { bytes: Buffer.from(body.text ?? '') };
  const boundary = body.boundary ?? 'race-day';
  const delimiter = Buffer.from(`--${boundary}\r\n`);
  const one = Buffer.concat(body.multipart.flatMap((part) => [delimiter, partBytes(part, file)]));
  const bytes = Buffer.concat([
    Buffer.from(body.preamble ?? ''),
    ...Array.from({ length: body.partsTimes ?? 1 }, () => one),
    Buffer.from(body.unclosed ? '' : `--${boundary}--\r\n`),
    Buffer.from(body.epilogue ?? ''),
  ]);
  return { bytes, type: `multipart/form-data; boundary=${boundary}` };
}

function chunked(bytes: Buffer): Buffer {
  const size = 65_536;
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    chunks.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]);
}

/** A request of the case file as the bytes that are sent. */
export function requestBytes(request: CaseRequest, file: CaseFile, fill: (text: string) => string): Buffer {
  const lines = [`${request.method} ${fill(request.target)} HTTP/1.1`, fill('Host: {host}')];
  const given = request.headers ?? [];
  for (const [name, value, times = 1] of given)
    for (let n = 0; n < times; n += 1) lines.push(`${name}: ${fill(value)}`);
  const { bytes, type } = bodyBytes(filled(request.body, fill), file);
  if (type !== undefined && !given.some(([name]) => name.toLowerCase() === 'content-type'))
    lines.push(`Content-Type: ${type}`);
  if (request.body?.chunked) lines.push('Transfer-Encoding: chunked');
  else if (request.body !== undefined) lines.push(`Content-Length: ${bytes.length}`);
  lines.push('Connection: close', '', '');
  return Buffer.concat([
    Buffer.from(lines.join('\r\n'), 'latin1'),
    request.body?.chunked ? chunked(bytes) : bytes,
  ]);
}

/** The body with its placeholders filled in. */
function filled(body: CaseBody | undefined, fill: (text: string) => string): CaseBody {
  return JSON.parse(fill(JSON.stringify(body ?? {}))) as CaseBody;
}
