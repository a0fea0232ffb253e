/** What a virtual gallery needs of its tag, and what it gives it to draw. */
import type { ReactiveControllerHost } from 'lit';
import type { Photo } from '../api/payloads.js';
import type { Box } from '../ui/justified-rows.js';

export interface GridHost extends ReactiveControllerHost, HTMLElement {
  /** The element that is as high as the list. */
  readonly grid: HTMLElement | null;
  /** Scrolls where the page gave the tag a height. */
  readonly base: HTMLElement | null;
  /** Has the row height as its height and the gap as its width, in whatever units the page set them. */
  readonly ruler: HTMLElement | null;
  readonly layout: 'rows' | 'grid';
}

/** A photo and its place. */
export interface Tile {
  readonly index: number;
  readonly photo: Photo;
  readonly box: Box;
}
