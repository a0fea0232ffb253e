/** What a virtual gallery needs of its tag, and what it gives it to draw. */
import type { ReactiveControllerHost } from 'lit';
import type { Photo } from '../api/payloads.js';
import type { Box } from '../ui/justified-rows.js';
import type { GridFrame } from './grid-frame.js';

export interface GridHost extends ReactiveControllerHost, HTMLElement {
  readonly frame: GridFrame;
  readonly layout: 'rows' | 'grid';
}

/** A photo and its place. */
export interface Tile {
  readonly index: number;
  readonly photo: Photo;
  readonly box: Box;
}
