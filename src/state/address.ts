/**
 * The shown search in the fragment of the address: one `&`-separated pair, everything else byte for byte as it was
 * (design.md 4.5). Only a session uses this.
 */
import { isRequestId, normalizeBib } from '../api/grammar.js';
import type { Query } from './search-state.js';
import { recall, remember } from './tab-memory.js';

/** A fragment longer than this is nobody's search. */
const LONGEST = 100_000;

/** The query parameters with which 9Pic's own gallery hands a search on. */
const HANDED_ON = ['selfieRequestId', 'bibNumber'];

/** @returns false where the address cannot be written: Safari allows a hundred a half-minute, a sandboxed page none */
function replaceAddress(href: string): boolean {
  try {
    // The whole address: a `<base>`, or a path that starts with two slashes, gives a shorter one another meaning.
    if (href !== location.href) history.replaceState(history.state, '', href);
    return true;
  } catch {
    return false;
  }
}

/** The viewer adds one entry to the history (design.md 4.5). */
const isViewerEntry = (): boolean => (history.state as { ninepic?: unknown } | null)?.ninepic === 1;

function replaceHash(hash: string): boolean {
  // `#` alone and no fragment are the same to `location.hash`.
  return hash === location.hash || replaceAddress(location.href.replace(/#.*$/s, '') + hash);
}

/** What the pair stands for; `null` for a value that is neither a request id nor a bib. */
export function parseValue(value: string): Query | null {
  if (isRequestId(value)) return { by: 'selfie', requestId: value };
  if (!value.startsWith('bib:') || value.length > 400) return null;
  try {
    const bib = normalizeBib(decodeURIComponent(value.slice(4)));
    return bib === undefined ? null : { by: 'bib', bib };
  } catch {
    return null;
  }
}

/** The pair's value; `null` for what is not kept in the address. */
function formatValue(query: Query): string | null {
  if (query.by === 'selfie') return query.requestId;
  return query.by === 'bib' ? `bib:${encodeURIComponent(query.bib)}` : null;
}

/** The value of our pair in a fragment (with or without its `#`). */
export function readPair(fragment: string, key: string): string | null {
  if (fragment.length > LONGEST) return null;
  const piece = fragment
    .replace(/^#/, '')
    .split('&')
    .find((part) => part.startsWith(`${key}=`));
  return piece === undefined ? null : piece.slice(key.length + 1);
}

/** A fragment with our pair set once, or without it for `null`; foreign pieces stay as they are, in their order. */
export function writePair(fragment: string, key: string, value: string | null): string {
  const body = fragment.replace(/^#/, '');
  const isOurs = (part: string) => part.startsWith(`${key}=`);
  const before = body === '' ? [] : body.split('&');
  const at = before.findIndex(isOurs);
  const pieces = before.filter((part, index) => !isOurs(part) || (index === at && value !== null));
  if (value !== null) pieces.splice(at < 0 ? pieces.length : at, at < 0 ? 0 : 1, `${key}=${value}`);
  return pieces.length === 0 ? '' : `#${pieces.join('&')}`;
}

function withPair(href: string, key: string, value: string | null): string {
  const url = new URL(href);
  url.hash = writePair(url.hash, key, value);
  return url.href;
}

export interface AddressOptions {
  readonly eventId: string;
  readonly group: string | null;
  /** The key that the page's author chose. */
  readonly hashKey?: string | null | undefined;
  /** False under `no-hash`. */
  readonly enabled: boolean;
}

const keyFor = ({ eventId, group, hashKey }: Omit<AddressOptions, 'enabled'>): string =>
  hashKey ?? `ninepic-${eventId}${group ? `-${group}` : ''}`;

export class Address {
  readonly key: string;
  private readonly options: AddressOptions;
  /** What was last read or written: a navigation that comes back to it asks for nothing. */
  private known: string | null = null;
  /** It was written over the viewer's entry of the history: the one beneath does not have it. */
  private owed = false;

  constructor(options: AddressOptions) {
    this.options = options;
    this.key = keyFor(options);
  }

  /** The search that the address names, if any. */
  read(): Query | null {
    if (!this.isOurs()) return null;
    this.known = readPair(location.hash, this.key) ?? recall(this.key);
    return this.known === null ? null : parseValue(this.known);
  }

  /** Names a search in the address; `null` takes the pair out. History entries and `history.state` stay as they are. */
  write(query: Query | null): void {
    if (!this.isOurs()) return;
    const value = query && formatValue(query);
    this.known = value;
    const { hash } = location;
    const inAddress =
      !this.isFramed() && hash.length <= LONGEST && replaceHash(writePair(hash, this.key, value));
    this.owed = inAddress && isViewerEntry();
    remember(this.key, inAddress ? null : value);
  }

  /** The address of this page with a search in it, for sharing; `null` where the page's address does not hold searches. */
  linkTo(query: Query): string | null {
    const value = formatValue(query);
    if (value === null || !this.isOurs() || this.isFramed()) return null;
    return withPair(location.href, this.key, value);
  }

  /** The query's one-time hand-off from 9Pic's own gallery, taken out of the address at once (behaviour.md F13). */
  takeQuery(): Query | null {
    const { href } = location;
    const url = new URL(href);
    const eventId = url.searchParams.get('eventId');
    if (eventId !== null && eventId !== this.options.eventId) return null;
    const requestId = url.searchParams.get('selfieRequestId') ?? '';
    const bib = url.searchParams.get('bibNumber');
    if (requestId === '' && bib === null) return null;
    // By hand, because `searchParams` would write all other parameters anew.
    const kept = url.search
      .slice(1)
      .split('&')
      // Names as `searchParams` reads them, `%52` and all.
      .filter((part) => ![...new URLSearchParams(part).keys()].some((name) => HANDED_ON.includes(name)));
    // What cannot be tidied can still be used.
    replaceAddress(
      (/^[^?#]*/.exec(href)?.[0] ?? '') + (kept.length > 0 ? `?${kept.join('&')}` : '') + url.hash,
    );
    if (isRequestId(requestId)) return { by: 'selfie', requestId };
    const normalized = normalizeBib(bib ?? '');
    return normalized === undefined ? null : { by: 'bib', bib: normalized };
  }

  /** @param listener told when the address names another search after a navigation within the page */
  watch(listener: (query: Query) => void, signal: AbortSignal): void {
    const onChange = () => {
      if (this.owed && !isViewerEntry()) {
        this.owed = false;
        replaceHash(writePair(location.hash, this.key, this.known));
      }
      // Absence is no command: an in-page link replaces the fragment and means nothing by it. Nor is the search that the
      // address named before: Back out of the viewer must not bring it over all photos.
      const value = this.isOurs() ? readPair(location.hash, this.key) : null;
      if (value === null || value === this.known) return;
      const query = this.read();
      if (query) listener(query);
    };
    globalThis.addEventListener('hashchange', onChange, { signal });
    globalThis.addEventListener('popstate', onChange, { signal });
  }

  /** A fragment that begins with `#/` or `#!` belongs to the host's router, unless a key was chosen for it. */
  private isOurs(): boolean {
    return this.options.enabled && (!!this.options.hashKey || !/^#[/!]/.test(location.hash));
  }

  private isFramed(): boolean {
    return globalThis.parent !== globalThis.self;
  }
}

/** A search's session, as far as its key in the address follows from it. */
interface Keyed extends Pick<AddressOptions, 'eventId' | 'group'> {
  readonly shared: { readonly pageKey?: string | null } | undefined;
}

/** The address of another page that is to show a search; the page's own fragment stays beside our pair. */
export function resultsAddress(page: string, { eventId, group, shared }: Keyed, query: Query): string {
  const key = keyFor({ eventId, group, hashKey: shared?.pageKey });
  return withPair(page, key, formatValue(query));
}
