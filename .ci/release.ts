/**
 * `npm version <patch|minor|major>` is how a release is made: npm checks that nothing is uncommitted, counts up, runs this,
 * commits and tags. This dates the changelog, carries the version to where it is written, builds, and documents.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);

/**
 * What was unreleased is this release from now on.
 *
 * @param date `YYYY-MM-DD`
 * @throws Error where there is nothing to release
 */
export function dated(changelog: string, version: string, date: string): string {
  const [, notes = ''] = /^## \[Unreleased\]\n([^]*?)(?=^## \[|$(?![^]))/m.exec(changelog) ?? [];
  if (!/^- /m.test(notes)) throw new Error('CHANGELOG.md has nothing under [Unreleased].');
  return changelog.replace('## [Unreleased]\n', `## [Unreleased]\n\n## [${version}] - ${date}\n`);
}

/** Every exact version that a text tells to use. */
export const renumbered = (text: string, version: string): string =>
  text.replaceAll(/ninepic-elements@\d[\w.-]*\w/g, `ninepic-elements@${version}`);

function change(path: string, how: (text: string) => string): void {
  const url = new URL(path, root);
  writeFileSync(url, how(readFileSync(url, 'utf8')));
}

if (process.argv[1]?.endsWith('release.ts')) {
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
  const today = new Date().toISOString().slice(0, 10);
  change('CHANGELOG.md', (text) => dated(text, version, today));
  change('src/api/version.ts', (text) => text.replace(/VERSION = '[^']*'/, `VERSION = '${version}'`));
  change('README.md', (text) => renumbered(text, version));
  const run = (command: string, ...words: string[]) =>
    execFileSync(command, words, { cwd: root, stdio: 'inherit' });
  run('npm', 'run', 'build');
  run('npm', 'run', 'docs');
  run('git', 'add', 'CHANGELOG.md', 'README.md', 'src/api/version.ts');
}
