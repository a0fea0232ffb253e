/**
 * What node:test's `spec` reporter says, and at the end every failed test once more by its full name, in the lines that
 * `failures.mjs` finds.
 */
import { relative } from 'node:path';
import { Readable } from 'node:stream';
import { spec } from 'node:test/reporters';
import { inspect } from 'node:util';
import { tell } from './failures.mjs';

export default async function* reporter(source) {
  const failures = [];
  /** By depth, where the file that speaks is. */
  const names = [];
  /** What a file wrote, or was told, outside of its tests: where it ends before they do, nothing else says why. */
  let aside = '';
  /** Files of which a test was cancelled: the first one tells what took too long, the others only came after it. */
  const cancelled = new Set();
  const noteFailure = ({ name, nesting, file: path = '', details: { error } }) => {
    const { failureType, cause = error } = error;
    // A suite fails with its tests; it has nothing to add.
    if (failureType === 'subtestsFailed') return;
    if (failureType === 'cancelledByParent') {
      if (cancelled.has(path)) return;
      cancelled.add(path);
    }
    const where = relative(process.cwd(), path);
    const isFile = name === path || name === where;
    failures.push({
      where,
      test: isFile ? '(the file itself)' : [...names.slice(0, nesting), name].join(' > '),
      error: isFile ? aside : typeof cause === 'string' ? cause : inspect(cause),
    });
  };
  const note = ({ type, data }) => {
    if (type === 'test:start') names[data.nesting] = data.name;
    if (type === 'test:stderr') aside += data.message;
    if (type === 'test:diagnostic') aside += `${data.message}\n`;
    if (type === 'test:fail') noteFailure(data);
    const isEndOfFile = data.nesting === 0 && (type === 'test:fail' || type === 'test:pass');
    if (isEndOfFile && data.name === data.file) aside = '';
  };
  async function* noted() {
    for await (const event of source) {
      note(event);
      yield event;
    }
  }
  yield* Readable.from(noted()).pipe(new spec());
  yield `\n${failures.map((failure) => `${tell(failure)}\n`).join('')}`;
}
