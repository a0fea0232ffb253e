/**
 * Runs in the measured page, before anything of its own: what is painted, how the frames come, when a large picture stands
 * there. Asks by hit tests, never by walking through the page, so that looking costs little.
 */

export interface Seen {
  points: number;
  painted: number;
  /** First and last photo at a point; -1 without any. */
  first: number;
  last: number;
}

export interface Probes {
  /** When the first thumbnail was painted, and when all points of the screen were; milliseconds since navigation. */
  first: number | null;
  full: number | null;
  long: number[];
  shift: number;
  presses: number[];
  look(): Seen;
  elements(): number;
  scroll(
    step: number,
    until: number,
  ): Promise<{ frames: number[]; last: number; blank: number; blocked: number }>;
  jump(share: number, photos: number): Promise<{ ms: number; at: number }>;
  /** Where the nth photo on the screen can be pressed. */
  spot(nth: number): { x: number; y: number; index: number } | null;
  /** Resolves once a large picture other than `not` is displayed, counted from the next press. */
  large(not: number): Promise<{ ms: number; index: number; press: number }>;
  waiting?: Promise<{ ms: number; index: number; press: number }>;
}

export function installProbes(): void {
  const [COLUMNS, ROWS] = [6, 5];
  /** Points that have to show a photo: over the first ones may be a header, and some lie between two photos. */
  const ENOUGH = 20;
  const watch = (type: string, listener: (entry: PerformanceEntry) => void, options: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(listener)).observe({
      type,
      buffered: true,
      ...options,
    });
  const deepest = (x: number, y: number): Element | null => {
    let found = document.elementFromPoint(x, y);
    for (let root = found?.shadowRoot; root; root = found?.shadowRoot) {
      const inner: Element | null = root.elementFromPoint(x, y);
      if (!inner || inner === found) break;
      found = inner;
    }
    return found;
  };
  const indexOf = (image: Element, kind: string): number => {
    const match = new RegExp(`/${kind}/(\\d+)`).exec((image as HTMLImageElement).src);
    return match ? Number(match[1]) : -1;
  };
  const imageAt = (x: number, y: number): HTMLImageElement | null => {
    const found = deepest(x, y);
    const image = found?.matches('img') ? found : found?.closest('.item')?.querySelector('img');
    return image && indexOf(image, 'thumb') >= 0 ? image : null;
  };
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const isPainted = (image: HTMLImageElement) => image.complete && image.naturalWidth > 0;

  const probes: Probes = {
    first: null,
    full: null,
    long: [],
    shift: 0,
    presses: [],
    look() {
      const seen: Seen = { points: 0, painted: 0, first: Infinity, last: -1 };
      for (let row = 0; row < ROWS; row += 1)
        for (let column = 0; column < COLUMNS; column += 1) {
          const [x, y] = [((column + 0.5) / COLUMNS) * innerWidth, ((row + 0.37) / ROWS) * innerHeight];
          const image = imageAt(x, y) ?? imageAt(x + 9, y + 9);
          if (!image) continue;
          const index = indexOf(image, 'thumb');
          seen.points += 1;
          if (isPainted(image)) seen.painted += 1;
          seen.first = Math.min(seen.first, index);
          seen.last = Math.max(seen.last, index);
        }
      return seen;
    },
    elements() {
      const count = (root: ParentNode): number =>
        [...root.querySelectorAll('*')].reduce(
          (sum, element) => sum + 1 + (element.shadowRoot ? count(element.shadowRoot) : 0),
          0,
        );
      return count(document);
    },
    async scroll(step, until) {
      const frames: number[] = [];
      const from = probes.long.length;
      let [points, painted, last] = [0, 0, -1];
      let before = await frame();
      const start = before;
      for (let turn = 0; last < until && before - start < 60_000; turn += 1) {
        if (turn % 6 === 0) {
          const seen = probes.look();
          points += seen.points;
          painted += seen.painted;
          last = Math.max(last, seen.last);
        }
        window.scrollBy({ top: step, behavior: 'instant' });
        const now = await frame();
        frames.push(now - before);
        before = now;
      }
      const blocked = probes.long.slice(from).reduce((sum, task) => sum + Math.max(0, task - 50), 0);
      return { frames, last, blank: points > 0 ? 1 - painted / points : 1, blocked };
    },
    async jump(share, photos) {
      const start = performance.now();
      const box = document.scrollingElement as Element;
      for (let turn = 1; turn <= 20; turn += 1) {
        await frame();
        box.scrollTop = (box.scrollHeight - innerHeight) * share * (turn / 20);
      }
      for (;;) {
        await frame();
        const seen = probes.look();
        const isThere =
          seen.last >= photos * share * 0.85 && seen.points >= ENOUGH && seen.painted === seen.points;
        const ms = performance.now() - start;
        if (isThere || ms > 60_000) return { ms, at: seen.first };
      }
    },
    spot(nth) {
      const found = new Map<number, DOMRect>();
      for (let y = 60; y < innerHeight - 60; y += 24)
        for (let x = 30; x < innerWidth - 30; x += 30) {
          const image = imageAt(x, y);
          const rect = image?.getBoundingClientRect();
          if (image && rect && isPainted(image) && rect.top > 60 && rect.bottom < innerHeight)
            found.set(indexOf(image, 'thumb'), rect);
        }
      const index = [...found.keys()].sort((a, b) => a - b)[nth];
      const rect = index === undefined ? undefined : found.get(index);
      if (index === undefined || !rect) return null;
      return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2, index };
    },
    async large(not) {
      const began = new Promise<number>((resolve) => {
        for (const type of ['pointerdown', 'keydown'])
          addEventListener(type, (event) => resolve(event.timeStamp), { capture: true, once: true });
      });
      const from = probes.presses.length;
      const isShown = (image: Element): boolean => {
        const { left, width } = image.getBoundingClientRect();
        let opacity = 1;
        for (let at: Element | null = image; at; at = at.parentElement)
          opacity *= +getComputedStyle(at).opacity;
        const isMiddle = Math.abs(left + width / 2 - innerWidth / 2) < innerWidth * 0.15;
        return isPainted(image as HTMLImageElement) && width > innerWidth * 0.2 && isMiddle && opacity > 0.9;
      };
      const start = await began;
      for (;;) {
        await frame();
        const root = document.querySelector('ninepic-gallery')?.shadowRoot;
        const shown = [...(root?.querySelectorAll('img[src*="/img/"]') ?? [])].find(isShown);
        const index = shown ? indexOf(shown, 'img') : -1;
        const ms = performance.now() - start;
        if ((index < 0 || index === not) && ms < 15_000) continue;
        // What the press cost is reported a little later.
        await new Promise((resolve) => setTimeout(resolve, 400));
        return { ms, index, press: Math.max(0, ...probes.presses.slice(from)) };
      }
    },
  };
  watch('longtask', ({ duration }) => probes.long.push(duration));
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) probes.shift += value;
  });
  watch(
    'event',
    (entry) => {
      if ((entry as PerformanceEventTiming & { interactionId: number }).interactionId)
        probes.presses.push(entry.duration);
    },
    { durationThreshold: 16 },
  );
  const follow = (): void => {
    if (document.body) {
      const seen = probes.look();
      // After the frame that painted it.
      const stamp = (name: 'first' | 'full') =>
        setTimeout(() => {
          probes[name] ??= performance.now();
        });
      if (seen.painted > 0) stamp('first');
      if (seen.points >= ENOUGH && seen.painted === seen.points) {
        stamp('full');
        return;
      }
    }
    requestAnimationFrame(follow);
  };
  requestAnimationFrame(follow);
  (globalThis as unknown as { probes: Probes }).probes = probes;
}
