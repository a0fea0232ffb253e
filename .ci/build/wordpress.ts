/**
 * Packs the WordPress plugin as `dist/wordpress/ninepic.zip`, and writes the rules that it shares with the TypeScript proxy
 * as `dist/proxy/rules.json`. Runs last in a build: it takes the scripts and the manifest from `dist`.
 */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, strToU8, zipSync, type Zippable } from 'fflate';
import { rules } from '../../src/proxy/rules.js';
import { version } from './tags.js';
import { type Tag, wordpressTags } from './wordpress-tags.js';
import { DOMAIN, template, type Text, textsOfPhp, textsOfScript } from './wordpress-texts.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = join(root, 'src/proxy/wordpress');
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Of a folder, with forward slashes, sorted so that two builds give the same bytes. */
function filesOf(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}

/** What the block editor calls the tags; names and descriptions of the manifest are for those who write markup. */
const faces: Readonly<Record<string, { title: string; icon: string; description: string }>> = {
  'ninepic-bib-search': {
    title: '9Pic bib search',
    icon: 'search',
    description: 'A field for the race number. The gallery of the page shows what was found.',
  },
  'ninepic-clip': {
    title: '9Pic video clips',
    icon: 'video-alt3',
    description: 'Short videos of a runner, from the selfie of the selfie search.',
  },
  'ninepic-gallery': {
    title: '9Pic photo gallery',
    icon: 'format-gallery',
    description: 'All photos of the event, or those that a search of the page found.',
  },
  'ninepic-selfie-search': {
    title: '9Pic selfie search',
    icon: 'camera',
    description: 'Finds the photos of a runner by a selfie. Asks for consent first; needs a privacy page.',
  },
};

const blockType = { boolean: 'boolean', number: 'number', choice: 'string', url: 'string', text: 'string' };

/** `block.json` of one tag, in the form of WordPress 6.0. */
const block = ({ tag, block: name, description, attributes }: Tag) => ({
  $schema: 'https://schemas.wp.org/trunk/block.json',
  apiVersion: 2,
  name,
  category: 'embed',
  ...(faces[tag] ?? { title: tag, icon: 'camera', description }),
  keywords: ['9pic', 'race', 'photos'],
  textdomain: DOMAIN,
  attributes: Object.fromEntries(attributes.map(({ name: key, type }) => [key, { type: blockType[type] }])),
  supports: { html: false, align: ['wide', 'full'] },
  editorScript: 'ninepic-editor',
});

/** What a translator of the plugin gets to see; blocks and header are translated by WordPress itself, in contexts of its own. */
function texts(files: ReadonlyMap<string, Uint8Array>, tags: readonly Tag[]): Text[] {
  const found: Text[] = [];
  for (const [name, bytes] of files) {
    const code = strFromU8(bytes);
    if (name.endsWith('.php')) found.push(...textsOfPhp(code, name));
    if (name === 'blocks/editor.js') found.push(...textsOfScript(code, name));
    if (name !== 'ninepic.php') continue;
    for (const [, text = ''] of code.matchAll(/^ \* (?:Plugin Name|Description): (.+)$/gm))
      found.push({ text, at: name, comment: 'What the list of plugins says of this one' });
  }
  for (const tag of tags) {
    const { title, description, keywords } = block(tag);
    const at = `blocks/${tag.block.split('/')[1]}/block.json`;
    found.push({ text: title, at, context: 'block title' });
    found.push({ text: description, at, context: 'block description' });
    found.push(...keywords.map((text) => ({ text, at, context: 'block keyword' })));
    // The editor asks for these by name; translations of a script are looked up by its file.
    for (const attribute of tag.attributes) {
      found.push({ text: labelOf(attribute.name), at: 'blocks/editor.js' });
      if (attribute.description) found.push({ text: attribute.description, at: 'blocks/editor.js' });
    }
  }
  return found;
}

/** `search-only` as a person reads it; as in `blocks/editor.js`. */
const labelOf = (name: string): string =>
  name.replace(/-/g, ' ').replace(/^./, (first) => first.toUpperCase());

/** Every file of the plugin, by its path below the plugin's folder. */
function pluginFiles(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const name of filesOf(source)) {
    const bytes = readFileSync(join(source, name));
    const isText = /\.(php|txt|js|css)$/.test(name);
    files.set(name, isText ? strToU8(bytes.toString('utf8').replaceAll('{version}', version)) : bytes);
  }
  const tags = wordpressTags();
  files.set('rules.json', strToU8(json(rules())));
  files.set('tags.json', strToU8(json(tags)));
  for (const tag of tags)
    files.set(`blocks/${tag.block.split('/')[1]}/block.json`, strToU8(json(block(tag))));
  files.set(`languages/${DOMAIN}.pot`, strToU8(template(texts(files, tags), version)));
  // The version stands in the path, so that a lazy file of one version is never loaded by a page of another.
  for (const name of filesOf(join(root, 'dist/cdn')).filter((one) => /\.(js|txt)$/.test(one)))
    files.set(posix.join('assets', version, name), readFileSync(join(root, 'dist/cdn', name)));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // The archive has a local time of day without a zone: the same numbers wherever it is built.
  const mtime = new Date(2026, 0, 1);
  const entries: Zippable = {};
  for (const [name, bytes] of pluginFiles()) entries[`ninepic/${name}`] = bytes;
  mkdirSync(join(root, 'dist/wordpress'), { recursive: true });
  writeFileSync(join(root, 'dist/wordpress/ninepic.zip'), zipSync(entries, { level: 9, mtime }));
  writeFileSync(join(root, 'dist/proxy/rules.json'), json(rules()));
}
