/** The requests of the case file as bytes: every client library would tidy them up first. */

/** One part of a form, lies included. */
export interface Part {
  readonly name?: string;
  readonly filename?: string;
  readonly type?: string;
  readonly text?: string;
  /** A name in the file's `files`. */
  readonly file?: string;
  /** Zero bytes after it. */
  readonly pad?: number;
  readonly headers?: readonly (readonly [string, string])[];
  /** Instead of one made of `name` and `filename`; null: none. */
  readonly disposition?: string | null;
}

/** A body: text, or the parts of a form. */
export interface CaseBody {
  readonly text?: string;
  readonly multipart?: readonly Part[];
  readonly partsTimes?: number;
  readonly boundary?: string;
  readonly preamble?: string;
  readonly epilogue?: string;
  readonly unclosed?: boolean;
  readonly chunked?: boolean;
}

/** A request that can be written as HTTP/1.1. */
export interface CaseRequest {
  readonly method: string;
  readonly target: string;
  readonly headers?: readonly (readonly [name: string, value: string, times?: number])[];
  readonly body?: CaseBody;
}

/** Pictures by the names that parts use. */
export type CaseFiles = Readonly<Record<string, { readonly base64: string; readonly pad?: number }>>;

function partBytes(part: Part, files: CaseFiles): Buffer {
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
    part.file === undefined ? Buffer.from(part.text ?? '') : fileBytes(files, part.file, part.pad ?? 0);
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), content, Buffer.from('\r\n')]);
}

function fileBytes(files: CaseFiles, name: string, pad: number): Buffer {
  const { base64, pad: own = 0 } = files[name] ?? { base64: '' };
  return Buffer.concat([Buffer.from(base64, 'base64'), Buffer.alloc(own + pad)]);
}

function bodyBytes(body: CaseBody, files: CaseFiles): { bytes: Buffer; type?: string } {
  if (body.multipart === undefined) return { bytes: Buffer.from(body.text ?? '') };
  const boundary = body.boundary ?? 'race-day';
  const delimiter = Buffer.from(`--${boundary}\r\n`);
  const one = Buffer.concat(body.multipart.flatMap((part) => [delimiter, partBytes(part, files)]));
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
export function requestBytes(request: CaseRequest, files: CaseFiles, fill: (text: string) => string): Buffer {
  const lines = [`${request.method} ${fill(request.target)} HTTP/1.1`, fill('Host: {host}')];
  const given = request.headers ?? [];
  for (const [name, value, times = 1] of given)
    for (let n = 0; n < times; n += 1) lines.push(`${name}: ${fill(value)}`);
  const { bytes, type } = bodyBytes(filled(request.body, fill), files);
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
