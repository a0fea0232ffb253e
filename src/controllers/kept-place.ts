/**
 * Where a visitor was in a gallery, for each entry of the tab's history: who opens another page and comes back, or loads
 * this one again, finds the list as long as it was, at the photo that she left. Loaded when there is a place to keep.
 *
 * Kept in the tab's storage and not in `history.state`, which is the page's and its libraries' own. It says nothing of
 * who was looked for.
 */
import type { ReactiveControllerHost } from 'lit';
import type { ResultSet } from '../state/search-state.js';
import type { Session } from '../state/session.js';
import { recall, remember } from '../state/tab-memory.js';
import type { Anchor } from './grid-anchor.js';
import { PLACES } from './place-memory.js';

export interface PlaceHost extends ReactiveControllerHost, HTMLElement {
  readonly session: Session | null;
}

export interface Place {
  readonly isUnfolded: boolean;
  /** The photo at the upper edge; `undefined` where the page above the list, or below it, was seen. */
  readonly anchor: Pick<Anchor, 'index' | 'offset'> | undefined;
}

type Row = readonly [key: string, by: string, isUnfolded: boolean, index?: number, offset?: number];

/** So many places are kept, the newest. */
const MANY = 20;
/** So far below the upper edge of the window stands a photo that was seen in the viewer alone, in pixels. */
const TOP = 60;

/** Galleries whose place is kept, and what they show. */
const shown = new Map<PlaceHost, ResultSet>();

/** Whether she came by a step in the history, or by loading the page again, and no gallery has left the page since. */
let isBack: boolean | undefined;

function rows(): readonly Row[] {
  try {
    const value: unknown = JSON.parse(recall(PLACES) ?? '');
    return Array.isArray(value) ? (value as Row[]).filter(Array.isArray) : [];
  } catch {
    return [];
  }
}

/** Browsers older than 2026 have no `navigation`: there it is the page, however she came to it. */
const navigationOf = (): Navigation | undefined => (globalThis as Partial<typeof globalThis>).navigation;

/** That of the page, not of a photo that is open over it: that one is gone when the page is loaded again. */
export function entryKey(): string | undefined {
  const navigation = navigationOf();
  const entry = navigation?.currentEntry;
  const isViewer = (history.state as { ninepic?: unknown } | null)?.ninepic === 1;
  return ((isViewer && entry && navigation.entries()[entry.index - 1]) || entry)?.key;
}

/** From the first use on; a listener that stays, because it is the pages without a gallery that she comes back from. */
function follow(): void {
  if (isBack !== undefined) return;
  addEventListener('pagehide', keepOpen);
  const [loaded] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  isBack = loaded?.type === 'reload' || loaded?.type === 'back_forward';
  navigationOf()?.addEventListener('currententrychange', ({ navigationType }) => {
    if (navigationType && navigationType !== 'replace') isBack = navigationType === 'traverse';
  });
}

/**
 * A gallery leaves the page: where that is no step in the history, the next one begins anew.
 *
 * @param entries in which it was
 */
export function leavePlace(host: PlaceHost, entries: ReadonlySet<string | undefined>): void {
  shown.delete(host);
  if (entries.has(entryKey())) isBack = false;
}

/** Of this entry and this gallery: a page may have several of one session. */
function keyOf(host: PlaceHost): string {
  const { session, localName } = host;
  const before = [...(session?.members.all ?? [])].filter(
    (other) =>
      other instanceof Element &&
      other.localName === localName &&
      host.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING,
  );
  const { eventId, group } = session ?? {};
  return [entryKey() ?? location.pathname, eventId, group, before.length].join(' ');
}

/** Who loads the page again while a photo is open comes back to that photo; it opens at a press, as any other. */
function keepOpen(): void {
  for (const [host, set] of shown) {
    const at = host.shadowRoot?.querySelector<HTMLElement>('dialog[data-at]')?.dataset['at'];
    const { top = -1, bottom = 0 } =
      host.shadowRoot?.querySelector(`[data-index="${at}"]`)?.getBoundingClientRect() ?? {};
    if (at && (top < 0 || bottom > innerHeight))
      keepPlace(host, set, { isUnfolded: true, anchor: { index: Number(at), offset: TOP } });
  }
}

/** Keeps where the visitor is; what was kept before for the same entry is forgotten. */
export function keepPlace(host: PlaceHost, set: ResultSet, { isUnfolded, anchor }: Place): void {
  follow();
  if (host.isConnected) shown.set(host, set);
  const key = keyOf(host);
  const where = anchor ? [anchor.index, Math.round(anchor.offset)] : [];
  const others = rows().filter(([other]) => other !== key);
  remember(PLACES, JSON.stringify([...others, [key, set.query.by, isUnfolded, ...where]].slice(-MANY)));
}

/** Where she was when she left, if she comes back, and to photos of the same kind. */
export function findPlace(host: PlaceHost, set: ResultSet): Place | undefined {
  follow();
  const key = keyOf(host);
  const [, by, isUnfolded, index = -1, offset = 0] = rows().find(([other]) => other === key) ?? [];
  if (!isBack || by !== set.query.by) return undefined;
  const isPlace =
    Number.isInteger(index) && Number.isFinite(offset) && index >= 0 && index < set.photos.length;
  return { isUnfolded: isUnfolded === true, anchor: isPlace ? { index, offset } : undefined };
}
