/** Which rows of the case file can be judged from outside, and what they are turned into for one proxy. */
import { randomUUID } from 'node:crypto';
import type { CaseBody, CaseFiles, CaseRequest } from './bytes.js';

/** What a row of the case file expects, as far as a stranger can see it. */
export interface Expectation {
  readonly status: number | readonly number[];
  /** The value of `X-NinePic-Error`; null: absent. */
  readonly code?: string | null;
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** A row of the case file. What it has besides decides whether a stranger can judge it. */
export interface Row {
  readonly name: string;
  readonly rule: string;
  readonly environment?: string;
  readonly request?: CaseRequest;
  readonly expect: Expectation;
  readonly answer?: unknown;
  readonly link?: unknown;
  readonly raw?: string;
  readonly workerd?: Partial<Expectation>;
  readonly wordpress?: Partial<Expectation>;
}

export interface RowFile {
  readonly files: CaseFiles;
  readonly cases: readonly Row[];
}

/** The proxy that is looked at, and as whom. */
export interface Subject {
  /** Origin of the proxy, as `https://race.example`. */
  readonly own: string;
  /** The site that asks; the proxy's own by default. */
  readonly origin: string;
  readonly event: string;
  /** Whether searches that cost money may be made. */
  readonly billable: boolean;
}

/** A row made for one proxy, or why it is left out. */
export type Prepared =
  | { readonly row: Row; readonly request: CaseRequest & { readonly target: string } }
  | { readonly row: Row; readonly skip: string };

const BILLABLE = /\/(?:faces|search-by-selfie)(?:\?|$)/;
/** Neither a picture nor an id: whoever passes it on sends 9Pic something that it bills to nobody. */
const hollowed = (body: CaseBody): CaseBody =>
  body.multipart === undefined ? { text: 'nothing' } : { multipart: [{ name: 'check', text: 'nothing' }] };

/**
 * The rows of the case file that say something about any proxy: those of its first environment, without words put into
 * 9Pic's mouth, and without bytes that are meant for the web server in front (sent to strangers they look like an attack,
 * and some of them are one).
 */
export const outsideRows = (cases: readonly Row[]): Row[] =>
  cases.filter(
    ({ environment, answer, link, raw, request, rule }) =>
      (environment ?? 'default') === 'default' &&
      answer === undefined &&
      link === undefined &&
      raw === undefined &&
      request !== undefined &&
      rule !== 'smuggling',
  );

const statuses = ({ status }: Expectation): readonly number[] => [status].flat();

/** Why the row says nothing about this proxy; `undefined` when it does. */
function unfit({ name, expect }: Row, { own, origin }: Subject): string | undefined {
  if (expect.code === 'feature-off') return 'depends on what the organiser switched off';
  const needsAnotherSite =
    typeof expect.headers?.['access-control-allow-origin'] === 'string' ||
    /^cross-site by CORS from a listed/.test(name) ||
    /from origin 'http:\/\/race\.example'/.test(name);
  return needsAnotherSite && origin === own
    ? 'needs --origin with a site that is not the proxy’s own'
    : undefined;
}

/** Texts of the case file in the terms of this proxy: its event, the site that asks, a request id that nobody has. */
function translate(subject: Subject, text: string): string {
  const { host } = new URL(subject.origin);
  return text
    .replaceAll('457', '999999999')
    .replaceAll('456', subject.event)
    .replaceAll('https://race.example', subject.origin)
    .replaceAll('HTTPS://RACE.EXAMPLE', subject.origin.toUpperCase())
    .replaceAll('race.example', host);
}

/** One row for one proxy. Without leave to spend, nothing is sent that a careless proxy could turn into a bill. */
export function prepare(row: Row, subject: Subject): Prepared {
  const { request, expect } = row;
  const skip = request === undefined ? 'has no request' : unfit(row, subject);
  if (request === undefined || skip !== undefined) return { row, skip: skip ?? '' };
  const couldBill = BILLABLE.test(request.target) && request.method !== 'OPTIONS';
  // A picture of the wrong type is told by its bytes; everything else that is refused so, by the head of the request.
  const refusedByItsHead =
    row.rule !== 'T1.3.7' && statuses(expect).every((status) => [403, 405, 415].includes(status));
  if (couldBill && !subject.billable && !refusedByItsHead)
    return { row, skip: 'could cost money: needs --billable' };
  const hollow = couldBill && !subject.billable;
  const target = hollow ? request.target.replace(/&?request_id=[^&]*/g, '') : request.target;
  const { body: _, ...head } = request;
  const body = hollow && request.body ? hollowed(request.body) : request.body;
  const id = randomUUID();
  const made = { ...head, target, ...(body === undefined ? {} : { body }) };
  const text = JSON.stringify(made).replaceAll(/3f2504e0-4f89-41d3-9a0c-0305e82c3301/gi, id);
  const rest = JSON.parse(text) as CaseRequest;
  return {
    row,
    request: {
      ...rest,
      target: translate(subject, rest.target),
      headers: (rest.headers ?? []).map(
        ([name, value, times = 1]) => [name, translate(subject, value), times] as const,
      ),
    },
  };
}
