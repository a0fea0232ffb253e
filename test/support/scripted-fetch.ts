/** A proxy that answers from a script, and a platform whose waiting takes no time and is written down. */
import { NinepicClient } from '../../src/api/client.js';
import type { HttpPlatform } from '../../src/api/http.js';

/** One request as it was handed to `fetch`. */
export interface Sent {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly init: RequestInit;
}

/** What comes back; an error is a network that failed. Called anew each time, because a body can be read once. */
export type Answer = (sent: Sent) => Response | Error | Promise<Response>;

export interface Scripted {
  readonly fetch: typeof fetch;
  /** Requests to the proxy, in order. */
  readonly sent: Sent[];
  /** Requests without CORS that only find out whether anybody is there. */
  readonly probes: Sent[];
  /** Milliseconds of each automatic wait. */
  readonly waits: number[];
  readonly platform: HttpPlatform;
  readonly client: NinepicClient;
}

export const PROXY = 'https://race.example/ninepic';

/** An answer with a JSON body. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });

export const lost: Answer = () => new TypeError('Failed to fetch');

/** @param answers one after the other; the last one for all that follow */
export function scripted(answers: readonly Answer[], probe: Answer = lost): Scripted {
  const sent: Sent[] = [];
  const probes: Sent[] = [];
  const waits: number[] = [];
  const fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const request: Sent = {
      url: new URL(input instanceof Request ? input.url : input),
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      init,
    };
    const isProbe = init.mode === 'no-cors';
    (isProbe ? probes : sent).push(request);
    const answer = isProbe ? probe : (answers[sent.length - 1] ?? answers.at(-1));
    const response = await answer?.(request);
    if (!(response instanceof Response)) throw response ?? new Error('The script has no answer.');
    return response;
  };
  const platform: HttpPlatform = {
    fetch,
    random: () => 0.5,
    now: () => Date.UTC(2026, 0, 19, 6),
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
  return {
    fetch,
    sent,
    probes,
    waits,
    platform,
    client: new NinepicClient({ proxyUrl: PROXY, fetch, platform }),
  };
}

/** The fields of an image that matter, as 9Pic sends them today. */
export const image = (id: string) => ({
  img_url: `https://photos.9pic.ai/imgs/456/large/${id}.jpg`,
  thumbnail_url: `https://photos.9pic.ai/imgs/456/small/${id}.jpg`,
  original_url: null,
  height: 4860,
  width: 3240,
  image_id: id,
});

export const success = (data: unknown) => ({ responseType: 'success', message: 'ok', data });

export const pagination = (total: number, currentPage = 1, page_size = 100) => {
  const totalPages = Math.ceil(total / page_size);
  return {
    total,
    currentPage: total === 0 ? 0 : currentPage,
    totalPages,
    hasNextPage: currentPage < totalPages,
    hasPreviousPage: currentPage > 1,
    page_size,
  };
};

/** A list of photos as 9Pic answers it. */
export const photoList = (ids: readonly string[], total = ids.length, page = 1) =>
  success({ images: ids.map(image), pagination: pagination(total, page) });

/** What a call failed with; fails the test when it did not. */
export async function failure(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) throw new Error(`Expected a failure, got ${JSON.stringify(outcome)}.`);
  return outcome as Error & Record<string, unknown>;
}
