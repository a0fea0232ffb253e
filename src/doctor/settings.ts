/** What the organiser set, and forgot to set. */
import { isLoopback, safeHref } from '../api/safe-url.js';
import { isNinepicError } from '../api/errors.js';
import { languages, nameOf as languageName } from '../i18n/languages.js';
import {
  isOn,
  readSessionSettings,
  readSetting,
  type SessionSettings,
  type SettingName,
} from '../state/page-config.js';
import { nameOf } from './tags.js';
import { found, words, type Finding } from './words.js';

/** Tags that search and show together. */
export interface Visit extends SessionSettings {
  /** In document order. */
  readonly tags: readonly Element[];
}

export const SETTINGS: readonly SettingName[] = [
  'proxy-url',
  'event-id',
  'group',
  'time-zone',
  'no-hash',
  'hash-key',
  'accept-query',
];

/** What is on or off is so whatever text says it. */
const meant = (name: SettingName, text: string | null): string | null => {
  if (name !== 'no-hash' && name !== 'accept-query') return text;
  return isOn(text) ? 'on' : null;
};
/** As the tag itself says it; what frameworks set as properties is reflected. */
const ownOf = (tag: Element) =>
  Object.fromEntries(SETTINGS.map((name) => [name, meant(name, tag.getAttribute(name))]));
const setting = (tag: Element, name: SettingName): string | null =>
  meant(name, readSetting(tag, name, ownOf(tag)));

export interface Settings {
  readonly visits: readonly Visit[];
  readonly findings: readonly Finding[];
}

/** @param tags those that are ours by name */
export function examineSettings(tags: readonly Element[]): Settings {
  const findings: Finding[] = [];
  const visits = new Map<string, Visit & { tags: Element[] }>();
  for (const tag of tags) {
    // A session that the page's code gave needs no settings.
    if ((tag as { givenSession?: unknown }).givenSession) continue;
    try {
      const read = readSessionSettings(tag, ownOf(tag));
      const key = JSON.stringify([read.proxyUrl, read.eventId, read.group]);
      const visit = visits.get(key);
      if (visit) visit.tags.push(tag);
      else visits.set(key, { ...read, tags: [tag] });
    } catch (error) {
      if (!isNinepicError(error)) throw error;
      findings.push(found('wrong', 'setting.broken', { sentence: error.message }));
    }
    findings.push(...examineResults(tag, tags));
  }
  findings.push(...examineKeys());
  const list = [...visits.values()];
  for (const proxy of new Set(list.map(({ proxyUrl }) => proxyUrl))) findings.push(...examineAddress(proxy));
  for (const visit of list) findings.push(...examineShared(visit, tags), ...examineZone(visit));
  return { visits: list, findings: [...findings, ...examineApart(list, tags)] };
}

function examineResults(tag: Element, all: readonly Element[]): Finding[] {
  const href = tag.getAttribute('results-href');
  return href && !safeHref(href, document.baseURI)
    ? [found('wrong', 'setting.results', { tag: nameOf(tag, all) })]
    : [];
}

function examineAddress(proxy: string): Finding[] {
  const { hostname, protocol } = new URL(proxy);
  if (isLoopback(hostname))
    return isLoopback(location.hostname) ? [] : [found('wrong', 'setting.local', { proxy })];
  return location.protocol === 'https:' && protocol === 'http:'
    ? [found('wrong', 'setting.mixed', { proxy })]
    : [];
}

/** Where somebody wrote the key into the page: on a tag, on what is around it, or on the script. Never what it is. */
function examineKeys(): Finding[] {
  const holders = [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes]
      // Others have keys of their own, which are meant to be seen.
      .filter(({ name }) => /^(data-)?(ninepic-)?api-?key$/.test(name) && isOurs(element, name))
      .map(({ name }) => `${name} on <${element.localName}>`),
  );
  return [...new Set(holders)].map((where) => found('wrong', 'setting.key', { where }));
}

const isOurs = ({ localName, attributes }: Element, name: string): boolean =>
  localName.startsWith('ninepic-') ||
  name.includes('ninepic') ||
  [...attributes].some((one) => /^data-(ninepic-)?proxy-url$/.test(one.name));

/** The first tag of a search decides for all (design.md 4.1). */
function examineShared({ tags }: Visit, all: readonly Element[]): Finding[] {
  const [first, ...others] = tags;
  if (!first) return [];
  const shared = ['time-zone', 'no-hash', 'hash-key', 'accept-query'] as const;
  return others.flatMap((tag) =>
    shared.flatMap((name) => {
      const [own, decides] = [setting(tag, name), setting(first, name)];
      if (own === null || own === decides) return [];
      const said = decides === null ? words['setting.nothing'].text : `"${decides}"`;
      return [found('wrong', 'setting.differs', { tag: nameOf(tag, all), name, own, first: said })];
    }),
  );
}

function examineZone({ tags }: Visit): Finding[] {
  const [first] = tags;
  if (!first || !tags.some(({ localName }) => localName === 'ninepic-gallery')) return [];
  const zone = setting(first, 'time-zone');
  // That another tag has one is said already, and is the better hint.
  if (!zone) return tags.some((tag) => setting(tag, 'time-zone')) ? [] : [found('mind', 'zone.missing')];
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /\/|^(utc|gmt)$/i.test(zone) ? [] : [found('mind', 'zone.short', { zone })];
  } catch {
    return [found('wrong', 'zone.unknown', { zone })];
  }
}

/** A search whose photos no gallery shows, beside a gallery that nobody searches. */
function examineApart(visits: readonly Visit[], all: readonly Element[]): Finding[] {
  const galleryOf = ({ tags }: Visit) => tags.find(({ localName }) => localName === 'ninepic-gallery');
  const searchOf = ({ tags }: Visit) => tags.find(({ localName }) => localName.endsWith('-search'));
  const lonelySearch = visits.find((visit) => searchOf(visit) && !galleryOf(visit));
  const lonelyGallery = visits.find((visit) => galleryOf(visit) && !searchOf(visit));
  const [search, gallery] = [
    lonelySearch && searchOf(lonelySearch),
    lonelyGallery && galleryOf(lonelyGallery),
  ];
  if (!search || !gallery || search.hasAttribute('results-href')) return [];
  const what = (['proxyUrl', 'eventId', 'group'] as const)
    .filter((name) => lonelySearch?.[name] !== lonelyGallery?.[name])
    .map((name) => `${lonelySearch?.[name] ?? '–'} / ${lonelyGallery?.[name] ?? '–'}`);
  return [
    found('mind', 'setting.apart', {
      search: nameOf(search, all),
      gallery: nameOf(gallery, all),
      what: what.join(', '),
    }),
  ];
}

/** What visitors are told before they give a selfie (behaviour.md T1.20). */
export function examineConsent(tags: readonly Element[]): Finding[] {
  return tags
    .filter(({ localName }) => localName === 'ninepic-selfie-search')
    .flatMap((element) => {
      const tag = nameOf(element, tags);
      const findings: Finding[] = [];
      const privacy = element.getAttribute('privacy-href')?.trim();
      if (!privacy) findings.push(found('wrong', 'consent.privacy', { tag }));
      else if (!safeHref(privacy, document.baseURI))
        findings.push(found('wrong', 'consent.privacy.broken', { tag }));
      if (element.querySelector('[slot=consent]'))
        return [...findings, found('good', 'consent.own', { tag })];
      findings.push(...examineTranslation(element, tag));
      const open = [
        ['controller', 'who is responsible'],
        ['retention', 'how long the selfie is kept'],
        ['contact-href', 'where to ask for deletion'],
      ].filter(([name = '']) => !element.getAttribute(name)?.trim());
      if (open.length > 0)
        findings.push(
          found('mind', 'consent.thin', {
            missing: open.map(([, text]) => text).join(', '),
            attributes: open.map(([name]) => name).join(', '),
          }),
        );
      return findings;
    });
}

/** The language that a page names around a tag, looking out of shadow roots. */
function languageAround(element: Element): string {
  for (let at: Element | null = element; at;) {
    const holder = at.closest('[lang]:not([lang=""])');
    if (holder) return languageName(holder.getAttribute('lang') ?? '');
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}

/** Our translations of legal text are nobody's advice; a page that gives that text itself has read it. */
function examineTranslation(element: Element, tag: string): Finding[] {
  const lang = languageAround(element);
  const { messages } = element as { messages?: Readonly<Record<string, unknown>> | null };
  const isOwn = messages && ['consent.purpose', 'consent.agree'].every((key) => messages[key]);
  if (isOwn || !languages.some((known) => known === lang)) return [];
  return [found('mind', 'consent.unreviewed', { tag, lang })];
}
