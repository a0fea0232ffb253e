/** Lets the browser do what it has to do first: long work in one piece keeps a finger waiting. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** After the next frame is on the screen: what is pressed answers at once, whatever comes of it. */
export const painted = (): Promise<void> =>
  document.hidden
    ? Promise.resolve()
    : new Promise((resolve) => requestAnimationFrame(() => void pause().then(resolve)));
