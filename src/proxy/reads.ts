/** The routes that only read: lists, details, results by id. */
import { type Answer, refusal } from './answer.js';
import type { Call, Services } from './call.js';
import { detailsBody } from './event-details.js';
import { createEventList } from './event-list.js';
import type { Idempotency } from './idempotency.js';
import { passOn } from './pass-on.js';
import { createSharedReads } from './shared-reads.js';

export function createReads(services: Services, idempotency: Idempotency): (call: Call) => Promise<Answer> {
  const { config, upstream, limits, hooks } = services;
  const listEvents = createEventList(config, upstream);
  const shared = createSharedReads(config);

  async function read(call: Call): Promise<Answer> {
    const { name, route, query } = call;
    if (name === 'events') return listEvents(query);
    const params = await idempotency.resolve(call);
    const answer = await upstream({ route: name, params, query });
    // 9Pic cannot know an id of ours, and its 404 would be taken for leave to search anew (R2.1.5).
    if (name === 'faces' && answer.status === 404 && config.requestIds === 'server')
      throw refusal(404, 'request-unknown', 'No search is known by this id.');
    if (answer.status !== 200) return passOn(answer, 'none');
    if (name === 'eventDetails') return passOn(answer, route.cache, detailsBody(answer.json, config));
    // What one visitor was let through to is not kept where the next one could find it.
    const guarded = name === 'byBib' && config.verifyAccess !== undefined;
    return passOn(answer, guarded ? 'none' : route.cache);
  }

  return async (call) => {
    const { bib, event_id = '' } = call.params;
    if (bib !== undefined) {
      await limits.bib(call.address, event_id, bib);
      await hooks.access(bib, call.request);
    }
    return shared(call, () => read(call));
  };
}
