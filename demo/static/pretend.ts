/**
 * The pretend 9Pic inside the page, behind a service worker of msw, for a demo that is files alone. There is no proxy in it:
 * what a proxy guards can be seen in `npm start` only.
 */
import { setupWorker } from 'msw/browser';
import { createFake, type ClipOrder, type FaceSearch } from '../fake/index.js';
import { handlersOf } from './handlers.js';
import { browserPictures } from './pictures.js';

/** What is found again after a reload, as 9Pic would find it. @param kind keeps it apart from others */
const kept = <T>(kind: string) => ({
  get(key: string): T | undefined {
    const text = sessionStorage.getItem(kind + key);
    return text === null ? undefined : (JSON.parse(text) as T);
  },
  set(key: string, value: T): void {
    sessionStorage.setItem(kind + key, JSON.stringify(value));
  },
});

/** @throws where the browser has no service workers, or the page may not use them */
export async function startPretend(): Promise<void> {
  // Without one msw would answer what is fetched, and pictures would be asked of 9Pic.
  if (!('serviceWorker' in navigator)) throw new Error('There are no service workers here.');
  // A pause that an answer from another continent would take.
  const fake = createFake({
    pictures: browserPictures,
    searches: kept<FaceSearch>('faces/'),
    clipOrders: kept<ClipOrder>('clips/'),
    latency: 80,
  });
  await setupWorker(...handlersOf(fake)).start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: new URL('mockServiceWorker.js', document.baseURI).pathname },
  });
}
