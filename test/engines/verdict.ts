/** Counts what ran in which engine, and holds the list of what cannot to its word. */
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner-core';
import { relative } from 'node:path';
import { excluded } from './excluded.js';

interface Result {
  readonly engine: string;
  readonly file: string;
  /** Names of the suites and of the test, with `>` between. */
  readonly test: string;
  readonly passed: boolean;
}

function flatten(suite: TestSuiteResult, engine: string, file: string, path: string[] = []): Result[] {
  return [
    ...suite.tests.map(({ name, passed }) => ({
      engine,
      file,
      test: [...path, name].join(' > '),
      passed,
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
  return [...results, { engine, file, test: '(the file itself)', passed: false }];
}

/**
 * Prints a line an engine, and the closing line that CI reads. What is listed in `excluded.ts` is run as well: it has to
 * fail, and what passes has to leave the list.
 */
export function verdict(): Reporter {
  return {
    stop({ sessions }) {
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
      for (const { engine, test } of stale)
        lines.push(`FAILED: ${test} passes on ${engine}; take it off the list in excluded.ts`);
      const unseen = excluded.filter(
        ({ engine, file, test }) =>
          results.some((result) => result.engine === engine && result.file === file) &&
          !results.some((result) => result.engine === engine && result.test.endsWith(test)),
      );
      for (const { engine, test } of unseen)
        lines.push(`FAILED: excluded.ts names a test that ${engine} does not have: ${test}`);
      const broken = results.filter((result) => !result.passed && !listed(result));
      for (const { engine, file, test } of broken) lines.push(`FAILED on ${engine}: ${file}: ${test}`);
      const failed = stale.length + unseen.length + broken.length;
      const passed = results.filter((result) => result.passed && !listed(result)).length;
      // The runner has an opinion of its own, and knows no list; it gives it while the process ends.
      process.once('exit', (code) => {
        console.log(`${lines.join('\n')}\n${passed} passed, ${failed} failed`);
        process.exitCode = failed > 0 ? 1 : passed > 0 ? 0 : code;
      });
    },
  };
}
