/** Lets the browser do what it has to do first: long work in one piece keeps a finger waiting. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
