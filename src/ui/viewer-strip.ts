/** Which photo stands in which slide: the one that is looked at, and the one on each side of it. */
import type { Photo } from '../api/payloads.js';
import { Slide } from './viewer-slide.js';
import type { SlideTexts } from './viewer-slide.js';
import type { Way } from './viewer-stage.js';

/** The photos, in a list of known length whose pages load on demand. */
export interface ViewerSource {
  readonly length: number;
  /** `undefined`: not loaded yet, or not there. */
  at(index: number): Photo | undefined;
  /** Whether this place is known to hold nothing; it is passed over. */
  isGone(index: number): boolean;
  /** Whether the page of this place could not be had; absent: never. */
  hasFailed?(index: number): boolean;
  /** Asks again for pages that could not be had; absent: none ever is. */
  retry?(): void;
  /** Please load around this place. Called again and again; has to be cheap. */
  want(index: number): void;
  subscribe(listener: () => void, options: { signal: AbortSignal }): void;
}

export interface StripTexts extends SlideTexts {
  alt(index: number, total: number): string;
}

export class Strip {
  readonly slides: readonly [Slide, Slide, Slide];
  private readonly source: ViewerSource;
  private readonly texts: StripTexts;
  private index = -1;

  /** @param failed told when the photo that is looked at cannot be shown */
  constructor(source: ViewerSource, texts: StripTexts, failed: () => void) {
    this.source = source;
    this.texts = texts;
    const settled = (slide: Slide): void => {
      if (slide.index !== this.index) return;
      this.load();
      if (slide.state === 'failed') failed();
    };
    const slide = (): Slide => new Slide(texts, settled);
    this.slides = [slide(), slide(), slide()];
  }

  /** The next place from `index` that may hold a photo: later in the list (1), or earlier (-1). */
  neighbour(index: number, direction: Way): number | undefined {
    const { source } = this;
    for (let at = index + direction; at >= 0 && at < source.length; at += direction)
      if (!source.isGone(at)) return at;
    return undefined;
  }

  /**
   * Puts a photo and its neighbours into the slides; what is in one of them already stays there.
   *
   * @param right whether later (1) or earlier (-1) photos are on the right
   * @returns the slide of the photo
   */
  show(index: number, right: Way): Slide {
    const { source, texts } = this;
    this.index = index;
    const places: readonly [number, number | undefined][] = [
      [0, index],
      [right, this.neighbour(index, 1)],
      [-right, this.neighbour(index, -1)],
    ];
    const keep = places.map(([, place]) => this.slides.find((slide) => slide.index === place));
    const free = this.slides.filter((slide) => !keep.includes(slide));
    places.forEach(([at, place], n) => {
      const slide = (keep[n] ??= free.pop());
      if (!slide) return;
      if (place === undefined) slide.clear();
      else slide.show(place, source.at(place), source.isGone(place) || !!source.hasFailed?.(place));
      slide.place(at, place === undefined ? '' : texts.alt(place, source.length));
    });
    this.load();
    source.want(index);
    return keep[0] ?? this.slides[0];
  }

  /** What failed is asked for once more; the photos have to be shown again then. */
  retry(): void {
    for (const slide of this.slides)
      if (slide.state === 'failed') {
        slide.forget();
        this.source.retry?.();
      }
  }

  /** Lets go of all pictures. */
  clear(): void {
    for (const slide of this.slides) slide.clear();
  }

  /** Loads the photo that is looked at, and its neighbours once that is there. */
  private load(): void {
    const shown = this.slides.find((slide) => slide.index === this.index);
    shown?.load(true);
    if (shown?.state !== 'loading') for (const slide of this.slides) slide.load(false);
  }
}
