/** Everything that the doctor looks at, in the order in which it is told. */
import { brokenPictures, examinePage, examinePictures, examinePolicy, examineSearches } from './page.js';
import { examineProxies } from './proxy.js';
import { examineScripts } from './scripts.js';
import { examineConsent, examineSettings } from './settings.js';
import { examineTags, TAGS, tagsIn } from './tags.js';
import { found, type Finding } from './words.js';

/** Milliseconds in which a script that is still on its way may arrive. */
const SETTLE = 3000;

/** Waits until the page is there, and its tags are awake or will not be. */
async function settled(): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  const names = new Set(tagsIn(document).map(({ localName }) => localName));
  const awake = [...names]
    .filter((name) => TAGS.includes(name))
    .map((name) => customElements.whenDefined(name));
  await Promise.race([Promise.all(awake), new Promise((resolve) => setTimeout(resolve, SETTLE))]);
}

/** What is used of a tag's state. */
interface Drawn {
  readonly state?: {
    readonly search: { readonly status: string };
    readonly shown: { readonly photos: { readonly count: number } } | null;
  } | null;
}

/** Whether pictures are still on their way to a tag. */
function isComing(tag: Element): boolean {
  const { state } = tag as Drawn;
  if (!state || tag.localName !== 'ninepic-gallery') return false;
  const tiles = [...(tag.shadowRoot?.querySelectorAll('[part~=tile]') ?? [])];
  if (tiles.length === 0) return state.search.status === 'searching' || (state.shown?.photos.count ?? 0) > 0;
  return tiles.some((tile) => tile.querySelector('img')?.complete === false);
}

/** Waits until pictures in sight have come, or will not. */
async function pictured(tags: readonly Element[]): Promise<void> {
  for (let waited = 0; waited < SETTLE && tags.some(isComing); waited += 100)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

const ORDER = { wrong: 0, mind: 1, good: 2 } as const;

/** @returns what was found, the gravest first; never rejects */
export async function examine(): Promise<Finding[]> {
  await settled();
  const findings: Finding[] = [];
  /** One part that fails must not hide the others. */
  const part = async (name: string, look: () => readonly Finding[] | Promise<readonly Finding[]>) => {
    try {
      findings.push(...(await look()));
    } catch {
      findings.push(found('mind', 'doctor.failed', { part: name }));
    }
  };
  const all = tagsIn(document);
  const tags = all.filter(({ localName }) => TAGS.includes(localName));
  let visits: ReturnType<typeof examineSettings>['visits'] = [];
  await part('tags', () => examineTags(all));
  await part('scripts', examineScripts);
  await part('settings', () => {
    const settings = examineSettings(tags);
    ({ visits } = settings);
    return settings.findings;
  });
  await part('consent', () => examineConsent(tags));
  await part('proxy', () => examineProxies(visits, tags));
  // What the proxy is told to be wrong with is not told once more by what came of it.
  const isExplained = findings.some(({ level, key }) => level === 'wrong' && /^(proxy|event)\./.test(key));
  const hosts = new Set(isExplained ? [] : visits.map(({ proxyUrl }) => new URL(proxyUrl).host));
  await pictured(tags);
  const broken = brokenPictures(tags);
  await part('policy', () => examinePolicy(hosts, broken > 0));
  await part('pictures', () => examinePictures(broken));
  if (!isExplained) await part('searches', () => examineSearches(tags));
  await part('page', () => examinePage(tags));
  const lines = new Set<string>();
  return findings
    .filter(({ text }) => !lines.has(text) && lines.add(text))
    .sort((a, b) => ORDER[a.level] - ORDER[b.level]);
}
