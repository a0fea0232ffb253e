/** The README's table of events: what each `detail` holds, out of `src/events.ts`, where editors read it too. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const path = new URL('../src/events.ts', import.meta.url);

/** A type as a reader writes it: no quotes, nothing of TypeScript's own. */
const spoken = (type: string): string =>
  type
    .replaceAll('readonly ', '')
    .replace(/^DownloadDetail\['kind'\]$/, 'string')
    .replace(/^ErrorCode$/, 'string')
    .replaceAll(/'([^']*)'/g, '`$1`')
    .replaceAll(' | ', ', ');

/** @returns head and rows */
export function eventTable(): readonly (readonly string[])[] {
  const file = ts.createSourceFile('events.ts', readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const sentence = (node: ts.Node): string =>
    ts
      .getJSDocCommentsAndTags(node)
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
      .join(' ');
  /** Shapes of which a detail is one each: those of a union, and of what it is joined with. */
  const shapesOf = (node: ts.Node): readonly (readonly ts.TypeElement[])[] => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) return [[...node.members]];
    if (ts.isTypeAliasDeclaration(node) || ts.isParenthesizedTypeNode(node)) return shapesOf(node.type);
    if (ts.isUnionTypeNode(node)) return node.types.flatMap(shapesOf);
    if (!ts.isIntersectionTypeNode(node)) return [];
    const whole: readonly (readonly ts.TypeElement[])[] = [[]];
    return node.types
      .map(shapesOf)
      .reduce((all, shapes) => all.flatMap((one) => shapes.map((shape) => [...one, ...shape])), whole);
  };
  const fields = (name: string): string[] => {
    const shape = file.statements.find(
      (one) => (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)) && one.name.text === name,
    );
    const all = (shape ? shapesOf(shape) : []).map((members) => members.filter(ts.isPropertySignature));
    const names = new Set(all.flat().map((member) => member.name.getText()));
    // What a shape says that it has not.
    const shapes = all.map((members) =>
      members.filter(({ type }) => type?.kind !== ts.SyntaxKind.NeverKeyword),
    );
    return [...names].map((field) => {
      const members = shapes.flat().filter((member) => member.name.getText() === field);
      const isOptional = members.length < shapes.length || members.some((one) => one.questionToken);
      const types = [...new Set(members.map(({ type }) => type?.getText() ?? ''))].join(' | ');
      const said = [...new Set(members.map(sentence))].join('');
      return `\`${field}${isOptional ? '?' : ''}\` (${spoken(types)}): ${said}`;
    });
  };
  const rows = file.statements.filter(ts.isClassDeclaration).flatMap((one) => {
    // `super('ninepic-search', scope, detail, true)`
    const [, event = '', isCancelable = ''] =
      /super\('([\w-]+)', scope, .*, (true|false)\)/.exec(one.getText()) ?? [];
    if (event === '') return [];
    const [detail = ''] =
      one.heritageClauses?.[0]?.types[0]?.typeArguments?.map((type) => type.getText()) ?? [];
    return [[`\`${event}\``, isCancelable === 'true' ? 'yes' : '', fields(detail).join('<br>')]];
  });
  return [['event', 'can be canceled', '`detail`'], ...rows];
}
