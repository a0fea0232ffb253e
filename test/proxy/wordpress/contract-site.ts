/** WordPress whose plugin asks a 9Pic that writes down every call, and what visitors ask of it. */
import { after, beforeEach } from 'node:test';
import { environmentOf } from '../support/cases.js';
import { selfieForm, SITE } from '../support/harness.js';
import { picture } from '../support/pictures.js';
import { type RecordingUpstream, startUpstream } from '../support/upstream.js';
import { assertQuiet, startWordPress, type WordPress } from './wordpress.js';

export interface ContractSite {
  readonly site: WordPress;
  readonly upstream: RecordingUpstream;
  readonly set: (more?: Readonly<Record<string, unknown>>) => void;
  /** What has reached 9Pic. */
  readonly calls: () => string[];
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  readonly search: (id: string, init?: RequestInit, bytes?: Uint8Array<ArrayBuffer>) => Promise<Response>;
}

/** To be called once in a file, before its suites: each test begins anew, and PHP must have had nothing to complain about. */
export async function openContractSite(): Promise<ContractSite> {
  const [upstream, site] = await Promise.all([startUpstream(), startWordPress()]);

  const set = (more: Readonly<Record<string, unknown>> = {}) =>
    site.define({ ...environmentOf('default', upstream.origin), NINEPIC_ALLOW_LOOPBACK: true, ...more });

  beforeEach(() => {
    set();
    site.forgetSearches();
    upstream.script(undefined);
    upstream.calls.length = 0;
  });
  after(async () => {
    const log = site.log();
    await site.stop();
    await upstream.close();
    assertQuiet(log);
  });

  const calls = (): string[] =>
    upstream.calls.map(({ method, url }) => `${method} ${url.replace('/api/v1/ext/903', '')}`);
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${site.url}/wp-json/ninepic/v1${path}`, { headers });
  const search = async (
    id: string,
    init: RequestInit = {},
    bytes?: Uint8Array<ArrayBuffer>,
  ): Promise<Response> =>
    fetch(`${site.url}/wp-json/ninepic/v1/event/456/faces`, {
      method: 'POST',
      body: selfieForm(bytes ?? (await picture('jpeg')), id),
      headers: { origin: SITE, 'x-ninepic-widget': '1' },
      ...init,
    });
  return { site, upstream, set, calls, get, search };
}

export const statuses = async (all: readonly Promise<Response>[]): Promise<number[]> =>
  (await Promise.all(all)).map(({ status }) => status);
