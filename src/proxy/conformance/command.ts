/** `ninepic-proxy check <url>`: the check as a command. Exit code 0: all kept, 1: something failed, 2: not checked. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { areas } from './areas.js';
import { CannotCheck, checkProxy, type Report, type Result } from './check.js';
import type { RowFile } from './rows.js';

export const CHECK_USAGE = `  ninepic-proxy check <url> [options]

    holds a proxy, anyone's, to the contract: https://race.example/ninepic
    --event <number>   which event; default: the first that the proxy lists
    --origin <site>    ask as this site; default: the proxy's own
    --billable         also make searches that cost money, about ten; default: none
    --json             print the report as JSON`;

/** Failures shown of one kind; the rest is counted. */
const SHOWN = 12;

const of = (results: readonly Result[], outcome: Result['outcome']): Result[] =>
  results.filter((result) => result.outcome === outcome);

/** The report as text: a line for each area, what failed in it, and what that means. */
export function reportText({ url, event, origin, billable, ok, results }: Report): string {
  const lines = [
    `${url}: event ${event}, asked as ${origin}${billable ? ', with searches that cost money' : ''}`,
    '',
  ];
  for (const { name, means } of areas) {
    const here = results.filter(({ area, outcome }) => area === name && outcome !== 'skipped');
    if (here.length === 0) continue;
    const failures = of(here, 'failed');
    const mark = failures.length > 0 ? 'FAILED' : 'ok';
    lines.push(`  ${mark.padEnd(8)}${name.padEnd(26)}${here.length - failures.length} of ${here.length}`);
    for (const failure of failures.slice(0, SHOWN))
      lines.push(`          ${failure.name}: ${failure.why ?? ''}  (${failure.rule})`);
    if (failures.length > SHOWN)
      lines.push(`          and ${failures.length - SHOWN} more; --json has them all`);
    if (failures.length > 0) lines.push(`          This means: ${means}`);
  }
  const differs = of(results, 'differs');
  if (differs.length > 0)
    lines.push(
      '',
      `  ${differs.length} were refused with another status than the contract's; harmless, --json has them`,
    );
  const reasons = new Map<string, number>();
  for (const { why = '' } of of(results, 'skipped')) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  if (reasons.size > 0) lines.push('', '  not judged:');
  for (const [why, count] of reasons) lines.push(`    ${String(count).padStart(3)}  ${why}`);
  lines.push(
    '',
    ok
      ? 'The proxy keeps the contract, as far as this can be seen from outside.'
      : 'The proxy does not keep the contract.',
  );
  return lines.join('\n');
}

/**
 * @param args behind `check`
 * @param say gets the report, `complain` what went wrong
 * @returns the exit code
 */
export async function runCheck(
  args: readonly string[],
  say: (text: string) => void,
  complain: (text: string) => void,
): Promise<0 | 1 | 2> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        event: { type: 'string' },
        origin: { type: 'string' },
        billable: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const [url, ...more] = positionals;
    if (url === undefined || more.length > 0) throw new CannotCheck(`name one address\n\n${CHECK_USAGE}`);
    const { event, origin, billable, json } = values;
    const file = JSON.parse(await readFile(new URL('cases.json', import.meta.url), 'utf8')) as RowFile;
    const report = await checkProxy(
      {
        url,
        ...(event === undefined ? {} : { event }),
        ...(origin === undefined ? {} : { origin }),
        ...(billable === undefined ? {} : { billable }),
      },
      file,
    );
    say(json ? JSON.stringify(report, undefined, 2) : reportText(report));
    return report.ok ? 0 : 1;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const expected = error instanceof CannotCheck || code?.startsWith('ERR_PARSE_ARGS');
    complain(expected ? (error as Error).message : `the check broke off: ${String(error)}`);
    return 2;
  }
}
