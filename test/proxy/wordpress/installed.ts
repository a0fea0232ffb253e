/**
 * WordPress as it is once the plugin is installed and active: made once for each plugin, and copied for every test file,
 * because making it takes three seconds of processor.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../support/sources.js';
import { installDatabase, startDatabase } from './database.js';

/** What is put into it, and run in it. */
export const SITE = fileURLToPath(new URL('site/', import.meta.url));
const ZIP = join(root, 'dist/wordpress/ninepic.zip');
const PACKAGE = '/usr/share/wordpress';
const CACHE = join(root, '.cache/wordpress');

/** Of everything that it is made of. */
function name(): string {
  const hash = createHash('sha256');
  const sources = readdirSync(SITE).map((file) => join(SITE, file));
  const code = ['database.ts', 'installed.ts'].map((file) => fileURLToPath(new URL(file, import.meta.url)));
  for (const path of [ZIP, join(PACKAGE, 'wp-includes/version.php'), ...sources, ...code])
    hash.update(readFileSync(path));
  return hash
    .update(execFileSync('mariadbd', ['--version']))
    .digest('hex')
    .slice(0, 16);
}

async function install(folder: string): Promise<void> {
  // Debian links to libraries of other packages.
  execFileSync('cp', ['-rL', PACKAGE, join(folder, 'wp')]);
  cpSync(join(SITE, 'wp-config.php'), join(folder, 'wp/wp-config.php'), { force: true });
  mkdirSync(join(folder, 'wp/wp-content/mu-plugins'), { recursive: true });
  writeFileSync(join(folder, 'options.json'), JSON.stringify({ url: 'http://127.0.0.1', constants: {} }));
  installDatabase(folder);
  const database = await startDatabase(folder);
  try {
    database.sql(
      "create database wp; create user wp@localhost identified by 'wp'; grant all on wp.* to wp@localhost",
    );
    const said = execFileSync('php', [join(SITE, 'install.php'), folder, ZIP], { encoding: 'utf8' });
    if (!said.endsWith('installed')) throw new Error(`WordPress was not installed: ${said}`);
  } finally {
    await database.stop();
  }
}

/** Puts its files (`wp`) and its database (`db`) into a folder. */
export async function copyInstalled(folder: string): Promise<void> {
  if (!existsSync(PACKAGE)) throw new Error('WordPress is missing; .ci/run says which packages are needed.');
  const installed = join(CACHE, name());
  if (!existsSync(installed)) {
    rmSync(CACHE, { recursive: true, force: true });
    mkdirSync(CACHE, { recursive: true });
    const made = mkdtempSync(join(CACHE, 'made-'));
    await install(made);
    // All at once: one that was not finished is never taken.
    renameSync(made, installed);
  }
  for (const part of ['wp', 'db']) execFileSync('cp', ['-r', join(installed, part), folder]);
}
