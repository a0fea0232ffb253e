/**
 * What the proxy costs: `npm run bench:proxy`. The same readers ask the bare upstream and the proxy in front of it, then a
 * crowd sends selfies at once; memory is looked at before, at the worst moment and afterwards. The target is at most 1.3
 * times the latency at 200 readers, no errors and flat memory (performance.md).
 *
 * Proxy and upstream are processes of their own.
 */
import { fork, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import sharp from 'sharp';

const CACHE = new URL('../../.cache/bench/', import.meta.url);
/** What 9Pic takes for a page, roughly; a selfie search takes longer. */
const READ_MS = 40;
const SEARCH_MS = 600;
const READERS = 200;
const SELFIES = 300;

/** Answers as 9Pic does: a page of a hundred photos, after a while. */
function serveUpstream(): void {
  const photo = (index: number) => ({
    img_url: `https://photos.9pic.ai/imgs/456/large/b5513429-1d05-5f2f-c9f9-${index}.jpg`,
    height: 4860,
    width: 3240,
    image_id: `b5513429-1d05-5f2f-c9f9-${index}`,
    thumbnail_url: `https://photos.9pic.ai/imgs/456/small/b5513429-1d05-5f2f-c9f9-${index}.jpg`,
    original_url: null,
  });
  const images = Array.from({ length: 100 }, (_, index) => photo(100_000_000_000 + index));
  const body = JSON.stringify({
    responseType: 'success',
    message: 'Records',
    data: { request_id: 'x', images },
  });
  const server = createServer((message, response) => {
    message.resume();
    message.once('end', () => {
      const answer = () => response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      setTimeout(answer, message.method === 'POST' ? SEARCH_MS : READ_MS);
    });
  });
  // As long as a load balancer's, so that no connection ends under a request.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

interface Sample {
  readonly milliseconds: number;
  readonly ok: boolean;
}

interface Row {
  readonly what: string;
  readonly requests: number;
  readonly errors: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

function ask(port: number, path: string, selfie?: { type: string; body: Buffer }): Promise<Sample> {
  const started = performance.now();
  const end = (ok: boolean): Sample => ({ milliseconds: performance.now() - started, ok });
  return new Promise((resolve) => {
    const headers = selfie
      ? {
          'content-type': selfie.type,
          'content-length': selfie.body.length,
          'x-ninepic-widget': '1',
          'sec-fetch-site': 'same-origin',
        }
      : {};
    const asked = request({ port, path, agent, method: selfie ? 'POST' : 'GET', headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(end(response.statusCode === 200)));
    });
    asked.once('error', () => resolve(end(false)));
    asked.end(selfie?.body);
  });
}

function summarise(what: string, samples: readonly Sample[], seconds: number): Row {
  const times = samples.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor((times.length - 1) * share)] ?? 0) * 10) / 10;
  return {
    what,
    requests: samples.length,
    errors: samples.filter(({ ok }) => !ok).length,
    perSecond: Math.round(samples.length / seconds),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

/**
 * Readers who each ask for one page after the other.
 *
 * @param pause milliseconds between two pages of a reader: people look at photos
 */
async function read(
  what: string,
  port: number,
  path: (n: number) => string,
  readers: number,
  total: number,
  pause: number,
): Promise<Row> {
  const samples: Sample[] = [];
  let next = 0;
  const started = performance.now();
  const reader = async (index: number) => {
    // Spread over half a second, as a crowd is: two hundred connections at once measure the system's queue for them.
    await new Promise((resolve) => setTimeout(resolve, ((pause || 500) * index) / readers));
    while (next < total) {
      next += 1;
      samples.push(await ask(port, path(next)));
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  await Promise.all(Array.from({ length: readers }, (_, index) => reader(index)));
  return summarise(what, samples, (performance.now() - started) / 1000);
}

async function startUpstream(): Promise<{ port: number; stop: () => void }> {
  const child = fork(fileURLToPath(import.meta.url), ['upstream']);
  const port = await new Promise<number>((resolve) => child.once('message', resolve));
  return { port, stop: () => void child.kill() };
}

async function startProxy(upstream: number): Promise<{ pid: number; port: number; stop: () => void }> {
  const outfile = fileURLToPath(new URL('ninepic-proxy.mjs', CACHE));
  await build({
    entryPoints: [fileURLToPath(new URL('../../src/proxy/cli.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  });
  const child = spawn(process.execPath, [outfile], {
    env: {
      PORT: '0',
      NINEPIC_API_KEY: 'bench-key',
      NINEPIC_ORG_ID: '903',
      NINEPIC_EVENT_IDS: '456',
      NINEPIC_UPSTREAM: `http://127.0.0.1:${upstream}`,
      NINEPIC_LIMITS: '{"billablePerAddress":0,"bibsPerAddress":0,"billablePerEventDay":0}',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const port = await new Promise<number>((resolve) => {
    child.stdout.on('data', (line) => {
      const ready = /:(\d+)\/ninepic/.exec(String(line))?.[1];
      if (ready !== undefined) resolve(Number(ready));
    });
  });
  return { pid: child.pid ?? 0, port, stop: () => void child.kill('SIGTERM') };
}

/** Resident memory of a process, in MB. */
async function memory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** Processor time that a process has used so far, in milliseconds; a tick is ten of them. */
async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
  return (user + system) * 10;
}

/** The form of the widget around a picture of a few hundred kB. */
async function selfies(): Promise<(n: number) => { type: string; body: Buffer }> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const picture = await sharp({
    create: { width: 1200, height: 1600, channels: 3, background: '#888', noise },
  })
    .jpeg({ quality: 60 })
    .toBuffer();
  const part = 'Content-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg';
  const field = 'Content-Disposition: form-data; name="request_id"';
  return (n) => {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const tail = `\r\n--b\r\n${field}\r\n\r\n${id}\r\n--b--\r\n`;
    const body = Buffer.concat([Buffer.from(`--b\r\n${part}\r\n\r\n`), picture, Buffer.from(tail)]);
    return { type: 'multipart/form-data; boundary=b', body };
  };
}

async function main(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const upstream = await startUpstream();
  const proxy = await startProxy(upstream.port);
  const bare = (n: number) => `/api/v1/ext/903/event/456/images?page=${n}&page_size=100`;
  const through = (n: number) => `/ninepic/event/456/images?page=${n}&page_size=100`;
  const rows: Row[] = [];
  const add = (row: Row) => {
    rows.push(row);
    console.log(`${row.what}: ${row.p50} ms, ${row.perSecond} a second, ${row.errors} errors`);
  };
  const memories: Record<string, number> = {};

  await read('warm-up', proxy.port, through, 20, 1000, 0);
  memories['before'] = await memory(proxy.pid);
  add(await read('one reader, bare upstream', upstream.port, bare, 1, 200, 0));
  add(await read('one reader, proxy', proxy.port, through, 1, 200, 0));
  // Half of the readers' pause is their network's: about 350 pages a second.
  add(await read(`${READERS} readers, bare upstream`, upstream.port, bare, READERS, 2000, 500));
  add(await read(`${READERS} readers, proxy`, proxy.port, through, READERS, 2000, 500));
  rows.push(
    await read(`${READERS} readers without a pause, bare upstream`, upstream.port, bare, READERS, 4000, 0),
  );
  // What one page costs the proxy: the figure that a busy machine distorts least.
  const begun = await processorTime(proxy.pid);
  add(await read(`${READERS} readers without a pause, proxy`, proxy.port, through, READERS, 4000, 0));
  const processorPerPage = ((await processorTime(proxy.pid)) - begun) / 4000;
  rows.push(
    await read(`${READERS} readers of one page, proxy`, proxy.port, () => through(1), READERS, 4000, 0),
  );
  memories['after the readers'] = await memory(proxy.pid);

  const selfie = await selfies();
  const bytes = selfie(0).body.length;
  let worst = 0;
  const watch = setInterval(() => {
    void memory(proxy.pid).then((now) => (worst = Math.max(worst, now)));
  }, 50);
  // The second crowd shows whether the first one's memory is used again.
  for (const crowd of [0, 1]) {
    const started = performance.now();
    const burst = await Promise.all(
      Array.from({ length: SELFIES }, (_, n) =>
        ask(proxy.port, '/ninepic/event/456/faces', selfie(1 + n + crowd * SELFIES)),
      ),
    );
    const what = `${SELFIES} selfies of ${Math.round(bytes / 1024)} kB at once (${crowd + 1})`;
    add(summarise(what, burst, (performance.now() - started) / 1000));
    memories[`worst of the selfies (${crowd + 1})`] = worst;
  }
  clearInterval(watch);
  add(await read(`${READERS} readers afterwards, proxy`, proxy.port, through, READERS, 2000, 500));
  memories['afterwards'] = await memory(proxy.pid);

  const of = (what: string) => rows.find((row) => row.what === what);
  const overhead =
    (of(`${READERS} readers, proxy`)?.p50 ?? 0) / (of(`${READERS} readers, bare upstream`)?.p50 ?? 1);
  const result = {
    upstreamMilliseconds: { read: READ_MS, search: SEARCH_MS },
    rows,
    memoryMegabytes: memories,
    overheadAt200Readers: Math.round(overhead * 100) / 100,
    processorMillisecondsPerPage: Math.round(processorPerPage * 100) / 100,
  };
  console.table(rows);
  console.table(memories);
  console.log(
    `latency at ${READERS} readers: ${result.overheadAt200Readers} times the bare upstream's (target 1.3)`,
  );
  console.log(`processor time of the proxy: ${result.processorMillisecondsPerPage} ms a page`);
  await writeFile(new URL('proxy.json', CACHE), `${JSON.stringify(result, undefined, 2)}\n`);
  console.log('as JSON: .cache/bench/proxy.json');

  agent.destroy();
  proxy.stop();
  upstream.stop();
  process.exitCode = rows.some(({ errors }) => errors > 0) ? 1 : 0;
}

if (process.argv[2] === 'upstream') serveUpstream();
else await main();
