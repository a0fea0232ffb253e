/** Adds a way through the relay to every link of a list of originals (design.md section 5, `original-photos`). */
import { isObject, type JsonObject } from './event-details.js';
import type { ProxyConfig } from './options.js';
import { linkExpires, mayRelay } from './relay-hosts.js';
import { type Tickets, TICKET_SECONDS } from './ticket.js';

/** The list in an answer of either generation: enveloped, or flat (9pic-api.md section 11). */
function linksIn(json: unknown): unknown[] {
  const data = isObject(json) && isObject(json.data) ? json.data : json;
  const links = isObject(data) ? data.presigned_urls : undefined;
  return Array.isArray(links) ? (links as unknown[]) : [];
}

async function relayPath(
  link: JsonObject,
  event: string,
  config: ProxyConfig,
  tickets: Tickets,
): Promise<string | undefined> {
  const { url, filename } = link;
  if (typeof url !== 'string' || !mayRelay(url, config.relayHosts)) return undefined;
  const now = Math.floor(config.now() / 1000);
  const expires = Math.min(now + TICKET_SECONDS, linkExpires(url) ?? Infinity);
  if (expires <= now) return undefined;
  const name = typeof filename === 'string' ? filename.slice(0, 200) : '';
  const ticket = await tickets.seal({ url, filename: name, expires }, event);
  return `${config.basePath}/event/${event}/originals/${ticket}`;
}

/**
 * The answer's body with `relay` in every item that may be relayed. Only the proxy speaks of its relay: what 9Pic says
 * under that name is dropped.
 *
 * @param tickets `undefined` where the relay is off
 * @returns the text that came when there was nothing to change
 */
export async function withRelay(
  answer: { readonly json: unknown; readonly text: string },
  event: string,
  config: ProxyConfig,
  tickets: Tickets | undefined,
): Promise<string> {
  let changed = false;
  await Promise.all(
    linksIn(answer.json).map(async (link) => {
      if (!isObject(link)) return;
      const relay = tickets && (await relayPath(link, event, config, tickets));
      if (relay === undefined && !Object.hasOwn(link, 'relay')) return;
      (link as Record<string, unknown>).relay = relay;
      changed = true;
    }),
  );
  return changed ? JSON.stringify(answer.json) : answer.text;
}
