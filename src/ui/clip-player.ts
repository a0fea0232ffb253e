/** The browser's own player for one clip. One plays at a time on a page, and none that has scrolled away. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Clip } from '../api/payloads.js';

export interface ClipPlayer {
  clip: Clip;
  /** Says which clip it is. */
  label: string;
  onBroken: () => void;
}

/** What WebKit has besides: full screen of its own, which no document knows of. */
type Video = HTMLVideoElement & { webkitDisplayingFullscreen?: boolean };

let playing: Video | null = null;
let watcher: IntersectionObserver | undefined;

/** In full screen or in a window of its own, where it does not scroll with the page. */
function isDetached(video: Video): boolean {
  const root = video.getRootNode() as ShadowRoot;
  return (
    video.webkitDisplayingFullscreen === true ||
    root.fullscreenElement === video ||
    root.pictureInPictureElement === video
  );
}

function onPlay(event: Event): void {
  const video = event.target as Video;
  if (playing !== video) playing?.pause();
  playing = video;
  watcher ??= new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries)
      if (!isIntersecting && !isDetached(target as Video)) (target as Video).pause();
  });
  watcher.observe(video);
}

function onPause(event: Event): void {
  const video = event.target as Video;
  watcher?.unobserve(video);
  if (playing === video) playing = null;
}

/** The player's own keys (space, arrows, F, M) are not the page's; Escape and Tab are everybody's. */
function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
}

/** Nothing of the clip is loaded before the visitor presses play. */
export const clipPlayer = ({ clip, label, onBroken }: ClipPlayer): TemplateResult =>
  html`<video
    part="video"
    controls
    playsinline
    preload="none"
    src=${clip.url}
    poster=${clip.poster ?? nothing}
    aria-label=${label}
    @play=${onPlay}
    @pause=${onPause}
    @ended=${onPause}
    @error=${onBroken}
    @keydown=${onKey}
    @keyup=${onKey}
    @keypress=${onKey}
  ></video>`;

/** Seconds as a player writes them: `0:04`, `1:02:03`. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const rest = pad(whole % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${rest}`;
}
