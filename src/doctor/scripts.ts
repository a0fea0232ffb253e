/** How the scripts are loaded, and what they say. */
import { SETTINGS } from './settings.js';
import { misspelt } from './tags.js';
import { found, words, type Finding } from './words.js';

const ALL = /^ninepic(\.iife)?\.js$/;
const ONE = /^(gallery|bib-search|selfie-search|clip)\.js$/;
/** Types under which browsers run a script. */
const RUNS = ['', 'module', 'text/javascript', 'application/javascript'];

interface Loaded {
  readonly element: HTMLScriptElement;
  readonly url: URL;
  /** The file, with the folder that it is in. */
  readonly file: string;
  readonly name: string;
}

function loaded(): Loaded[] {
  return [...document.querySelectorAll<HTMLScriptElement>('script[src]')].flatMap((element) => {
    if (!URL.canParse(element.src)) return [];
    const url = new URL(element.src);
    const [folder = '', name = ''] = url.pathname.split('/').slice(-2);
    const isOurs = ALL.test(name) || (ONE.test(name) && url.pathname.includes('ninepic'));
    return isOurs ? [{ element, url, file: `${folder}/${name}`, name }] : [];
  });
}

function examine({ element, url, file, name }: Loaded): Finding[] {
  const findings: Finding[] = [];
  const { type, integrity } = element;
  if (!RUNS.includes(type)) findings.push(found('mind', 'script.held', { file, type }));
  else if (name === 'ninepic.js' && type !== 'module')
    findings.push(found('wrong', 'script.classic', { file }));
  if (!integrity && url.origin !== location.origin)
    findings.push(found('mind', 'script.unchecked', { file }));
  if (integrity && url.search) findings.push(found('mind', 'script.query', { file, query: url.search }));
  return findings;
}

/** Of several scripts one is read for settings: the first that names a proxy (design.md 4.1). */
function ignored({ element, file }: Loaded): Finding[] {
  const first = document.querySelector('script[data-proxy-url]');
  return SETTINGS.map((setting) => `data-${setting}`).flatMap((name) => {
    const [own, counts] = [element.getAttribute(name), first?.getAttribute(name) ?? null];
    if (own === null || own === counts) return [];
    const said = counts === null ? words['setting.nothing'].text : `"${counts}"`;
    return [found('wrong', 'script.ignored', { file, name, own, first: said })];
  });
}

export function examineScripts(): Finding[] {
  const scripts = loaded();
  const findings = scripts.flatMap((script) => [
    ...examine(script),
    ...misspelt(script.element, script.file, SETTINGS, 'data-'),
    ...ignored(script),
  ]);
  const all = scripts.filter(({ name }) => ALL.test(name));
  const ones = scripts.filter(({ name }) => ONE.test(name)).map(({ file }) => file);
  const twice = all.length > 1 || (all.length > 0 && ones.length > 0) || new Set(ones).size < ones.length;
  if (twice) {
    const files = scripts.map(({ url }) => url.pathname).join(', ');
    findings.push(found('mind', 'script.twice', { files }));
    const versions = new Set(scripts.map(({ url }) => /\d+\.\d+\.\d+[\w.-]*/.exec(url.pathname)?.[0] ?? ''));
    if (versions.size > 1)
      findings.push(found('wrong', 'version.mixed', { versions: [...versions].filter(Boolean).join(', ') }));
  }
  return findings;
}
