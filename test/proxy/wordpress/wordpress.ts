/**
 * A real WordPress on the loopback: Debian's packages, with a MariaDB and an Apache of its own, both ended by their ids. The
 * plugin is installed from `dist/wordpress/ninepic.zip`, so build first.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDatabase } from './database.js';
import { copyInstalled, SITE } from './installed.js';
import { end, until } from './processes.js';

export interface WordPress {
  readonly port: number;
  readonly url: string;
  /** Everything that PHP and WordPress have complained about so far. */
  log(): string;
  /** Sets constants as wp-config.php would, for the requests from now on. */
  define(constants: Readonly<Record<string, unknown>>): void;
  /** Where the site is from now on: `''` or a folder such as `/race`. */
  moveTo(folder: string): void;
  /** Runs PHP inside WordPress; `return` gives the value back. */
  run<T = unknown>(code: string): T;
  /** Empties the plugin's table of budgets and searches. */
  forgetSearches(): void;
  /** Puts a must-use plugin beside ours, as other plugins of a site; without a text it is taken away. */
  neighbour(name: string, code?: string): void;
  stop(): Promise<void>;
}

/** Fails where PHP has complained of the plugin. */
export function assertQuiet(log: string): void {
  const complaints = log.split('\n').filter((line) => /PHP \w+.*plugins\/ninepic/.test(line));
  assert.deepEqual(complaints, [], 'PHP complained');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Pretty permalinks as the `.htaccess` of WordPress makes them; encoded slashes stay forbidden, as they are by default. */
const apacheConfig = (folder: string, port: number): string => {
  const folderOfModules = '/usr/lib/apache2/modules';
  const php = readdirSync(folderOfModules).find((name) => /^libphp.*\.so$/.test(name));
  if (php === undefined) throw new Error('Apache has no PHP; .ci/run says which packages are needed.');
  const names = ['authz_core', 'mpm_prefork', 'dir', 'mime', 'alias', 'rewrite', 'reqtimeout'];
  const modules = [...names.map((name) => [name, `mod_${name}.so`] as const), ['php', php] as const].map(
    ([name, file]) => `LoadModule ${name}_module ${folderOfModules}/${file}`,
  );
  return `
ServerRoot ${folder}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
DefaultRuntimeDir ${folder}
ErrorLog ${folder}/apache.log
ServerTokens Prod
KeepAlive Off
TraceEnable Off
TypesConfig /etc/mime.types
Timeout 70
RequestReadTimeout header=4 body=4
StartServers 4
MinSpareServers 2
MaxRequestWorkers 24
${modules.join('\n')}
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
DocumentRoot ${folder}/wp
Alias /race ${folder}/wp
<Directory ${folder}/wp>
  Require all granted
  DirectoryIndex index.php
  RewriteEngine On
  RewriteCond %{REQUEST_FILENAME} !-f
  RewriteCond %{REQUEST_FILENAME} !-d
  RewriteRule . index.php [L]
</Directory>
<FilesMatch "\\.php$">
  SetHandler application/x-httpd-php
</FilesMatch>
php_admin_value error_log ${folder}/debug.log
php_admin_value upload_max_filesize 2M
php_admin_value post_max_size 8M
php_admin_value memory_limit 64M
php_admin_value max_execution_time 30
php_admin_value opcache.revalidate_freq 0
`;
};

/** Brings one up in a folder of its own. */
export async function startWordPress(): Promise<WordPress> {
  const folder = mkdtempSync(join(tmpdir(), 'np-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const constants: Record<string, unknown> = {};
  const options = { url: `http://127.0.0.1:${port}`, constants };
  const save = () => writeFileSync(join(folder, 'options.json'), JSON.stringify(options));
  save();
  await copyInstalled(folder);
  const database = await startDatabase(folder);
  database.sql(
    `update wp.wp_options set option_value = '${options.url}' where option_name in ('siteurl', 'home')`,
  );
  writeFileSync(join(folder, 'apache.conf'), apacheConfig(folder, port));
  const log = join(folder, 'debug.log');
  writeFileSync(log, '');
  chmodSync(log, 0o666);
  // Apache ends its whole process group with itself; it gets one of its own.
  const web = spawn('apache2', ['-D', 'FOREGROUND', '-f', join(folder, 'apache.conf')], {
    stdio: 'inherit',
    detached: true,
  });
  await until('Apache', async () => (await fetch(options.url).catch(() => undefined))?.ok ?? false);

  const run = <T>(code: string) => {
    const said = execFileSync('php', [join(SITE, 'run.php'), folder, code], { encoding: 'utf8' });
    return JSON.parse(said.split('\n').at(-1) ?? 'null') as T;
  };
  return {
    port,
    get url() {
      return options.url;
    },
    log: () => readFileSync(log, 'utf8'),
    define(values) {
      for (const name of Object.keys(constants)) delete constants[name];
      Object.assign(constants, values);
      save();
    },
    moveTo(below) {
      options.url = `http://127.0.0.1:${port}${below}`;
      save();
    },
    run,
    forgetSearches: () => database.sql('delete from wp.wp_ninepic_store'),
    neighbour(name, code) {
      const file = join(folder, `wp/wp-content/mu-plugins/${name}.php`);
      if (code === undefined) rmSync(file, { force: true });
      else writeFileSync(file, `<?php\n${code}\n`);
    },
    async stop() {
      await end(web);
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
