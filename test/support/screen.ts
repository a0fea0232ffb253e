/** The visitor's screen and wishes, as far as an engine can be told (see `test/engines`). */
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { until } from './page.js';

/** Whether the visitor asked for less motion. Engines that cannot be told are started with it, and throw at the other. */
export async function reducedMotion(wanted: boolean): Promise<void> {
  const reduced = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (reduced() === wanted) return;
  await emulateMedia({ reducedMotion: wanted ? 'reduce' : 'no-preference' });
}

/** A window of that width; where windows cannot be as narrow as a phone, a page of that width in one. */
export async function narrow(width: number, height = 700): Promise<void> {
  await setViewport({ width, height });
  await until('the window', () => innerWidth === width || (width < 460 && innerWidth < 460));
  document.body.style.setProperty('margin', '0');
  document.body.style.setProperty('inline-size', `${width}px`);
}

/** A desktop's window, after all of that. */
export async function desktop(width = 800, height = 600): Promise<void> {
  document.body.removeAttribute('style');
  await setViewport({ width, height });
  // Some engines say that it is done before it is.
  await until('the window', () => innerWidth === width && innerHeight === height);
}
