/**
 * `npm run format`: lays out the sources as Prettier does; with `--check` it changes nothing and fails where they are not so.
 *
 * oxfmt does it for nearly all files, in a thirtieth of Prettier's time. Where the two disagree the file is left out in
 * `.oxfmtrc.json`, and Prettier itself looks at it, as at PHP.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const how = process.argv.includes('--check') ? '--check' : '--write';
const { ignorePatterns } = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8'));
const php = ['--config', '.ci/prettier-php.json', 'src/**/*.php', 'test/**/*.php'];

let isGood = true;
for (const [program, ...args] of [['oxfmt'], ['prettier', ...ignorePatterns], ['prettier', ...php]])
  try {
    execFileSync(program, [how, ...args], { stdio: 'inherit' });
  } catch {
    isGood = false;
  }
process.exitCode = isGood ? 0 : 1;
