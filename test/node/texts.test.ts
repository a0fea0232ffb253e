/** Where texts come from: the tables of `src/i18n`, and nowhere else; and no table has a text that nobody says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { english } from '../../src/i18n/messages.js';
import { filesIn, textOf } from '../support/sources.js';

const drawing = ['src/ui', 'src/elements', 'src/controllers'];
const sources = [...drawing, 'src/state'].flatMap((folder) => filesIn(folder, '.ts'));

function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

const parsed = new Map(
  sources.map((path) => [path, ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2022, true)]),
);

/** The literal parts of a template, with a hole for each value. */
function literal(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return [template.head, ...template.templateSpans.map((span) => span.literal)]
    .map(({ text }) => text)
    .join('\0');
}

test('no template has words of its own', () => {
  const found = [...parsed]
    .filter(([path]) => drawing.some((folder) => path.startsWith(folder)))
    .flatMap(([path, file]) =>
      [...nodesOf(file)]
        .filter(ts.isTaggedTemplateExpression)
        .filter(({ tag }) => ['html', 'svg'].includes(tag.getText()))
        .flatMap(({ template }) => {
          const markup = literal(template);
          const spoken = [
            ...markup.matchAll(
              /(?:aria-(?:label|description|roledescription)|title|placeholder|alt)="([^"]*)"/g,
            ),
          ].map(([, text = '']) => text);
          return [markup.replaceAll(/<[^<>]*>/g, ' '), ...spoken]
            .filter((text) => /\p{L}/u.test(text))
            .map((text) => `${path}: ${text.trim()}`);
        }),
    );
  assert.deepEqual(found, []);
});

test('no words are put onto the page besides templates', () => {
  const spoken =
    /^(?:textContent|innerText|title|alt|placeholder|aria[A-Z]\w+|aria-(?:label|description|roledescription))$/;
  const isWords = (node: ts.Node | undefined): boolean =>
    node !== undefined && ts.isStringLiteralLike(node) && /\p{L}/u.test(node.text);
  const found = [...parsed].flatMap(([path, file]) =>
    [...nodesOf(file)]
      .filter(
        (node) =>
          (ts.isBinaryExpression(node) &&
            ts.isPropertyAccessExpression(node.left) &&
            spoken.test(node.left.name.text) &&
            isWords(node.right)) ||
          (ts.isCallExpression(node) &&
            node.arguments.length === 2 &&
            ts.isStringLiteral(node.arguments[0] as ts.Node) &&
            spoken.test((node.arguments[0] as ts.StringLiteral).text) &&
            isWords(node.arguments[1])),
      )
      .map((node) => `${path}: ${node.getText()}`),
  );
  assert.deepEqual(found, []);
});

test('every text is said somewhere', () => {
  const said: ((key: string) => boolean)[] = [];
  for (const file of parsed.values())
    for (const node of nodesOf(file)) {
      if (ts.isStringLiteral(node)) said.push((key) => key === node.text);
      else if (ts.isTemplateExpression(node)) {
        const ends = literal(node).split('\0');
        const [start = '', end = ''] = [ends[0], ends.at(-1)];
        if (/^[a-z.-]+\.$|^$/.test(start) && /^$|^\.[a-z.-]+$/.test(end) && start + end !== '')
          said.push((key) => key.startsWith(start) && key.endsWith(end));
      }
    }
  assert.deepEqual(
    Object.keys(english).filter((key) => !said.some((isSaid) => isSaid(key))),
    [],
  );
});
