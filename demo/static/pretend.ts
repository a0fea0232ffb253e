/**
 * The pretend 9Pic inside the page, behind a service worker of msw, for a demo that is files alone. There is no proxy in it:
 * what a proxy guards can be seen in `npm start` only.
 */
import { setupWorker } from 'msw/browser';
import { createFake, type FakeOptions } from '../fake/index.js';
import { handlersOf } from './handlers.js';
import { browserPictures } from './pictures.js';

type Searches = NonNullable<FakeOptions['searches']>;

/** A selfie search is found again after a reload, as 9Pic would find it. */
const searches: Searches = {
  get(key) {
    const text = sessionStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as ReturnType<Searches['get']>);
  },
  set(key, search) {
    sessionStorage.setItem(key, JSON.stringify(search));
  },
};

/** @throws where the browser has no service workers, or the page may not use them */
export async function startPretend(): Promise<void> {
  // Without one msw would answer what is fetched, and pictures would be asked of 9Pic.
  if (!('serviceWorker' in navigator)) throw new Error('There are no service workers here.');
  // A pause that an answer from another continent would take.
  const fake = createFake({ pictures: browserPictures, searches, latency: 80 });
  await setupWorker(...handlersOf(fake)).start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: new URL('mockServiceWorker.js', document.baseURI).pathname },
  });
}
