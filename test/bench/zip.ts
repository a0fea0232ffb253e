/**
 * What an archive of many originals costs in memory and time, streamed to a disk by a real browser:
 * `npx tsx test/bench/zip.ts [photos] [megabytes]`, by default 300 photos of 10 MB.
 *
 * The gallery runs as on a page; only the picker is answered with a file of the browser's own file system, which is on
 * the same disk and written in the same way. Beside it, the same bodies are fetched three at a time and written one after
 * the other into such a file, without an archive: as Blobs, which never enter the page, and as bytes, which an archive cannot
 * do without because it has to sum them up; what is over that is the price of the archive. Memory is the largest
 * resident set of the page's process, looked at four times a second.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startSite, Visit } from '../support/download-site.js';

const finder: string = '../../.ci/find-chromium.mjs';
const { findChromium } = (await import(finder)) as { findChromium: () => string };

const [photos = 300, megabytes = 10] = process.argv.slice(2).map(Number);
const size = megabytes * 1e6;

/** Its files are on a disk; those of a window without a profile are in memory, which is what is measured. */
const profile = mkdtempSync(join(tmpdir(), 'zip-bench-'));

/** Parts of a process's line in `/proc`; `null` for one that is gone. */
function lineOf(pid: string): { parent: string; command: string; megabytes: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return {
      parent: /PPid:\s+(\d+)/.exec(status)?.[1] ?? '',
      megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000,
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
    };
  } catch {
    return null;
  }
}

/** Megabytes of the largest process of this browser that draws pages, now. */
function resident(): number {
  const lines = new Map(
    readdirSync('/proc').flatMap((pid) => {
      const line = /^\d+$/.test(pid) ? lineOf(pid) : null;
      return line ? [[pid, line] as const] : [];
    }),
  );
  const isOurs = (pid: string): boolean => {
    const line = lines.get(pid);
    return !!line && (line.command.includes(profile) || isOurs(line.parent));
  };
  const sizes = [...lines].map(([pid, { command, megabytes }]) =>
    command.includes('--type=renderer') && isOurs(pid) ? megabytes : 0,
  );
  return Math.max(...sizes);
}

interface Figures {
  readonly seconds: number;
  readonly before: number;
  readonly peak: number;
}

async function measure(work: () => Promise<unknown>): Promise<Figures> {
  const before = resident();
  let peak = before;
  let over = false;
  const watch = (async () => {
    while (!over) {
      peak = Math.max(peak, resident());
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  })();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  over = true;
  await watch;
  return { seconds, before, peak };
}

const say = (what: string, { seconds, before, peak }: Figures): void => {
  const rate = (photos * size) / 1e6 / seconds;
  console.log(
    `${what.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s ${rate.toFixed(0).padStart(6)} MB/s` +
      `  memory ${before.toFixed(0)} -> ${peak.toFixed(0)} MB`,
  );
};

/** Bodies out of memory, as fast as the machine has them: the fake pads and hashes, which is not what is measured. */
const body = Buffer.alloc(size, 'photo');
body.set([0xff, 0xd8, 0xff, 0xe0]);
const storage = createServer((_, response) => {
  response.writeHead(200, {
    'content-type': 'image/jpeg',
    'content-length': size,
    'access-control-allow-origin': '*',
  });
  response.end(body);
});
await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
const storageBase = `http://127.0.0.1:${(storage.address() as AddressInfo).port}`;

const site = await startSite({ fake: { teamPhotos: photos } });
site.stack.fake.configure({ storageBase });
const context = await chromium.launchPersistentContext(profile, {
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
  viewport: { width: 1100, height: 900 },
});
try {
  const visit = await Visit.open(context, site, {
    bib: 'TEAM',
    before: () => {
      Object.assign(globalThis, {
        showSaveFilePicker: async () =>
          (await navigator.storage.getDirectory()).getFileHandle('photos.zip', { create: true }),
      });
    },
  });
  visit.page.setDefaultTimeout(600_000);

  /** Fetched three at a time and written one after the other, as Blobs, or as bytes that pass through the page. */
  const write = (how: 'blob' | 'bytes') =>
    measure(() =>
      visit.page.evaluate(
        async ([base, count, kind]) => {
          const folder = await navigator.storage.getDirectory();
          const handle = await folder.getFileHandle('plain', { create: true });
          const writable = await handle.createWritable();
          let next = 0;
          let writing: Promise<unknown> = Promise.resolve();
          const worker = async () => {
            while (next < count) {
              next += 1;
              const response = await fetch(`${base}/${next}`, { cache: 'no-store' });
              const body = await (kind === 'blob' ? response.blob() : response.arrayBuffer());
              writing = writing.then(() => writable.write(body));
              await writing;
            }
          };
          await Promise.all([worker(), worker(), worker()]);
          await writable.close();
          await folder.removeEntry('plain');
        },
        [storageBase, photos, how] as const,
      ),
    );
  const plain = await write('blob');
  say('blobs', plain);
  const bytes = await write('bytes');
  say('bytes', bytes);

  const zipped = await measure(async () => {
    await visit.part('download-all').click();
    await visit.ended();
  });
  say('archive', zipped);
  const [, end] = await visit.heard();
  const written = await visit.page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle('photos.zip')).getFile()).size;
  });
  console.log(`${end?.saved} of ${photos} photos, archive of ${(written / 1e6).toFixed(1)} MB`);
  const over = ({ seconds }: Figures): string => (100 * (zipped.seconds / seconds - 1)).toFixed(0);
  console.log(`time over blobs: ${over(plain)} %, over bytes: ${over(bytes)} %`);
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  await site.close();
  storage.closeAllConnections();
  storage.close();
}
