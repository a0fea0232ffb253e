/** One of the three places in which photos are shown: the thumbnail at once, the large picture over it when it is decoded. */
import type { Photo } from '../api/payloads.js';
import type { Size } from './viewer-geometry.js';

export interface SlideTexts {
  readonly loading: string;
  readonly failed: string;
}

type SlideState = 'loading' | 'ready' | 'failed';

function make<K extends keyof HTMLElementTagNameMap>(tag: K, name: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}

export class Slide {
  readonly element = make('div', 'viewer-slide');
  /** What is moved and scaled. */
  readonly picture = make('div', 'viewer-picture');
  /** Place in the list that is shown here; -1 for none. */
  index = -1;
  state: SlideState = 'loading';
  private readonly thumbnail = make('img', 'viewer-thumbnail');
  private readonly note = make('p', 'viewer-note');
  private readonly texts: SlideTexts;
  private readonly changed: (slide: Slide) => void;
  private large = make('img', 'viewer-large');
  private photo: Photo | undefined;

  /** @param changed told when the large picture is there, or will not come */
  constructor(texts: SlideTexts, changed: (slide: Slide) => void) {
    this.texts = texts;
    this.changed = changed;
    this.thumbnail.alt = '';
    this.thumbnail.draggable = false;
    // In the cache as a rule, and then there in the first frame.
    this.thumbnail.decoding = 'sync';
    this.picture.append(this.thumbnail, this.large);
    this.element.append(this.picture, this.note);
    this.clear();
  }

  /** Pixels of the picture, as far as they are known. */
  get size(): Size | undefined {
    const shown = [this.large, this.thumbnail].find(({ naturalWidth }) => naturalWidth > 0);
    if (shown) return { width: shown.naturalWidth, height: shown.naturalHeight };
    const { width, height } = this.photo ?? {};
    return width && height ? { width, height } : undefined;
  }

  /** @param at -1 left of the stage, 0 on it, 1 right of it */
  place(at: number, alt: string): void {
    this.element.style.setProperty('--_at', String(at));
    this.element.inert = at !== 0;
    this.large.alt = alt;
    // One photo is the shown one, for styles and for assistive technology.
    if (at === 0) this.large.setAttribute('part', 'viewer-photo');
    else this.large.removeAttribute('part');
    this.become(this.state);
  }

  /** @param photo `undefined` while it is not loaded @param gone there is none, or its page could not be had */
  show(index: number, photo: Photo | undefined, gone: boolean): void {
    if (index !== this.index || photo?.id !== this.photo?.id) {
      this.clear();
      this.index = index;
      this.photo = photo;
      if (photo) this.thumbnail.src = photo.thumbnail;
    }
    if (!photo) this.become(gone ? 'failed' : 'loading');
  }

  /** The same photo is as a new one when it is shown next: what failed may be there by now. */
  forget(): void {
    this.photo = undefined;
  }

  /** Loads the large picture, unless that is done or under way. */
  load(urgent: boolean): void {
    const { photo, large } = this;
    if (!photo || large.src) return;
    large.fetchPriority = urgent ? 'high' : 'low';
    large.src = photo.preview;
    // Here already: nothing to fade in from. Until it is decoded, the thumbnail under it is what is seen.
    if (large.complete && large.naturalWidth > 0) large.style.setProperty('opacity', '1');
    const settle = (): void => {
      if (this.large !== large) return;
      this.become(large.naturalWidth > 0 ? 'ready' : 'failed');
      this.changed(this);
    };
    large.decode().then(settle, settle);
  }

  /** Lets go of the pictures: a phone keeps an image in memory as long as it has a source. */
  clear(): void {
    this.index = -1;
    this.photo = undefined;
    this.thumbnail.removeAttribute('src');
    this.large.removeAttribute('src');
    const large = make('img', 'viewer-large');
    large.draggable = false;
    large.decoding = 'async';
    // A new one, so that what the old one was waiting for cannot be mistaken for the next photo.
    this.large.replaceWith(large);
    this.large = large;
    this.become('loading');
  }

  private become(state: SlideState): void {
    this.state = state;
    this.element.dataset['state'] = state;
    this.note.textContent = state === 'ready' ? '' : this.texts[state];
  }
}
