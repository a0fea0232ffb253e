/**
 * Writes the parts of README.md that follow from the sources, between `<!-- generated: name -->` and `<!-- /generated -->`:
 * `npm run docs`. With `--check` it writes nothing and fails where the README is behind; a release does that.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { errorCodes, NinepicError, type ErrorCode } from '../src/api/errors.js';
import { pastes } from '../demo/pages/snippets.js';
import { routes, type Route } from '../src/api/routes.js';
import { english } from '../src/i18n/messages.js';
import { tagFiles, tagName, version } from './build/tags.js';
import { eventTable } from './event-table.js';
import { sizeTable } from './size-table.js';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

interface Described {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
  readonly inheritedFrom?: unknown;
}
interface Declaration {
  readonly name: string;
  readonly tagName?: string;
  readonly description?: string;
  readonly attributes?: readonly Described[];
  readonly events?: readonly Described[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
}

/** What a developer does about each failure; the visitor's sentence comes from `i18n/messages.ts`. */
const remedies: Readonly<Record<ErrorCode, string>> = {
  config: 'The console names the attribute that is missing or wrong.',
  offline: 'The proxy could not be reached: no network, wrong address, or no CORS for this site.',
  blocked: "The page's Content-Security-Policy forbids the proxy: add it to `connect-src`.",
  timeout: 'The proxy or 9Pic took too long.',
  'rate-limited': 'A budget of the proxy or of 9Pic is used up; see `NINEPIC_LIMITS`.',
  'feature-off': 'Switched off in 9Pic for this event, or by `NINEPIC_ROUTES_OFF`.',
  forbidden: "This site is not among the proxy's `NINEPIC_ORIGINS`, or 9Pic refused the key.",
  'not-found': 'The proxy does not serve this event: see `event-id` and `NINEPIC_EVENT_IDS`.',
  'request-unknown': 'The search that the address names has expired at 9Pic.',
  'bad-input': 'Nothing to fix: the visitor typed something that cannot be a race number.',
  'bad-image': 'Nothing to fix: the picture has no face, or cannot be read.',
  'too-large': 'The picture is larger than the proxy or 9Pic takes.',
  unconfirmed:
    'The answer to a selfie search was lost; the same search goes on, and is not paid twice. Where 9Pic makes the ids, trying again may be a new search: then `cause` is `request-unknown`.',
  'clip-failed': '9Pic could not make the clip.',
  upstream: '9Pic answered with a failure of its own; see the log of the proxy.',
  'bad-response': 'The answer was no JSON that 9Pic documents; is it really the proxy that answers?',
};

const cell = (text = ''): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
const code = (text: string): string => (text === '' ? '(default)' : `\`${text}\``);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Defaults that say no more than that nothing was set. */
const UNSET: ReadonlySet<string | undefined> = new Set([undefined, 'null', '{}', "''", 'false', '0']);

/** What may be written where only a few words may. */
const wordsOf = (type = ''): string =>
  /^'[^|]+'(?: \| '[^|]+')+$/.test(type)
    ? type
        .split(' | ')
        .map((word) => code(word.slice(1, -1)))
        .join(', ')
    : '';

/** One list of a tag, without what all tags have. */
function list(title: string, items: readonly Described[] = [], isBase = false): string[] {
  const own = isBase ? items : items.filter(({ inheritedFrom }) => !inheritedFrom);
  if (own.length === 0) return [];
  const rows = own.map(({ name, description, type, default: value }) => {
    const words = wordsOf(type?.text);
    const isSet = !UNSET.has(value);
    return [
      code(name),
      [description, words && `One of ${words}.`, isSet && `Default: \`${value?.replaceAll("'", '')}\`.`]
        .filter(Boolean)
        .join(' '),
    ];
  });
  return ['', table([title, ''], rows)];
}

function describeTag(declaration: Declaration, isBase = false): string {
  const { attributes, events, slots, cssParts, cssProperties, description = '' } = declaration;
  return [
    `### ${isBase ? 'All tags' : `\`<${declaration.tagName}>\``}`,
    '',
    cell(description),
    ...list('attribute', attributes, isBase),
    ...list('event', events, isBase),
    ...list('slot', slots, isBase),
    ...list('part', cssParts, isBase),
    ...list('custom property', cssProperties, isBase),
  ].join('\n');
}

function tags(): string {
  const { modules } = JSON.parse(read('dist/custom-elements.json')) as {
    modules: { declarations?: Declaration[] }[];
  };
  const declarations = modules.flatMap((module) => module.declarations ?? []);
  const find = (isIt: (one: Declaration) => boolean): Declaration => {
    const found = declarations.find(isIt);
    if (!found) throw new Error('The manifest lacks a tag; run `npm run build` first.');
    return found;
  };
  const base = describeTag(
    find(({ name }) => name === 'NinepicElement'),
    true,
  );
  const each = tagFiles.map((file) => describeTag(find((one) => one.tagName === tagName(file))));
  return [base, ...each].join('\n\n');
}

function errors(): string {
  const rows = errorCodes.map((name) => [
    code(name),
    english[`error.${name}`],
    remedies[name],
    new NinepicError(name, '').retryable ? 'yes' : '',
  ]);
  return table(['code', 'the visitor reads', 'what it means for you', 'can be tried again'], rows);
}

function events(): string {
  const [head = [], ...rows] = eventTable();
  return table(head, rows);
}

/** What a proxy of somebody else's has to answer. */
function contract(): string {
  const rows = (Object.values(routes) as Route[]).map(
    ({ method, path, query, maxPageSize, body, feature, billable }) => [
      code(`${method} ${path}`),
      query.map((name) => (name === 'page_size' ? `${code(name)} to ${maxPageSize}` : code(name))).join(', '),
      body ?? '',
      feature ? code(feature) : '',
      billable ? 'yes' : '',
    ],
  );
  return table(['call', 'query', 'body', 'switch', 'is billed'], rows);
}

/** The same texts as the demo's page of snippets shows. */
function snippet(): string {
  const values = {
    files: `/ninepic-elements/${version}`,
    proxy: '/ninepic',
    event: '456',
    event2: '789',
    zone: 'Asia/Kolkata',
    privacy: '/privacy',
    results: '/photos',
    search: '/find',
    frame: 'https://photos.race.example/',
    hosted: 'https://race.example/photos',
  };
  const integrity = JSON.parse(read('dist/cdn/integrity.json')) as Record<string, string>;
  const texts = pastes('script-tag', values, { version, integrity }).map(({ text }) => text);
  return `\`\`\`html\n${texts.join('\n\n')}\n\`\`\``;
}

const sections: Readonly<Record<string, () => string>> = { snippet, contract, tags, events, errors };
/** What is generated, each in one place of the README. */
export const generated: readonly string[] = [...Object.keys(sections), 'sizes'];

/**
 * @param sizes the table of sizes, which takes builds; without it that stays as it is (`npm run sizes` holds it)
 * @returns the README as it has to be
 */
export function render(readme: string, sizes?: string): string {
  return readme.replace(
    /(<!-- generated: (\w+) -->\n)[^]*?(<!-- \/generated -->)/g,
    (whole, start: string, name: string, end: string) => {
      const text = name === 'sizes' ? sizes : (sections[name]?.() ?? '');
      return text === undefined ? whole : `${start}\n${text}\n\n${end}`;
    },
  );
}

if (process.argv[1]?.endsWith('docs.ts')) {
  const before = read('README.md');
  const isCheck = process.argv.includes('--check');
  const { weights } = isCheck ? {} : await import('../test/bench/sizes.js');
  const now = render(before, weights && sizeTable(await weights()));
  if (!isCheck) writeFileSync(new URL('README.md', root), now);
  else if (now !== before) {
    console.error('README.md is behind the sources; run `npm run docs`.');
    process.exitCode = 1;
  }
}
