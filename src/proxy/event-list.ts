/** `/events`: of all the organisation's events those that this proxy serves and 9Pic has enabled. */
import { type Answer, envelope, refusal } from './answer.js';
import { foldSwitches, isObject, type JsonObject, payload } from './event-details.js';
import type { Query } from './guard.js';
import type { ProxyConfig } from './options.js';
import type { Upstream, UpstreamAnswer } from './upstream.js';

/** Pages that are read of 9Pic's list, their size, the size of ours, and how long the list is kept, whole or in part. */
export const MAX_PAGES = 10;
export const PAGE_SIZE = 100;
export const DEFAULT_PAGE_SIZE = 10;
export const KEEP_MS = 5 * 60 * 1000;
export const KEEP_PART_MS = 30 * 1000;

/** 9Pic's list said no; its answer is passed on. */
export class UpstreamRefused extends Error {
  readonly answer: UpstreamAnswer;

  constructor(answer: UpstreamAnswer) {
    super('9Pic refused');
    this.answer = answer;
  }
}

async function readConfigured(config: ProxyConfig, upstream: Upstream): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  for (let page = 1; page <= MAX_PAGES && found.length < config.events.size; page += 1) {
    const query = { page: String(page), page_size: String(PAGE_SIZE) };
    const answer = await upstream({ route: 'events', params: {}, query });
    if (answer.status !== 200) throw new UpstreamRefused(answer);
    const { events, pagination } = payload(answer.json);
    if (!Array.isArray(events)) throw refusal(502, 'bad-response', 'The answer of 9Pic has no events.');
    for (const event of events as unknown[]) {
      const id = isObject(event) ? String(event.event_id) : '';
      if (isObject(event) && config.events.has(id) && !found.some((known) => String(known.event_id) === id))
        found.push(event);
    }
    if (!isObject(pagination) || pagination.hasNextPage !== true) break;
  }
  return found;
}

/** The details of a listed event; `undefined` when 9Pic says that there is none, so it is not shown. */
async function readDetails(upstream: Upstream, event_id: string): Promise<JsonObject | undefined> {
  const answer = await upstream({ route: 'eventDetails', params: { event_id } });
  if (answer.status === 403 || answer.status === 404) return undefined;
  if (answer.status !== 200) throw new UpstreamRefused(answer);
  return payload(answer.json);
}

/** The events that are shown, and whether nothing is missing of them. */
interface Listing {
  readonly events: readonly JsonObject[];
  readonly isWhole: boolean;
}

/** The list of one proxy. It is read once in five minutes, and once for everybody who asks meanwhile. */
export function createEventList(config: ProxyConfig, upstream: Upstream): (query: Query) => Promise<Answer> {
  let kept: { listing: Promise<Listing>; until: number } | undefined;

  async function readEnabled(): Promise<Listing> {
    const listed = await readConfigured(config, upstream);
    const details = await Promise.allSettled(
      listed.map((event) => readDetails(upstream, String(event.event_id))),
    );
    const failed = details.filter((one) => one.status === 'rejected');
    // No list at all is the fault of 9Pic, and what it said is passed on.
    if (failed[0] !== undefined && failed.length === listed.length) throw failed[0].reason;
    const events = listed.flatMap((event, index) => {
      const one = details[index];
      if (one?.status === 'rejected')
        config.log({
          level: 'warn',
          message: 'the details of an event could not be had, so it is not listed for a while',
          event: String(event.event_id),
        });
      const known = one?.status === 'fulfilled' ? one.value : undefined;
      // Drafts are in 9Pic's list too, and a missing flag reads as false (9pic-api.md section 4).
      return known?.event_enabled === true ? [{ ...event, ...foldSwitches(known, config) }] : [];
    });
    return { events, isWhole: failed.length === 0 };
  }

  function enabled(): Promise<Listing> {
    if (kept && config.now() < kept.until) return kept.listing;
    const entry = { listing: readEnabled(), until: config.now() + KEEP_MS };
    kept = entry;
    entry.listing.then(
      ({ isWhole }) => {
        if (!isWhole) entry.until = config.now() + KEEP_PART_MS;
      },
      () => {
        if (kept === entry) kept = undefined;
      },
    );
    return entry.listing;
  }

  return async (query) => {
    const { events, isWhole } = await enabled();
    const size = Number(query.page_size ?? DEFAULT_PAGE_SIZE);
    const pages = Math.ceil(events.length / size);
    const page = Number(query.page ?? 1);
    const pagination = {
      total: events.length,
      currentPage: pages === 0 ? 0 : page,
      totalPages: pages,
      hasNextPage: page < pages,
      hasPreviousPage: pages > 0 && page > 1,
      page_size: size,
    };
    const shown = events.slice((page - 1) * size, page * size);
    const body = envelope('success', 'Records for events', { events: shown, pagination });
    return { status: 200, body, cache: isWhole ? 'shared' : 'none', upstream: 200 };
  };
}
