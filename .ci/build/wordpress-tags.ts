/**
 * What an organiser can write on each tag in WordPress: the attributes of the manifest, which come from the elements
 * themselves, so that shortcodes and blocks cannot drift from them.
 */
import { readFileSync } from 'node:fs';
import { tagFiles, tagName } from './tags.js';

const manifestFile = new URL('../../dist/custom-elements.json', import.meta.url);

interface Described {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
}
interface Declaration {
  readonly tagName?: string;
  readonly description?: string;
  readonly attributes?: readonly Described[];
}

/** One attribute: `type` decides what the block editor offers, and how a shortcode's text is checked. */
export interface TagAttribute {
  readonly name: string;
  readonly type: 'boolean' | 'number' | 'choice' | 'url' | 'text';
  readonly choices?: readonly string[];
  readonly description: string;
}

export interface Tag {
  /** `ninepic-gallery`. */
  readonly tag: string;
  /** `ninepic_gallery`. */
  readonly shortcode: string;
  /** `ninepic/gallery`. */
  readonly block: string;
  readonly description: string;
  readonly attributes: readonly TagAttribute[];
}

/** The proxy is always the site's own (behaviour.md T1.19.7). */
const OWN = new Set(['proxy-url']);

function attribute({ name, description = '', type }: Described): TagAttribute {
  const text = type?.text ?? 'string';
  const choices = [...text.matchAll(/'([^']+)'/g)].map(([, choice = '']) => choice);
  const kind = /\bboolean\b/.test(text)
    ? 'boolean'
    : /\bnumber\b/.test(text)
      ? 'number'
      : name.endsWith('-href')
        ? 'url'
        : 'text';
  return choices.length > 0
    ? { name, type: 'choice', choices, description }
    : { name, type: kind, description };
}

/** Every tag of the package, sorted by name; needs the manifest of a build. */
export function wordpressTags(): readonly Tag[] {
  const { modules } = JSON.parse(readFileSync(manifestFile, 'utf8')) as {
    modules: { declarations?: Declaration[] }[];
  };
  const declarations = modules.flatMap((module) => module.declarations ?? []);
  return tagFiles.map((file) => {
    const found = declarations.find((one) => one.tagName === tagName(file));
    if (!found) throw new Error(`The manifest lacks ${tagName(file)}.`);
    return {
      tag: tagName(file),
      shortcode: tagName(file).replaceAll('-', '_'),
      block: `ninepic/${file}`,
      description: found.description ?? '',
      attributes: (found.attributes ?? []).filter(({ name }) => !OWN.has(name)).map(attribute),
    };
  });
}
