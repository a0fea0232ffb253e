/** WordPress whose plugin relays files of a storage that does what a test tells it to. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach } from 'node:test';
import { environmentOf } from '../support/cases.js';
import { SITE } from '../support/harness.js';
import { type RecordingUpstream, startUpstream } from '../support/upstream.js';
import { assertQuiet, startWordPress, type WordPress } from './wordpress.js';

export const MB = 1024 * 1024;
const noise = randomBytes(MB);
/** A megabyte that is no other one, and that no compressor makes smaller. */
export function piece(number: number): Buffer {
  const bytes = Buffer.from(noise);
  bytes.writeUInt32BE(number);
  return bytes;
}

export interface RelaySite {
  readonly site: WordPress;
  readonly upstream: RecordingUpstream;
  readonly storage: {
    /** What storage does with a request. */
    answer: (message: IncomingMessage, response: ServerResponse) => void;
  };
  /** What storage was asked. */
  readonly asked: IncomingMessage[];
  readonly set: (more?: Readonly<Record<string, unknown>>) => void;
  /** A link that 9Pic hands out; storage is the one of this site. */
  readonly link: (query?: string) => string;
  readonly linksOf: (items: readonly unknown[], event?: number) => Promise<{ relay?: string }[]>;
  readonly relay: (url?: string, filename?: unknown) => Promise<string>;
}

/**
 * To be called once in a file, before its suites: each test begins anew, PHP must have had nothing to complain about, and no
 * address may be in the log.
 */
export async function openRelaySite(): Promise<RelaySite> {
  const storage: RelaySite['storage'] = { answer: () => assert.fail('no test has said what storage does') };
  const asked: IncomingMessage[] = [];
  const server = createServer((message, response) => {
    asked.push(message);
    storage.answer(message, response);
  });
  server.listen(0, '127.0.0.1');
  const [upstream, site] = await Promise.all([startUpstream(), startWordPress()]);

  const set = (more: Readonly<Record<string, unknown>> = {}) =>
    site.define({
      ...environmentOf('relay', upstream.origin),
      NINEPIC_TIMEOUTS: '{"read":5,"billable":5}',
      NINEPIC_ALLOW_LOOPBACK: true,
      ...more,
    });

  beforeEach(() => {
    set();
    for (const name of ['noisy', 'sockets', 'poor']) site.neighbour(name);
    site.forgetSearches();
    asked.length = 0;
  });
  after(async () => {
    const log = site.log();
    await site.stop();
    await upstream.close();
    server.closeAllConnections();
    server.close();
    assertQuiet(log);
    assert.ok(!/X-Amz|originals\/[\w-]{40}/.test(log), 'an address is in the log');
  });

  const link = (query = 'X-Amz-Signature=a'): string =>
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/raw/a.jpg?${query}`;

  async function linksOf(items: readonly unknown[], event = 456): Promise<{ relay?: string }[]> {
    upstream.script({ body: JSON.stringify({ presigned_urls: items }) });
    const answer = await fetch(`${site.url}/wp-json/ninepic/v1/event/${event}/original-photos`, {
      method: 'POST',
      headers: { origin: SITE, 'content-type': 'application/json', 'x-ninepic-widget': '1' },
      body: '{"method":"bib","identifier":"1"}',
    });
    assert.equal(answer.status, 200);
    return ((await answer.json()) as { presigned_urls: { relay?: string }[] }).presigned_urls;
  }
  async function relay(url = link(), filename: unknown = 'a.jpg'): Promise<string> {
    const [found] = await linksOf([{ url, filename }]);
    assert.ok(found?.relay, 'no relay is offered');
    return site.url + found.relay;
  }
  return { site, upstream, storage, asked, set, link, linksOf, relay };
}

export const refused = async (answer: Response, status: number, code: string): Promise<void> => {
  assert.equal(answer.status, status);
  assert.equal(answer.headers.get('x-ninepic-error'), code);
  assert.deepEqual(Object.keys((await answer.json()) as object), ['responseType', 'message', 'data']);
};
export const head = { 'content-type': 'image/jpeg' };
