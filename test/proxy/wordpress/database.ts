/** A MariaDB of its own, on a socket in a folder. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { end, until } from './processes.js';

export interface Database {
  /** Runs statements as its root. */
  sql(text: string): void;
  /** Resolves once everything is on disk. */
  stop(): Promise<void>;
}

const user = process.getuid?.() === 0 ? ['--user=root'] : [];
const where = (folder: string): string[] => [
  '--no-defaults',
  `--datadir=${join(folder, 'db')}`,
  // It is copied whole, so it starts small.
  '--innodb-log-file-size=8M',
  ...user,
];

/** Makes an empty one. */
export function installDatabase(folder: string): void {
  mkdirSync(join(folder, 'db'));
  execFileSync(
    'mariadb-install-db',
    [...where(folder), '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'ignore' },
  );
}

/** Starts the one in this folder. */
export async function startDatabase(folder: string): Promise<Database> {
  const socket = join(folder, 'db.sock');
  const database = spawn(
    'mariadbd',
    [
      ...where(folder),
      `--socket=${socket}`,
      '--skip-networking',
      '--skip-log-bin',
      '--innodb-flush-log-at-trx-commit=0',
      `--pid-file=${join(folder, 'db.pid')}`,
    ],
    { stdio: 'ignore' },
  );
  const sql = (text: string): void =>
    void execFileSync('mariadb', ['--no-defaults', '-u', 'root', '-S', socket, '-e', text], {
      stdio: 'ignore',
    });
  await until('MariaDB', () => {
    try {
      sql('select 1');
      return true;
    } catch {
      return false;
    }
  });
  return { sql, stop: () => end(database) };
}
