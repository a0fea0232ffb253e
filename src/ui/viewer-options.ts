/** What the viewer is given, and what can be asked of it. */
import type { Photo } from '../api/payloads.js';
import type { DownloadState, ViewerTexts } from './viewer-chrome.js';
import type { ViewerSource } from './viewer-strip.js';

export interface ViewerOptions {
  /** Where the dialog is put: before the first child, out of the way of what Lit renders there. */
  readonly root: ShadowRoot;
  readonly source: ViewerSource;
  readonly index: number;
  readonly texts: ViewerTexts;
  /** Whether Back closes the viewer, by a history entry of its own (design.md 4.5). */
  readonly history: boolean;
  readonly canDownload: boolean;
  readonly canShare: boolean;
  /** Where the tile of a photo is on screen, if it is there: the picture opens from it and closes to it. */
  tileRect(index: number): DOMRect | undefined;
  /** Brings the tile into view, behind the picture that is about to close to it. */
  reveal?(index: number): void;
  /** Another photo is shown. */
  onChange(index: number): void;
  /** Once, whichever way it was closed; the dialog is gone by then and the focus may be moved. */
  onClose(index: number): void;
  /** The visitor came forward again in the history to the viewer's entry: it may be opened anew. */
  onForward?(index: number): void;
  onDownload(photo: Photo, index: number): void;
  onShare(photo: Photo, index: number): void;
}

export interface Viewer {
  /** Place of the photo on screen. */
  readonly index: number;
  close(): void;
  /** @param index the photo it is about; ignored when another one is on screen by then */
  setDownload(state: () => DownloadState, index?: number): void;
  /** The page speaks another language now. */
  retell(texts: ViewerTexts): void;
}
