/** Where the browser does not say when it has nothing to do (Safari), in ms: by then it has drawn. */
const SOON = 200;
/** A page that is never done gets its due all the same, in ms. */
const AT_LAST = 1000;

/** Waits until the browser has nothing better to do: photos and fingers come first. */
export const idle = (): Promise<unknown> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve, { timeout: AT_LAST });
    else setTimeout(resolve, SOON);
  });
