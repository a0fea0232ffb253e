/** The tags on the page as the doctor finds them, awake or not. */
import { VERSION } from '../api/version.js';
import { found, type Finding } from './words.js';

export const TAGS = ['ninepic-gallery', 'ninepic-bib-search', 'ninepic-selfie-search', 'ninepic-clip'];
const FALLBACKS: ReadonlySet<string> = new Set(['ninepic-gallery']);

/** What is used of a tag's class. */
interface TagClass {
  readonly ninepicVersion?: string;
  readonly observedAttributes?: readonly string[];
}

/** Every element whose name begins like ours, in open shadow roots too, but not what our own tags are made of. */
export function tagsIn(root: ParentNode): Element[] {
  const tags: Element[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (element.localName.startsWith('ninepic-')) tags.push(element);
    else if (element.shadowRoot) tags.push(...tagsIn(element.shadowRoot));
  }
  return tags;
}

/** `<ninepic-gallery>`, with its number where the page has several. */
export function nameOf(tag: Element, all: readonly Element[]): string {
  const same = all.filter(({ localName }) => localName === tag.localName);
  return `<${tag.localName}>${same.length > 1 ? ` no. ${same.indexOf(tag) + 1}` : ''}`;
}

const classOf = (name: string): TagClass | undefined => customElements.get(name) as TagClass | undefined;

function examineTag(tag: Element, all: readonly Element[]): Finding[] {
  const name = tag.localName;
  const called = nameOf(tag, all);
  if (!TAGS.includes(name)) return [found('wrong', 'tag.unknown', { name })];
  const findings: Finding[] = [];
  const outer = tag.parentElement?.closest(TAGS.join());
  if (outer)
    findings.push(
      found('wrong', 'tag.nested', { tag: called, outer: nameOf(outer, all), name: outer.localName }),
    );
  const made = classOf(name);
  if (!made) findings.push(found('wrong', 'tag.asleep', { tag: called }));
  else if (!made.ninepicVersion) findings.push(found('wrong', 'tag.foreign', { tag: called }));
  else findings.push(...misspelt(tag, called, made.observedAttributes ?? []), ...misvalued(tag, called));
  if (FALLBACKS.has(name) && !tag.querySelector('a[href]'))
    findings.push(found('mind', 'tag.bare', { tag: called }));
  return findings;
}

const plain = (name: string): string => name.replace(/[^a-z]/g, '');
/** What organisers write for it. */
const ALSO: Readonly<Record<string, string>> = {
  proxy: 'proxy-url',
  event: 'event-id',
  timezone: 'time-zone',
  privacy: 'privacy-href',
  privacyurl: 'privacy-href',
  results: 'results-href',
};

/**
 * Attributes that mean one of ours and are written otherwise.
 *
 * @param prefix of all of them, where they stand on something else than a tag
 */
export function misspelt(element: Element, called: string, known: readonly string[], prefix = ''): Finding[] {
  return [...element.attributes].flatMap(({ name }) => {
    const word = plain(name.replace(/^data-(ninepic-)?/, ''));
    const meant = known.find((one) => plain(one) === word) ?? ALSO[word];
    return meant && known.includes(meant) && name !== prefix + meant
      ? [found('wrong', 'setting.typo', { tag: called, given: name, meant: prefix + meant })]
      : [];
  });
}

/** What an attribute can say, where that is no free text; a tag passes over whatever else stands there. */
const VALUES = {
  layout: 'rows, grid',
  download: 'original, preview, none',
  preview: 'a number',
  'min-age': 'a number',
};

/** Attributes that say what no tag understands. An empty one is a field of a form that nobody filled in. */
const misvalued = (tag: Element, called: string): Finding[] =>
  Object.entries(VALUES).flatMap(([name, known]) => {
    const own = tag.getAttribute(name);
    return !own || known.split(', ').includes(/^\d+$/.test(own) ? 'a number' : own)
      ? []
      : [found('wrong', 'setting.value', { tag: called, name, own, known })];
  });

/** Which version made the tags; several on one page are one too many. */
function examineVersions(): Finding[] {
  const versions = TAGS.map((name) => classOf(name)?.ninepicVersion).filter((one) => one !== undefined);
  const distinct = [...new Set([...versions, VERSION])];
  if (distinct.length > 1) return [found('wrong', 'version.mixed', { versions: distinct.join(', ') })];
  return [found('good', 'version.fine', { version: VERSION })];
}

/** What is wrong with the tags themselves, before their settings. */
export function examineTags(all: readonly Element[]): Finding[] {
  if (all.length === 0) return [found('wrong', 'tag.none'), ...examineVersions()];
  return [...examineVersions(), ...all.flatMap((tag) => examineTag(tag, all))];
}
