/** Counts what ran in which engine, and holds the list of what cannot to its word. */
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner-core';
import { relative } from 'node:path';
import { inspect } from 'node:util';
import { excluded } from './excluded.js';

/** A tool without types. */
const failures: string = '../../.ci/failures.mjs';
const { tell } = (await import(failures)) as {
  tell: (failure: { where: string; test: string; error?: string }) => string;
};

type TestError = NonNullable<TestSession['errors'][number]>;

/** What an assertion wanted and got is not in its words where these are objects. */
function wordsOf({ message, stack, expected, actual }: TestError): string {
  const values =
    expected === undefined && actual === undefined
      ? ''
      : `expected ${inspect(expected)}\nactual   ${inspect(actual)}`;
  const trace = stack?.replace(message, '');
  return [message, values, trace].filter(Boolean).join('\n');
}

interface Result {
  readonly engine: string;
  readonly file: string;
  /** Names of the suites and of the test, with `>` between. */
  readonly test: string;
  readonly passed: boolean;
  /** Why not. */
  readonly error?: string;
}

function flatten(suite: TestSuiteResult, engine: string, file: string, path: string[] = []): Result[] {
  return [
    ...suite.tests.map(({ name, passed, error }) => ({
      engine,
      file,
      test: [...path, name].join(' > '),
      passed,
      ...(error ? { error: wordsOf(error) } : {}),
    })),
    ...suite.suites.flatMap((inner) => flatten(inner, engine, file, [...path, inner.name])),
  ];
}

/** A file that never came to its tests, or one with an error outside of them, fails as a whole. */
function resultsOf(session: TestSession): Result[] {
  const engine = session.browser.name.toLowerCase();
  const file = relative(process.cwd(), session.testFile ?? '');
  const results = session.testResults ? flatten(session.testResults, engine, file) : [];
  const isExplained = session.passed || results.some(({ passed }) => !passed);
  if (isExplained && session.errors.length === 0) return results;
  const error = session.errors.map(wordsOf).join('\n');
  return [...results, { engine, file, test: '(the file itself)', passed: false, error }];
}

/**
 * A line an engine, and what failed. What is listed in `excluded.ts` is run as well: it has to fail, and what passes has to
 * leave the list.
 */
export function judge(sessions: Iterable<TestSession>): { lines: string[]; passed: number; failed: number } {
  const results = [...sessions].flatMap(resultsOf);
  const listed = (result: Result) =>
    excluded.find(
      ({ engine, file, test }) =>
        engine === result.engine && file === result.file && result.test.endsWith(test),
    );
  const lines: string[] = [];
  for (const engine of new Set(results.map((result) => result.engine))) {
    const own = results.filter((result) => result.engine === engine);
    const out = own.filter((result) => !result.passed && listed(result));
    const good = own.filter((result) => result.passed && !listed(result));
    lines.push(`${engine}: ${good.length} of ${own.length} tests, ${out.length} that cannot run there`);
    for (const result of out) lines.push(`  ${result.test}: ${listed(result)?.why ?? ''}`);
  }
  const stale = results.filter((result) => result.passed && listed(result));
  for (const { engine, file, test } of stale)
    lines.push(tell({ where: `${file} (${engine})`, test: `${test}: passes; take it off excluded.ts` }));
  const unseen = excluded.filter(
    ({ engine, file, test }) =>
      results.some((result) => result.engine === engine && result.file === file) &&
      !results.some((result) => result.engine === engine && result.test.endsWith(test)),
  );
  for (const { engine, file, test } of unseen)
    lines.push(tell({ where: `${file} (${engine})`, test: `${test}: is not there; excluded.ts names it` }));
  const broken = results.filter((result) => !result.passed && !listed(result));
  for (const { engine, file, ...failure } of broken)
    lines.push(tell({ where: `${file} (${engine})`, ...failure }));
  const failed = stale.length + unseen.length + broken.length;
  const passed = results.filter((result) => result.passed && !listed(result)).length;
  return { lines, passed, failed };
}

/** Prints the judgement, and the closing line that CI reads. */
export function verdict(): Reporter {
  return {
    stop({ sessions }) {
      const { lines, passed, failed } = judge(sessions);
      // The runner has an opinion of its own, and knows no list; it gives it while the process ends.
      process.once('exit', (code) => {
        console.log(`${lines.join('\n')}\n${passed} passed, ${failed} failed`);
        process.exitCode = failed > 0 ? 1 : passed > 0 ? 0 : code;
      });
    },
  };
}
