/** Failed tests in what steps wrote: each step's reporter tells them with `tell`, `npm test` repeats them at its end. */
import { stripVTControlCharacters } from 'node:util';

/** Lines of an error that are worth repeating. */
const LINES = 20;
/** Lines of all of them together: who shows the end of a long log has to have it whole. */
const MOST = 150;
const MARK = 'FAILED: ';
const MARGIN = '    ';

/** Where a reporter marks what failed; said of a step that was ended before it could tell. */
const marks = /^\s*(✖|𐄂|❌|not ok) /u;

/** Where an error went through others' code. */
const strange = /^\s*at .*(node:|node_modules)/;

const linesOf = (text) =>
  stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !strange.test(line));

/**
 * @param {{ where: string, test: string, error?: string | undefined }} failure `where`: the file, and the engine where there are
 *   several
 * @returns {string} a line that names it, and its error below
 */
export const tell = ({ where, test, error = '' }) =>
  [
    `${MARK}${where}: ${test}`,
    ...linesOf(error)
      .slice(0, LINES)
      .map((line) => MARGIN + line),
  ].join('\n');

/** @returns {string[][]} for each failure its lines, the name first */
function failuresIn({ name, output }) {
  const lines = linesOf(output);
  const found = [];
  let isInside = false;
  for (const line of lines) {
    if (line.startsWith(MARK)) found.push([`${name}: ${line.slice(MARK.length)}`]);
    else if (isInside && line.startsWith(MARGIN)) found.at(-1).push(line);
    isInside = line.startsWith(MARK) || (isInside && line.startsWith(MARGIN));
  }
  if (found.length > 0) return found;
  // A step that is no test, or one that was ended.
  const end = lines.slice(-LINES);
  const marked = lines.slice(0, -LINES).filter((line) => marks.test(line));
  return [[name, ...[...marked.slice(-LINES), ...end].map((line) => MARGIN + line)]];
}

/**
 * @param {{ name: string, ok: boolean, output: string }[]} results of steps
 * @returns {string[]} what failed in them, in no more lines than a log's end shows
 */
export function summary(results) {
  const all = results.filter(({ ok }) => !ok).flatMap(failuresIn);
  const named = all.slice(0, MOST);
  const each = Math.max(1, Math.floor(MOST / Math.max(1, named.length)));
  const lines = named.flatMap((lines) => lines.slice(0, each));
  return all.length > named.length ? [...lines, `and ${all.length - named.length} more`] : lines;
}
