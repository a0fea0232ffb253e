/**
 * The one history entry of the viewer, so that Back closes it (design.md 4.5): same address, the page's own state with
 * `ninepic: 1` added. Of the page's own entry only the marks of libraries are touched that would draw the page anew.
 */

/** A step back that the browser has been asked for and has not taken yet. */
let leaving: Promise<void> | undefined;
/** The entry of the viewer that was opened last. */
let latest: ViewerEntry | undefined;

/** A browser that does not go back, for whatever reason, must not keep the viewer open. In milliseconds. */
const PATIENCE = 500;

/**
 * Turbo, htmx and Astro draw the page anew at a step back to an entry that has their mark, and she would lose her place.
 * Nobody leaves the page when a photo is closed, so the page's own entry goes without the mark until that is done. Astro's
 * router is the one that keeps `scrollX` there, and takes any state for its own.
 */
const MARKS = ['turbo', 'htmx', 'scrollX'] as const;

/** For how long those may look for their mark who are told of the step. In milliseconds. */
const LOOK = 50;

/** Puts the mark back that was taken off last. */
let giveBack: (() => void) | undefined;

function takeMark(): void {
  const own = history.state as Record<string, unknown> | null;
  if (!MARKS.some((mark) => own?.[mark] !== undefined)) return;
  const bare = own?.['scrollX'] === undefined ? { ...own } : null;
  for (const mark of MARKS) delete bare?.[mark];
  history.replaceState(bare, '');
  giveBack = () => {
    giveBack = undefined;
    // Turbo gives an entry without one a new mark.
    if (JSON.stringify(history.state) === JSON.stringify(bare)) history.replaceState(own, '');
  };
}

function giveBackSoon(): void {
  const mine = giveBack;
  setTimeout(() => mine === giveBack && mine?.(), LOOK);
}

const isCurrent = (): boolean => (history.state as { ninepic?: unknown } | null)?.ninepic === 1;

async function goBack(): Promise<void> {
  const arrived = new AbortController();
  leaving = new Promise((resolve) => {
    const done = (): void => resolve();
    addEventListener('popstate', done, arrived);
    setTimeout(done, PATIENCE);
  });
  history.back();
  await leaving;
  arrived.abort();
  leaving = undefined;
  giveBackSoon();
}

export interface ViewerEntryOptions {
  /** The visitor went back, or elsewhere: the entry is no longer current. */
  onBack: () => void;
  /** The visitor came forward to the entry after the viewer was closed. */
  onForward: () => void;
}

/** The entry is made with the object, and left with {@link ViewerEntry.leave}. */
export class ViewerEntry {
  private readonly options: ViewerEntryOptions;
  private readonly listening = new AbortController();
  private entered = false;
  private left = false;

  constructor(options: ViewerEntryOptions) {
    this.options = options;
    latest?.listening.abort();
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the one entry that may listen
    latest = this;
    // A viewer that opens while the last one is still leaving must not be closed by that one's step back.
    if (leaving) void leaving.then(() => this.enter());
    else this.enter();
  }

  /** Ends the entry. @returns once the browser is back where it was; at once when the entry is not current any more */
  async leave(): Promise<void> {
    this.left = true;
    if (this.entered && isCurrent()) await goBack();
  }

  private enter(): void {
    if (this.left) return;
    try {
      // It is there already when the page was reloaded on it, or the visitor came forward to it.
      if (!isCurrent()) {
        giveBack?.();
        const own = history.state as object | null;
        takeMark();
        history.pushState({ ...own, ninepic: 1 }, '');
      }
    } catch {
      // Refused, as in Safari after 100 entries in 30 s: Back then leaves the page, and everything else works.
      return;
    }
    this.entered = true;
    addEventListener('popstate', () => this.moved(), this.listening);
  }

  private moved(): void {
    const { onBack, onForward } = this.options;
    if (!this.left) {
      if (isCurrent()) return;
      giveBackSoon();
      onBack();
    } else if (isCurrent()) onForward();
  }
}
