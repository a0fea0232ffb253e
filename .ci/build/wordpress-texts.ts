/**
 * The texts of the WordPress plugin as a translator's template, `languages/ninepic.pot`: those of its PHP, of its script for
 * the block editor, of its header and its blocks. A text that cannot be translated ends the build.
 */
import { Engine } from 'php-parser';
import ts from 'typescript';

/** The name under which WordPress finds the translations. */
export const DOMAIN = 'ninepic';

/** One text, and where it stands. */
export interface Text {
  readonly text: string;
  /** File below the plugin's folder, with the line where there is one. */
  readonly at: string;
  /** Tells apart two texts that are the same in English. */
  readonly context?: string;
  /** What a translator has to know. */
  readonly comment?: string;
}

/** Functions of WordPress that translate one text; the domain is their last argument. */
const TRANSLATORS = /^(?:__|_e|esc_(?:html|attr)(?:__|_e))$/;
/** Functions for which this reader would have to learn more. */
const OTHERS = /^(?:_[xn]x?|_ex|_nx?_noop|esc_(?:html|attr)_x)$/;
const COMMENT = /\/\* translators: (.+?) \*\//;

class Untranslatable extends Error {}

/** The text of one call, whose arguments have been read; `undefined` stands for what is no plain text. */
function textOf(name: string, args: readonly (string | undefined)[], at: string): string {
  const [text, domain] = args;
  if (args.length !== 2 || text === undefined || domain !== DOMAIN)
    throw new Untranslatable(`${at}: ${name}() needs a plain text and the domain '${DOMAIN}'`);
  return text;
}

/** What a comment in the lines above says; placeholders need one. */
function commentOf(lines: readonly string[], line: number, text: string, at: string): { comment?: string } {
  const above = lines.slice(Math.max(0, line - 6), line).reverse();
  const comment = above.map((one) => COMMENT.exec(one)?.[1]).find((one) => one !== undefined);
  if (/%(?:\d\$)?[sd]/.test(text) && comment === undefined)
    throw new Untranslatable(`${at}: a translator has to be told what stands for the placeholder`);
  return /%(?:\d\$)?[sd]/.test(text) && comment !== undefined ? { comment } : {};
}

interface PhpNode {
  readonly kind?: string;
  readonly name?: string;
  readonly what?: PhpNode;
  readonly arguments?: readonly PhpNode[];
  readonly value?: unknown;
  readonly loc?: { readonly start: { readonly line: number } };
}

/** @param file path below the plugin's folder */
export function textsOfPhp(code: string, file: string): Text[] {
  const engine = new Engine({ parser: { version: '7.4' }, ast: { withPositions: true } });
  const lines = code.split('\n');
  const texts: Text[] = [];
  const seen = new WeakSet<object>();
  const visit = (node: unknown): void => {
    // A node can be reached in several ways.
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    const { kind, what, arguments: args = [], loc } = node as PhpNode;
    const name = typeof what?.name === 'string' ? what.name : '';
    if (kind === 'call' && OTHERS.test(name)) throw new Untranslatable(`${file}: ${name}() is not read yet`);
    if (kind === 'call' && TRANSLATORS.test(name)) {
      const line = loc?.start.line ?? 0;
      const at = `${file}:${line}`;
      const plain = args.map((one) => (one.kind === 'string' ? String(one.value) : undefined));
      const text = textOf(name, plain, at);
      texts.push({ text, at, ...commentOf(lines, line, text, at) });
    }
    Object.values(node).forEach(visit);
  };
  visit(engine.parseCode(code, file));
  return texts;
}

/** @param file path below the plugin's folder */
export function textsOfScript(code: string, file: string): Text[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const texts: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === '__') {
      const at = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      // What a tag takes comes from the server, and is gathered from there.
      if (!node.arguments.some(ts.isIdentifier)) {
        const plain = node.arguments.map((one) => (ts.isStringLiteral(one) ? one.text : undefined));
        texts.push({ text: textOf('__', plain, at), at });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

const quoted = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;

/** The template; the same text in several places stands in it once. No date: two builds give the same bytes. */
export function template(texts: readonly Text[], version: string): string {
  const entries = new Map<string, Text[]>();
  for (const one of texts) {
    const key = `${one.context ?? ''}\u0004${one.text}`;
    entries.set(key, [...(entries.get(key) ?? []), one]);
  }
  const head = [
    '# This file is distributed under the MIT licence.',
    'msgid ""',
    'msgstr ""',
    `"Project-Id-Version: 9Pic race photos ${version}\\n"`,
    '"MIME-Version: 1.0\\n"',
    '"Content-Type: text/plain; charset=UTF-8\\n"',
    '"Content-Transfer-Encoding: 8bit\\n"',
    `"X-Domain: ${DOMAIN}\\n"`,
  ].join('\n');
  const bodies = [...entries.values()].map((all) => {
    const [{ text, context } = { text: '' }] = all;
    const comments = new Set(all.flatMap(({ comment }) => (comment === undefined ? [] : [comment])));
    return [
      ...[...comments].map((comment) => `#. translators: ${comment}`),
      ...[...new Set(all.map(({ at }) => `#: ${at}`))],
      ...(/%(?:\d\$)?[sd]/.test(text) ? ['#, php-format'] : []),
      ...(context === undefined ? [] : [`msgctxt ${quoted(context)}`]),
      `msgid ${quoted(text)}`,
      'msgstr ""',
    ].join('\n');
  });
  return `${[head, ...bodies].join('\n\n')}\n`;
}
