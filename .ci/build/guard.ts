/**
 * Puts a chunk into a function that does nothing where its tags are taken already, and that catches what Lit throws
 * while it loads.
 *
 * Both have to stand around the code, not in it: modules are evaluated from the leaves up, so by the time that code of
 * ours runs, Lit has run. And Lit throws at load time where Trusted Types refuse its policy: because the page does not
 * allow `lit-html`, or because another Lit made that policy first (behaviour.md F5, F6, T1.10.2).
 */
import type { Plugin } from 'vite';

interface GuardOptions {
  /** Tags that the file registers. */
  readonly tags: readonly string[];
  readonly version: string;
  /**
   * Whether lazy chunks import from the file, which keeps it a module; without, it is valid as module and as classic
   * script.
   */
  readonly exports: boolean;
}

/** Where a module keeps what its lazy files import, for a second evaluation of the same file. */
const kept = (version: string): string => `globalThis[Symbol.for('ninepic.module.${version}')]`;

/**
 * Runs in the page. An older browser, a second copy of the same version: silence. Another version: one line.
 *
 * A lazy file asks for `./ninepic.js`, which is another module where the page asked for `ninepic.js?ver=1` (WordPress
 * does): that one hands on what the first has.
 */
const prologue = (tags: readonly string[], version: string, names: readonly string[]): string => `
  if (typeof customElements === 'undefined') return;
  ${names.length > 0 ? `if (${kept(version)}) { [${names.join(', ')}] = ${kept(version)}; return; }` : ''}
  const taken = ${JSON.stringify(tags)}.map((tag) => customElements.get(tag));
  if (taken.every(Boolean)) {
    const other = taken.find((element) => element.ninepicVersion !== '${version}');
    if (other) console.warn('ninepic-elements ${version} is not used: the page has ' + (other.ninepicVersion ?? 'other tags of these names') + ' already.');
    return;
  }
  try {
`;
const epilogue = (version: string): string => `
  } catch (error) {
    console.warn('ninepic-elements ${version} cannot start. Under Trusted Types the page has to allow: trusted-types lit-html \\'allow-duplicates\\'.', error);
  }
`;

/** One name that a chunk exports, and the variable behind it. */
interface Exported {
  readonly local: string;
  readonly name: string;
}

/** Parts a chunk into its code and what it exports; chunks have one list of exports, at their end. */
export function splitExports(code: string): { body: string; exported: Exported[] } {
  const found = /export\s*\{([^}]*)\};?\s*$/.exec(code);
  if (!found) return { body: code, exported: [] };
  const exported = (found[1] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      const [local = '', name = local] = entry.split(/\s+as\s+/);
      return { local, name };
    });
  return { body: code.slice(0, found.index), exported };
}

/** Wraps entry chunks; lazy ones are only ever loaded by an entry that runs. */
export function guard({ tags, version, exports }: GuardOptions): Plugin {
  return {
    name: 'ninepic-guard',
    renderChunk(code, chunk) {
      if (!chunk.isEntry) return null;
      if (chunk.imports.length > 0)
        throw new Error(
          `${chunk.fileName} imports ${chunk.imports.join(', ')} statically; it has to be one file.`,
        );
      const { body, exported } = splitExports(code);
      const shared = exports ? exported : [];
      const names = shared.map((_, index) => `exported${index}`);
      const assign = shared.map(({ local }, index) => `${names[index]} = ${local};`);
      if (names.length > 0) assign.push(`${kept(version)} = [${names.join(', ')}];`);
      return [
        names.length > 0 ? `let ${names.join(', ')};` : '',
        `(() => { 'use strict'; ${prologue(tags, version, names)}`,
        body,
        assign.join('\n'),
        `${epilogue(version)} })();`,
        names.length > 0
          ? `export { ${shared.map(({ name }, index) => `${names[index]} as ${name}`).join(', ')} };`
          : '',
      ].join('\n');
    },
  };
}
