/**
 * Where a tag's settings come from: its own attribute, else the nearest ancestor's `data-ninepic-…` (looking through
 * shadow hosts), else the loader script's `data-…` (design.md 4.1).
 */
import { NinepicError } from '../api/errors.js';
import { isEventId, isWord } from '../api/grammar.js';
import { parseProxyUrl } from '../api/proxy-url.js';

/** Settings that tags of one session share; and the one that nobody may have. */
export type SettingName =
  'api-key' | 'proxy-url' | 'event-id' | 'group' | 'time-zone' | 'no-hash' | 'hash-key' | 'accept-query';

/**
 * The nearest ancestor with an attribute, looking out of shadow roots. By the prototypes' own methods: in a form, a field
 * named `parentElement` or `closest` poses as the form's property (behaviour.md T1.12.2).
 *
 * @param from the first that is looked at
 */
function holderOf(element: Element, attribute: string, from = element.parentElement): Element | null {
  const holder = from && Element.prototype.closest.call(from, `[${attribute}]`);
  const host = hostOf(element);
  return holder ?? (host && holderOf(host, attribute, host));
}

/** The element whose shadow root this one is in; no form can be one. */
export function hostOf(element: Element): HTMLElement | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? (root.host as HTMLElement) : null;
}

/**
 * Whether a switch is on: wherever it stands, without a value too, as editors write it. `false` is how Vue, Svelte, React 18 and
 * Wix write that it is off.
 */
export const isOn = (value: string | null): boolean => value !== null && value !== 'false';

/** What a tag itself says, as attribute or as property; a switch that is on, in any text but none. */
export type OwnSettings = Readonly<Partial<Record<SettingName, string | null | undefined>>>;

/**
 * @returns the setting's text, `''` for an attribute without a value, `null` where nobody set it
 */
export function readSetting(element: Element, name: SettingName, own: OwnSettings): string | null {
  // A form of a CMS leaves fields empty that nobody filled in.
  if (own[name]) return String(own[name]);
  const attribute = `data-ninepic-${name}`;
  const holder = holderOf(element, attribute);
  if (holder) return Element.prototype.getAttribute.call(holder, attribute);
  // A module script has no currentScript, and a named element on the host's page could pose as it (T1.12.2).
  const loader = Document.prototype.querySelector.call(element.ownerDocument, 'script[data-proxy-url]');
  return loader?.getAttribute(`data-${name}`) ?? null;
}

/** Which session a tag belongs to. */
export interface SessionSettings {
  /** Absolute. */
  readonly proxyUrl: string;
  readonly eventId: string;
  readonly group: string | null;
}

/**
 * @throws NinepicError `config` with a sentence that names the attribute and the fix
 */
export function readSessionSettings(element: Element, own: OwnSettings): SessionSettings {
  const refuse = (why: string) => new NinepicError('config', `<${element.localName}>: ${why}`);
  // Whoever puts the key into a page has published it; the value is not used and not repeated (T1.1.2).
  if (element.hasAttribute('api-key') || readSetting(element, 'api-key', own) !== null)
    throw refuse('remove api-key. The key belongs to the proxy.');
  const proxy = readSetting(element, 'proxy-url', own);
  if (!proxy) throw refuse('proxy-url is missing. Set it to the address of your proxy.');
  const eventId = readSetting(element, 'event-id', own)?.trim();
  if (!eventId) throw refuse("event-id is missing. Set it to the event's number in 9Pic.");
  if (!isEventId(eventId)) throw refuse("event-id must be the event's number in 9Pic.");
  const group = readSetting(element, 'group', own);
  if (group && !isWord(group)) throw refuse('group may have 32 letters, digits, - and _.');
  try {
    return { proxyUrl: parseProxyUrl(proxy, element.baseURI).href, eventId, group: group || null };
  } catch (error) {
    throw refuse((error as Error).message);
  }
}
