/**
 * `#ninepic-doctor` at the end of a page's address: what is wrong with the tags on it, in words that an organiser can
 * forward. Loaded on demand only. It asks the page's own proxies for what is free, and sends nothing anywhere else.
 */
import { examine } from './examine.js';
import { openPanel } from './panel.js';

const WORD = /[#&]?ninepic-doctor/;

/** Two copies of the package on a page share one doctor. */
const isOpen = (): boolean => document.querySelector('[data-ninepic-doctor]') !== null;

/** The word is taken out of the address, so that a reload shows the page; everything else stays as it is. */
function tidy(): void {
  try {
    history.replaceState(history.state, '', location.href.replace(WORD, ''));
  } catch {
    // A sandboxed page keeps its address.
  }
}

/** Shows the doctor, once at a time. */
export async function open(): Promise<void> {
  // The script may stand in the head.
  if (!document.body)
    await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
  if (isOpen()) return;
  const look = async () => {
    panel.show();
    panel.show(await examine());
  };
  const panel = openPanel(() => void look(), tidy);
  await look();
}
