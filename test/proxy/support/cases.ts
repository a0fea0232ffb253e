/** Runs the rows of `cases.json` against a proxy that listens somewhere, whatever it is written in. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CaseFiles, CaseRequest } from '../../../src/proxy/conformance/bytes.js';
import { requestBytes, sendRaw, type RawAnswer } from './raw.js';
import { type RecordedCall, type RecordingUpstream, type ScriptedAnswer, startUpstream } from './upstream.js';

export interface Expectation {
  readonly status: number | readonly number[];
  /** `GET /path?query` of every call that reached 9Pic. */
  readonly upstream: readonly string[];
  /** The value of `X-NinePic-Error`; null: absent. */
  readonly code?: string | null;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly bodyHas?: readonly string[];
  readonly bodyLacks?: readonly string[];
  /** `GET /path?query` of every call that reached storage; default: none. */
  readonly storage?: readonly string[];
  /** Headers that storage was sent; null: absent. */
  readonly storageSent?: Readonly<Record<string, string | null>>;
  /** Of the body that reached 9Pic. */
  readonly sentHas?: readonly string[];
  readonly sentLacks?: readonly string[];
}

export interface Case {
  readonly name: string;
  readonly rule: string;
  readonly environment?: string;
  readonly answer?: ScriptedAnswer;
  readonly request?: CaseRequest;
  readonly raw?: string;
  readonly halfClose?: boolean;
  readonly expect: Expectation;
  /** A link to an original that 9Pic hands out first; `{relay}` is what the proxy offers for it, `{ticket:N}` its start. */
  readonly link?: { readonly path: string; readonly filename: string };
  /** What storage answers. */
  readonly storage?: ScriptedAnswer;
  /** What differs on that platform. */
  readonly workerd?: Partial<Expectation> & { readonly why: string };
  readonly wordpress?: Partial<Expectation> & { readonly why: string };
}

/** What the proxy under test runs on. */
export type Platform = 'node' | 'workerd' | 'wordpress';

export interface CaseFile {
  readonly key: string;
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly files: CaseFiles;
  readonly cases: readonly Case[];
}

/** A proxy under test. */
export interface Target {
  readonly port: number;
  /** Path of the mount, without a slash at the end. */
  readonly mount: string;
}

export const caseFile = JSON.parse(
  readFileSync(new URL('../cases.json', import.meta.url), 'utf8'),
) as CaseFile;

/** The variables of a row's proxy. */
export function environmentOf(name: string, upstream: string): Record<string, string> {
  return {
    NINEPIC_API_KEY: caseFile.key,
    NINEPIC_ORG_ID: '903',
    NINEPIC_EVENT_IDS: '456',
    NINEPIC_UPSTREAM: upstream,
    NINEPIC_TIMEOUTS: '{"read":1,"billable":2}',
    ...caseFile.environments[name],
  };
}

const reversed = (text: string): string => [...text].reverse().join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '');

/** Text with its placeholders filled in. */
function filler(target: Target, trap: string, relay = ''): (text: string) => string {
  const values: Record<string, string> = {
    mount: target.mount,
    host: `127.0.0.1:${target.port}`,
    key: caseFile.key,
    yek: reversed(caseFile.key),
    key64: base64(caseFile.key),
    trap,
    relay,
  };
  const ticket = relay.split('/').at(-1) ?? '';
  return (text) =>
    text
      .replace(/\{x:(\d+)\}/g, (_, times: string) => 'x'.repeat(Number(times)))
      .replace(/\{ticket:(\d+)\}/g, (_, length: string) => ticket.slice(0, Number(length)))
      .replace(/\{(mount|host|key|yek|key64|trap|relay)\}/g, (_, name: string) => values[name] ?? '');
}

/** The key in every spelling in which it could come back (behaviour.md T1.1.1). */
function assertNoKey(text: string): void {
  const { key } = caseFile;
  for (const spelling of [key, reversed(key), base64(key), encodeURIComponent(key)])
    assert.ok(!text.includes(spelling), `the key is in the answer, as ${spelling}`);
}

/** What may go to 9Pic; the second line is what HTTP libraries add by themselves (behaviour.md T1.2.7). */
const SENT_HEADERS = new Set([
  ...['accept', 'user-agent', 'content-type', 'x-api-key'],
  ...['host', 'connection', 'content-length', 'transfer-encoding', 'accept-language', 'sec-fetch-mode'],
  ...['accept-encoding', 'cf-connecting-ip', 'cf-worker', 'cf-ew-via', 'cdn-loop'],
]);

function assertSent(calls: readonly RecordedCall[], expected: Expectation): void {
  assert.deepEqual(
    calls.map(({ method, url }) => `${method} ${url}`),
    expected.upstream,
  );
  for (const call of calls) {
    assert.deepEqual(
      Object.keys(call.headers).filter((name) => !SENT_HEADERS.has(name)),
      [],
      'headers that must not reach 9Pic',
    );
    assert.equal(call.headers['x-api-key'], caseFile.key);
    assert.equal(call.headers.accept, 'application/json');
    const body = call.body.toString('latin1');
    for (const text of expected.sentHas ?? []) assert.ok(body.includes(text), `9Pic was not sent ${text}`);
    for (const text of expected.sentLacks ?? []) assert.ok(!body.includes(text), `9Pic was sent ${text}`);
  }
}

/** What may go to storage: nothing that says who asks, and never the key (behaviour.md 6.5). */
const STORED_HEADERS = new Set([...SENT_HEADERS, 'range']);
STORED_HEADERS.delete('x-api-key');

function assertFetched(calls: readonly RecordedCall[], expected: Expectation): void {
  assert.deepEqual(
    calls.map(({ method, url }) => `${method} ${url}`),
    expected.storage ?? [],
    'calls that reached storage',
  );
  for (const { headers } of calls) {
    assert.deepEqual(
      Object.keys(headers).filter((name) => !STORED_HEADERS.has(name)),
      [],
      'headers that must not reach storage',
    );
    for (const [name, value] of Object.entries(expected.storageSent ?? {}))
      assert.equal(headers[name], value ?? undefined, `${name} at storage`);
  }
}

/** Lets 9Pic hand out a link, and gives what the proxy makes of it. */
async function askForLink(
  link: NonNullable<Case['link']>,
  target: Target,
  upstream: RecordingUpstream,
  storage: RecordingUpstream,
): Promise<string> {
  const item = { url: storage.origin + link.path, filename: link.filename };
  upstream.script({ body: JSON.stringify({ presigned_urls: [item] }) });
  const answer = await fetch(`http://127.0.0.1:${target.port}${target.mount}/event/456/original-photos`, {
    method: 'POST',
    headers: {
      origin: 'https://race.example',
      'content-type': 'application/json',
      'x-ninepic-widget': '1',
    },
    body: '{"method":"bib","identifier":"1"}',
  });
  const { presigned_urls: links } = (await answer.json()) as { presigned_urls?: { relay?: string }[] };
  const relay = links?.[0]?.relay;
  assert.ok(relay !== undefined, 'the proxy offers no relay');
  return relay;
}

function assertAnswer(answer: RawAnswer, expected: Expectation): void {
  const allowed = [expected.status].flat();
  assert.ok(allowed.includes(answer.status), `status ${answer.status}, not ${allowed.join(' or ')}`);
  if (expected.code !== undefined) assert.equal(answer.headers['x-ninepic-error'] ?? null, expected.code);
  for (const [name, value] of Object.entries(expected.headers ?? {}))
    assert.equal(answer.headers[name], value ?? undefined, name);
  for (const text of expected.bodyHas ?? []) assert.ok(answer.body.includes(text), `no ${text} in the body`);
  for (const text of expected.bodyLacks ?? []) assert.ok(!answer.body.includes(text), `${text} in the body`);
  assertNoKey(answer.text);
}

/** Runs one row, and after it a good request. */
export async function runCase(
  row: Case,
  target: Target,
  upstream: RecordingUpstream,
  trap: RecordingUpstream,
  platform: Platform = 'node',
): Promise<void> {
  const storage = row.link === undefined ? undefined : await startUpstream();
  try {
    await runRow(row, target, { upstream, trap, storage }, platform);
  } finally {
    await storage?.close();
  }
}

async function runRow(
  row: Case,
  target: Target,
  servers: Readonly<Record<'upstream' | 'trap', RecordingUpstream>> & {
    readonly storage: RecordingUpstream | undefined;
  },
  platform: Platform,
): Promise<void> {
  const { upstream, trap, storage } = servers;
  const relay = row.link && storage ? await askForLink(row.link, target, upstream, storage) : undefined;
  const fill = filler(target, trap.origin, relay);
  const filled = (answer: ScriptedAnswer | undefined) =>
    answer && (JSON.parse(fill(JSON.stringify(answer))) as ScriptedAnswer);
  const expected: Expectation = platform === 'node' ? row.expect : { ...row.expect, ...row[platform] };
  const bytes =
    row.request === undefined
      ? Buffer.from(fill(row.raw ?? ''), 'latin1')
      : requestBytes(row.request, caseFile.files, fill);
  upstream.calls.length = 0;
  upstream.script(filled(row.answer));
  storage?.script(filled(row.storage));
  // workerd leaves the end of a connection to the visitor, for five seconds.
  const once = platform === 'workerd';
  const answer = await sendRaw(target.port, bytes, { halfClose: row.halfClose, once });
  assertAnswer(answer, expected);
  assertSent(upstream.calls, expected);
  assertFetched(storage?.calls ?? [], expected);
  assert.equal(trap.calls.length, 0, 'a redirect was followed');

  upstream.script(undefined);
  const good = requestBytes({ method: 'GET', target: '{mount}/event/456/ping' }, caseFile.files, fill);
  const after = await sendRaw(target.port, good, { once });
  assert.equal(after.status, 200, 'a good request afterwards');
}
