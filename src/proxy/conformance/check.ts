/** Holds a proxy to the contract from outside, whoever wrote it and wherever it runs. */
import { requestBytes } from './bytes.js';
import { type Judgement, judge } from './judge.js';
import { areaOf } from './areas.js';
import { outsideRows, prepare, type RowFile, type Subject } from './rows.js';
import { type Place, type RawAnswer, sendBytes } from './socket.js';

export interface CheckOptions {
  /** Address of the proxy with its mount; may carry `?rest_route=/ninepic/v1`, as plain WordPress permalinks do. */
  readonly url: string;
  /** Default: the first event that the proxy lists. */
  readonly event?: string;
  /** The site to ask as; default: the proxy's own. */
  readonly origin?: string;
  /** Makes searches that cost money; default false. */
  readonly billable?: boolean;
}

export interface Result extends Judgement {
  readonly area: string;
  readonly rule: string;
  readonly name: string;
  /** The status that came; 0: the connection ended without one. Absent where nothing was sent. */
  readonly status?: number;
}

export interface Report {
  readonly url: string;
  readonly event: string;
  readonly origin: string;
  readonly billable: boolean;
  /** No row failed. */
  readonly ok: boolean;
  readonly results: readonly Result[];
}

/** The check could not be made at all; the message says what to do. */
export class CannotCheck extends Error {}

/** Few enough that nobody takes it for an attack. */
const AT_ONCE = 4;
const EVENT = /^[1-9][0-9]{0,11}$/;

/** An address of the proxy. With `rest_route` the path stands in the query. */
function addressOf(mount: URL): (target: string) => string {
  const route = mount.searchParams.get('rest_route');
  const path = mount.pathname.replace(/\/+$/, '');
  return (target) => {
    if (!target.startsWith('{mount}')) return target.replaceAll('{mount}', path);
    const below = target.slice('{mount}'.length);
    if (route === null) return path + below;
    const [rest = '', query] = below.split(/\?(.*)/s);
    return `${mount.pathname}?rest_route=${route.replace(/\/+$/, '')}${rest}${query ? `&${query}` : ''}`;
  };
}

function readAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new CannotCheck('the address must be like https://race.example/ninepic');
  return url;
}

/** The first event of the proxy's own list. */
async function findEvent(ask: (target: string) => Promise<RawAnswer>): Promise<string> {
  const { body } = await ask('{mount}/events?page_size=10');
  const event = /"event_id":\s*"?([1-9][0-9]{0,11})"?/.exec(body)?.[1];
  if (event === undefined) throw new CannotCheck('the proxy lists no event: name one with --event');
  return event;
}

/**
 * Sends every row that a stranger can judge, and judges it. Free calls reach 9Pic, a few dozen; what costs money is sent
 * with `billable` only, and else in a form that 9Pic would not bill even if the proxy passed it on.
 *
 * @throws CannotCheck when there is no proxy there, or it does not serve this site or event
 */
export async function checkProxy(options: CheckOptions, file: RowFile): Promise<Report> {
  const mount = readAddress(options.url);
  const secure = mount.protocol === 'https:';
  const place: Place = {
    host: mount.hostname.replace(/^\[|\]$/g, ''),
    port: Number(mount.port || (secure ? 443 : 80)),
    secure,
  };
  const address = addressOf(mount);
  const origin = options.origin === undefined ? mount.origin : readAddress(options.origin).origin;
  const fill = (text: string) =>
    text
      .replace(/\{x:(\d+)\}/g, (_, times: string) => 'x'.repeat(Number(times)))
      .replaceAll('{host}', mount.host)
      .replaceAll('{mount}', mount.pathname.replace(/\/+$/, ''));
  const send = (request: Parameters<typeof requestBytes>[0]) => {
    const target = address(request.target);
    return sendBytes(place, requestBytes({ ...request, target }, file.files, fill), { once: true });
  };
  const ask = (target: string) => send({ method: 'GET', target, headers: [['Origin', origin]] });

  const reached = await ask('{mount}/healthz');
  if (reached.status === 0)
    throw new CannotCheck(
      `nothing answers at ${mount.host}${secure ? ', or its certificate is not good' : ''}`,
    );
  const event = options.event ?? (await findEvent(ask));
  if (!EVENT.test(event)) throw new CannotCheck('--event must be a number');
  const opened = await ask(`{mount}/event/${event}/ping`);
  if (opened.status === 403 && opened.headers['x-ninepic-upstream'] === undefined)
    throw new CannotCheck(`the proxy does not serve ${origin}: name a site that it does with --origin`);
  if (opened.status !== 200)
    throw new CannotCheck(`event ${event} answers ${opened.status} at ${mount.href}/event/${event}/ping`);

  const subject: Subject = { own: mount.origin, origin, event, billable: options.billable ?? false };
  const rows = outsideRows(file.cases).map((row) => prepare(row, subject));
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    for (;;) {
      const at = next;
      next += 1;
      const prepared = rows[at];
      if (prepared === undefined) return;
      const { row } = prepared;
      const about = { area: areaOf(row.rule, row.name).name, rule: row.rule, name: row.name };
      if ('skip' in prepared) {
        results[at] = { ...about, outcome: 'skipped', why: prepared.skip };
        continue;
      }
      const answer = await send(prepared.request);
      results[at] = { ...about, status: answer.status, ...judge(row, prepared.request.target, answer) };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const last = await ask(`{mount}/event/${event}/ping`);
  if (last.status !== 200)
    results.push({
      area: areaOf('', '').name,
      rule: 'afterwards',
      name: 'still answers a good request',
      status: last.status,
      outcome: 'failed',
      why: `${last.status}, not 200`,
    });
  const isOk = results.every(({ outcome }) => outcome !== 'failed');
  return { url: mount.href, event, origin, billable: subject.billable, ok: isOk, results };
}
