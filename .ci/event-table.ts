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
  const fields = (name: string): string[] => {
    const shape = file.statements.filter(ts.isInterfaceDeclaration).find((one) => one.name.text === name);
    return (shape?.members ?? ([] as readonly ts.TypeElement[]))
      .filter(ts.isPropertySignature)
      .map((member) => {
        const called = `\`${member.name.getText()}${member.questionToken ? '?' : ''}\``;
        return `${called} (${spoken(member.type?.getText() ?? '')}): ${sentence(member)}`;
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
