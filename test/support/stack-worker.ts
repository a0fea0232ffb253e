/**
 * The fake inside the page, behind a service worker of msw: for tests of one element, where the proxy is not the point.
 * Where it is, use `stack.ts`: a page's own `Request` has no Origin for the proxy's guard to look at.
 */
import { setupWorker } from 'msw/browser';
import { createFake, type Fake, type FakeOptions } from '../../demo/fake/index.js';
import { handlersOf } from '../../demo/static/handlers.js';

export interface WorkerStack {
  readonly proxyUrl: string;
  /** Bill, faults, clock and settings, without a detour. */
  readonly fake: Fake;
  stop(): Promise<void>;
}

const MOUNT = '/__worker/ninepic';

/** Starts the worker; `stop` it in `after`. */
export async function startWorkerStack(options: FakeOptions = {}): Promise<WorkerStack> {
  const fake = createFake(options);
  const worker = setupWorker(...handlersOf(fake, MOUNT));
  await worker.start({ quiet: true });
  return { proxyUrl: location.origin + MOUNT, fake, stop: async () => worker.stop() };
}
