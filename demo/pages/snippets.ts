/**
 * The texts that organisers paste. Each page in `demo/snippets` is the one source: what stands between its `paste` marks
 * is shown for copying, and the page itself runs with the very same text.
 */
import { readFileSync } from 'node:fs';

const folder = new URL('../snippets/', import.meta.url);

/** What an organiser puts in; the demo's own values let the pages run as they are. */
export interface Values {
  /** Where the script files are, with the version in the path; no slash at the end. */
  readonly files: string;
  readonly proxy: string;
  readonly event: string;
  readonly event2: string;
  /** IANA time zone of the race. */
  readonly zone: string;
  readonly privacy: string;
  /** The page with the gallery, where the search is on another one, and the other way round. */
  readonly results: string;
  readonly search: string;
  /** The page that a frame shows. */
  readonly frame: string;
  /** The event's gallery at 9Pic: the fallback. */
  readonly hosted: string;
}

export interface Release {
  readonly version: string;
  /** `integrity.json` of the build. */
  readonly integrity: Readonly<Record<string, string>>;
}

/** One text to copy, and where it goes. */
export interface Paste {
  readonly where: string;
  readonly text: string;
}

const MARKS =
  /^[ \t]*(?:<!--|\/\*) paste: (.+?) (?:-->|\*\/)\n([^]*?)^[ \t]*(?:<!--|\/\*) \/paste (?:-->|\*\/)\n/gm;

const source = (name: string): string => readFileSync(new URL(`${name}.html`, folder), 'utf8');

const marked = (html: string): Paste[] =>
  [...html.matchAll(MARKS)].map(([, where = '', text = '']) => ({ where, text }));

/** `{{files}}`, `{{sri:gallery.js}}`, `{{version}}`; a name that is not known is a mistake in a page of ours. */
export function fill(text: string, values: Values, { version, integrity }: Release): string {
  const known: Readonly<Record<string, string>> = { ...values, version };
  return text.replace(/\{\{(?:sri:)?([\w.-]+)\}\}/g, (whole, name: string) => {
    const value = whole.startsWith('{{sri:') ? integrity[name] : known[name];
    if (value === undefined) throw new Error(`There is no ${whole} for a snippet.`);
    return value;
  });
}

/** The texts of a page, as they are to be copied. */
export function pastes(name: string, values: Values, release: Release): Paste[] {
  return marked(source(name)).map(({ where, text }) => ({
    where,
    text: fill(text, values, release).trimEnd(),
  }));
}

/** The page itself; a module for a bundler is replaced by what the bundler made of it. */
export function page(name: string, values: Values, release: Release): string {
  const borrowed = source(name).replace(
    /^\{\{from:([\w-]+):(.+)\}\}$/gm,
    (whole, other: string, wanted: string) => {
      const found = marked(source(other)).find(({ where }) => where === wanted);
      if (!found) throw new Error(`${whole}: there is no such text.`);
      return found.text.trimEnd();
    },
  );
  const bundled = borrowed.replace(
    /<script type="module" data-bundle>[^]*?<\/script>/,
    `<script type="module" src="/snippets/${name}.js"></script>`,
  );
  return fill(bundled.replace(MARKS, '$2'), values, release);
}

/** The module that a page gives to its bundler; `undefined` where it has none. */
export function moduleOf(name: string): string | undefined {
  const [, code] = /<script type="module" data-bundle>([^]*?)<\/script>/.exec(source(name)) ?? [];
  return code;
}
