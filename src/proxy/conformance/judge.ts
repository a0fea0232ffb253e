/** From an answer to a judgement: kept, refused in other words, broken, or nothing that can be said. */
import type { Expectation, Row } from './rows.js';
import type { RawAnswer } from './socket.js';

/** `differs`: refused as it should be, with another status than the widget expects. */
export type Outcome = 'ok' | 'differs' | 'failed' | 'skipped';

export interface Judgement {
  readonly outcome: Outcome;
  /** The area that it belongs to, where that is not the row's. */
  readonly area?: string;
  /** What came instead of what was expected; why it was left out. */
  readonly why?: string;
}

const refused = (status: number): boolean => status === 0 || (status >= 400 && status < 500);
/** Web servers tidy these up before a proxy sees them. */
const TIDIED = /\/\.{1,2}(?:\/|$|\?)|\/\/|\\|#/;

const ok: Judgement = { outcome: 'ok' };
const failed = (why: string): Judgement => ({ outcome: 'failed', why });
const skipped = (why: string): Judgement => ({ outcome: 'skipped', why });

/** What is expected of this row on any platform that is known: web servers and Workers have a say of their own. */
const expectations = ({ expect, workerd, wordpress }: Row): Expectation[] =>
  [expect, workerd, wordpress].flatMap((one) => (one === undefined ? [] : [{ ...expect, ...one }]));

const allowedBy = (expected: Expectation): readonly number[] => [expected.status].flat();

/** Headers that are about one thing, whatever the row is about. */
const HEADER_AREAS: Readonly<Record<string, string>> = {
  'cache-control': 'caches',
  'access-control-allow-origin': 'who may ask',
};

/** What is wrong with the headers that a row names. */
function wrongHeader(answer: RawAnswer, expected: Expectation): Judgement | undefined {
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const got = answer.headers[name];
    // A cache header may say more than ours, and the order of a list is free; what must be absent must be.
    const wanted = value?.toLowerCase().split(/,\s*/) ?? [];
    const has = new Set(got?.toLowerCase().split(/,\s*/));
    if (value === null ? got === undefined : wanted.every((word) => has.has(word))) continue;
    const area = HEADER_AREAS[name];
    const why = `${name}: ${got ?? 'missing'}, not ${value ?? 'there'}`;
    return { outcome: 'failed', ...(area === undefined ? {} : { area }), why };
  }
  return undefined;
}

/** What holds for every answer of a proxy, whatever was asked; and the area that it belongs to. */
function wrongAnywhere({ status, headers, body }: RawAnswer): Judgement | undefined {
  const wrong = (area: string, why: string): Judgement => ({ outcome: 'failed', area, why });
  if (headers['access-control-allow-credentials'] !== undefined)
    return wrong('who may ask', 'access-control-allow-credentials is sent');
  if (headers['access-control-allow-origin'] === '*')
    return wrong('who may ask', 'access-control-allow-origin is *');
  // A web server in front has error pages of its own; these are not the proxy's.
  if (!body.includes('"responseType"')) return undefined;
  const cache = headers['cache-control'] ?? 'missing';
  if (status >= 400 && !cache.includes('no-store'))
    return wrong('caches', `an error may be kept (cache-control: ${cache})`);
  if (!/\borigin\b/i.test(headers.vary ?? '')) return wrong('caches', 'vary does not name Origin');
  return undefined;
}

/** @param target of the request, with the mount still as `{mount}` */
export function judge(row: Row, target: string, answer: RawAnswer): Judgement {
  const { status, headers } = answer;
  const expected = expectations(row);
  const allowed = expected.flatMap(allowedBy);
  const lets = allowed.includes(200) && !allowed.some(refused);
  const upstream = headers['x-ninepic-upstream'];
  if (status === 429) return skipped('the budget of the proxy is used up (429)');
  if (!target.startsWith('{mount}'))
    // Not an address of the proxy: whatever else the site answers, it must not be the proxy.
    return upstream === undefined && !answer.body.includes('"responseType":"success"')
      ? ok
      : failed(`${status}`);
  if (lets && headers['x-ninepic-error'] === 'feature-off') return skipped('switched off in the proxy');
  if (lets && status >= 400 && (upstream !== undefined || status === 404))
    return skipped(`9Pic said ${upstream ?? status}: nothing to look at`);
  if (!allowed.includes(status)) {
    if (allowed.some(refused) && refused(status))
      return { outcome: 'differs', why: `${status || 'no answer'}, not ${allowed.join(' or ')}` };
    if (TIDIED.test(target.replace('{mount}', '')) && status < 400)
      return skipped('a server in front tidied the address');
    return failed(`${status || 'no answer'}, not ${[...new Set(allowed)].join(' or ')}`);
  }
  const anywhere = wrongAnywhere(answer);
  if (anywhere !== undefined) return anywhere;
  const { code } = row.expect;
  const said = headers['x-ninepic-error'];
  if (typeof code === 'string' && said !== undefined && said !== code)
    return failed(`code ${said}, not ${code}`);
  // One of the platforms that the status belongs to has to be content with the headers too.
  const complaints = expected
    .filter((one) => allowedBy(one).includes(status))
    .map((one) => wrongHeader(answer, one));
  return complaints.includes(undefined) ? ok : (complaints[0] ?? ok);
}
