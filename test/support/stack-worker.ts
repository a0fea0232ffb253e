/**
 * The fake inside the page, behind a service worker of msw: for tests of one element, where the proxy is not the point.
 * Where it is, use `stack.ts`: a page's own `Request` has no Origin for the proxy's guard to look at.
 */
import { http, HttpResponse } from 'msw';
import { setupWorker } from 'msw/browser';
import {
  ConnectionLost,
  createFake,
  withoutProxy,
  type Fake,
  type FakeOptions,
} from '../../demo/fake/index.js';

export interface WorkerStack {
  readonly proxyUrl: string;
  /** Bill, faults, clock and settings, without a detour. */
  readonly fake: Fake;
  stop(): Promise<void>;
}

/** Starts the worker; `stop` it in `after`. */
export async function startWorkerStack(options: FakeOptions = {}): Promise<WorkerStack> {
  const fake = createFake(options);
  const answer = withoutProxy(fake, { mount: '/__worker/ninepic' });
  const reply = async (work: Promise<Response> | undefined): Promise<Response | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof ConnectionLost) return HttpResponse.error();
      throw error;
    }
  };
  const worker = setupWorker(
    http.all('*/__worker/ninepic/*', ({ request }) => reply(answer(request))),
    http.get('https://photos.9pic.ai/*', ({ request }) => reply(fake.fetch(request))),
    http.get('https://*.r2.cloudflarestorage.com/*', ({ request }) => reply(fake.fetch(request))),
  );
  await worker.start({ quiet: true });
  return { proxyUrl: `${location.origin}/__worker/ninepic`, fake, stop: async () => worker.stop() };
}
