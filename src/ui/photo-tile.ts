/**
 * One photo in the gallery: its space is reserved, its thumbnail loads into it, its name says only what is known.
 *
 * Made by hand instead of from a template: a thousand of them pass in one scroll, and each is looked at with every row that
 * comes. What is the same costs a comparison here; a template has a part, and a directive, for each of a dozen values.
 */
import { nothing, render } from 'lit';
import type { Photo } from '../api/payloads.js';
import type { Box } from './justified-rows.js';

/** So many photos of the list, if it is in sight at once, come before all else. */
const URGENT = 12;

/** What is said of photos; the same for all that are drawn together. */
export interface TileWords {
  /** Another one wherever anything else here would be another. */
  readonly key: string;
  altOf(index: number): string;
  /** Stands in place of a picture that cannot be shown. */
  readonly broken: string;
  /** Name of the button that saves. */
  readonly save: string;
}

export interface TileOptions {
  readonly index: number;
  readonly photo: Photo;
  readonly box: Box;
  /** Places in the list. */
  readonly total: number;
  readonly words: TileWords;
  /** The one tile that Tab reaches. */
  readonly isTabStop: boolean;
  /**
   * Any of the list is in sight. Else its picture waits until the browser finds it near, which costs a second request inside
   * the browser, and a watch until then.
   */
  readonly isInView: boolean;
  readonly isBroken: boolean;
  /** There is a button that saves it. */
  readonly isSaved: boolean;
  /** The box to tick, where photos can be picked. */
  readonly handle: unknown;
}

function create(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: (Node | string)[]
): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Copied for each photo, which is quicker than to make one. */
let model: HTMLElement | undefined;

function copy(): Node {
  model ??= create(
    'div',
    { class: 'item', role: 'listitem' },
    create(
      'button',
      { part: 'tile', type: 'button' },
      create('img', {
        part: 'photo',
        decoding: 'async',
        draggable: 'false',
        referrerpolicy: 'strict-origin-when-cross-origin',
      }),
    ),
  );
  return model.cloneNode(true);
}

const isSame = (one: Box, other: Box): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

/** The tile carries its index in `data-index`, its button to save in `data-save`, for the listeners on the grid. */
export class PhotoTile {
  /** In the list, at its place. */
  readonly element = copy() as HTMLElement;
  private readonly button = this.element.firstElementChild as HTMLButtonElement;
  private readonly image = this.button.firstElementChild as HTMLImageElement;
  private save: HTMLElement | undefined;
  private broken: HTMLElement | undefined;
  private drawn: TileOptions | undefined;
  private url = '';

  /** Draws what is another than the last time. */
  update(tile: TileOptions): void {
    const { element, button, drawn } = this;
    const { index, box, handle } = tile;
    this.drawn = tile;
    // Through CSSOM, because a strict CSP blocks `style` attributes (behaviour.md F3); all at once, because each property on its
    // own is parsed and told on its own.
    if (!drawn || !isSame(box, drawn.box))
      element.style.cssText = `inset-inline-start:${box.x}px;top:${box.y}px;width:${box.width}px;height:${box.height}px`;
    const isOther =
      index !== drawn?.index || tile.total !== drawn.total || tile.words.key !== drawn.words.key;
    if (isOther) this.name(tile);
    if (tile.isTabStop !== drawn?.isTabStop) button.tabIndex = tile.isTabStop ? 0 : -1;
    this.load(tile, drawn);
    if (isOther || tile.isBroken !== drawn.isBroken) this.drawBroken(tile);
    if (isOther || tile.isSaved !== drawn.isSaved) this.drawSave(tile);
    if (handle !== (drawn?.handle ?? nothing)) render(handle, element, { renderBefore: button });
  }

  /**
   * It goes: it was flown over, and its download would keep those that are seen now waiting. Still in its place then: an image that is told
   * so after its gallery has left would never be let go, Chromium's document keeps hold of it.
   */
  leave(): void {
    const { image } = this;
    if (image.isConnected && !image.complete) image.removeAttribute('src');
  }

  /** Whether it is drawn as that, which is all that a scroll changes of a photo that stays. */
  isAt(box: Box, isTabStop: boolean): boolean {
    return this.drawn?.isTabStop === isTabStop && isSame(box, this.drawn.box);
  }

  private name({ index, total, words }: TileOptions): void {
    const { element, button, image } = this;
    element.setAttribute('aria-setsize', String(total));
    element.setAttribute('aria-posinset', String(index + 1));
    button.dataset['index'] = String(index);
    image.alt = words.altOf(index);
  }

  private load({ index, photo, isInView }: TileOptions, before: TileOptions | undefined): void {
    const { image } = this;
    // Both before its address, which decides when it is asked for.
    if (isInView !== (before?.isInView ?? true)) image.loading = isInView ? 'eager' : 'lazy';
    if (!before && isInView && index < URGENT) image.setAttribute('fetchpriority', 'high');
    if (photo.thumbnail !== this.url) image.src = this.url = photo.thumbnail;
  }

  private drawBroken({ isBroken, words }: TileOptions): void {
    this.image.hidden = isBroken;
    this.broken?.remove();
    if (!isBroken) return;
    const rest = create('span', { class: 'sr-only' }, `: ${this.image.alt}`);
    this.broken = create('span', { class: 'broken' }, words.broken, rest);
    this.button.append(this.broken);
  }

  private drawSave({ isSaved, words, index }: TileOptions): void {
    if (!isSaved) {
      this.save?.remove();
      return;
    }
    // Told of its photo, not made anew: it may have the focus.
    this.save ??= create('button', { part: 'tile-download', type: 'button', tabindex: '-1' });
    this.save.dataset['save'] = String(index);
    this.save.title = words.save;
    this.save.setAttribute('aria-label', `${words.save}: ${this.image.alt}`);
    if (!this.save.parentNode) this.element.append(this.save);
  }
}
