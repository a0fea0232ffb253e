/** A race of any size over HTTP: a proxy's answers, thumbnails and large pictures, and the built scripts. */
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { pages } from './pages.js';

/** What an answer takes, in milliseconds: a page of the API, a thumbnail, a large picture. */
const API_MS = 50;
const THUMB_MS = 5;
const LARGE_MS = 20;
const PAGE = 100;
/** Seven of ten photos are landscape, two portrait, as at a race. */
const SHAPES = [
  [6000, 4000],
  [4000, 6000],
  [5184, 3888],
  [5760, 3240],
] as const;
/** Pictures of a shape; more would only take longer to make. */
const KINDS = 12;

export interface Request {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: 'page' | 'script' | 'photos' | 'api' | 'thumb' | 'large';
  readonly bytes: number;
}

export interface Race {
  readonly url: string;
  /** What was asked for since the last call. */
  take(): Request[];
  count(): number;
  close(): void;
}

/** The same for the same place, spread evenly over [0, 1). */
function random(index: number): number {
  let x = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  for (const factor of [0x85ebca6b, 0xc2b2ae35]) x = Math.imul(x ^ (x >>> 15), factor) >>> 0;
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}
const shapeOf = (index: number): number => {
  const share = random(index);
  return share < 0.7 ? 0 : share < 0.92 ? 1 : share < 0.97 ? 2 : 3;
};

async function picture(shape: number, kind: number, side: number): Promise<Buffer> {
  const [width, height] = SHAPES[shape] ?? SHAPES[0];
  const scale = side / Math.max(width, height);
  const noise = { type: 'gaussian', mean: 90 + kind * 8, sigma: 22 } as const;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const background = { r: 40 + kind * 15, g: 120, b: 200 - kind * 10 };
  return sharp({ create: { width: w, height: h, channels: 3, background, noise } })
    .jpeg({ quality: 55 })
    .toBuffer();
}

/** 16 KB for a thumbnail and 180 KB for a large picture are usual. */
async function pool(side: number, kinds: number): Promise<Buffer[][]> {
  return Promise.all(
    SHAPES.map((_, shape) =>
      Promise.all(Array.from({ length: kinds }, (_, kind) => picture(shape, kind, side))),
    ),
  );
}

const success = (data: unknown): Buffer =>
  gzipSync(JSON.stringify({ responseType: 'success', message: 'ok', data }));

function photosOf(base: string, total: number, page: number): Buffer {
  const images = [];
  for (let index = (page - 1) * PAGE; index < Math.min(total, page * PAGE); index += 1) {
    const [width, height] = SHAPES[shapeOf(index)] ?? SHAPES[0];
    const [img_url, thumbnail_url] = [`${base}/img/${index}.jpg`, `${base}/thumb/${index}.jpg`];
    images.push({ image_id: `img_${index}`, img_url, thumbnail_url, width, height, original_url: null });
  }
  const totalPages = Math.ceil(total / PAGE);
  const pagination = {
    total,
    currentPage: page,
    totalPages,
    hasNextPage: page < totalPages,
    page_size: PAGE,
  };
  return success({ images, pagination });
}

function otherOf(what: string, total: number): Buffer {
  const on = ['event_enabled', 'bib_search', 'selfie_search', 'video_search', 'timeline_search'];
  if (what === 'details')
    return success({
      event_id: 456,
      event_name: 'Bench',
      ...Object.fromEntries(on.map((key) => [key, true])),
    });
  const hours = [1, 2, 3, 4, 5].map((hour) => ({
    hour,
    count: Math.floor((total * hour) / 5) - Math.floor((total * (hour - 1)) / 5),
  }));
  return success({ days: [{ date: '2026-01-19', total, hours }] });
}

/** @param dist the folder with the built scripts */
export async function startRace(dist: string): Promise<Race> {
  const [thumbs, larges] = [await pool(400, KINDS), await pool(1600, 2)];
  let requests: Request[] = [];
  let base = '';
  const send = (
    response: ServerResponse,
    kind: Request['kind'],
    type: string,
    body: Buffer,
    delay: number,
  ): void => {
    setTimeout(() => {
      // Asked for and given up again.
      if (response.destroyed) return;
      requests.push({ at: Date.now(), kind, bytes: body.length });
      response.setHeader('content-type', type);
      response.setHeader('cache-control', kind === 'page' ? 'no-store' : 'public, max-age=3600');
      if (kind !== 'thumb' && kind !== 'large') response.setHeader('content-encoding', 'gzip');
      response.end(body);
    }, delay);
  };
  const answer = async (response: ServerResponse, url: URL): Promise<void> => {
    const [, first = '', second = '', ...rest] = url.pathname.split('/');
    const index = parseInt(second, 10);
    const of = (bodies: Buffer[][]) => {
      const kinds = bodies[shapeOf(index)] ?? [];
      return kinds[index % kinds.length] ?? Buffer.of();
    };
    const total = Number(second);
    const page = Number(url.searchParams.get('page') ?? 1);
    if (first === 'thumb') send(response, 'thumb', 'image/jpeg', of(thumbs), THUMB_MS);
    else if (first === 'img') send(response, 'large', 'image/jpeg', of(larges), LARGE_MS);
    else if (first === 'e' && rest.at(-1) === 'images')
      send(response, 'photos', 'application/json', photosOf(base, total, page), API_MS);
    else if (first === 'e')
      send(response, 'api', 'application/json', otherOf(rest.at(-1) ?? '', total), API_MS);
    else if (first === 'cdn') {
      const file = await readFile(`${dist}/cdn/${second}`);
      send(response, 'script', 'text/javascript', gzipSync(file), 0);
    } else if (first in pages) {
      const html = pages[first as keyof typeof pages](Number(url.searchParams.get('n') ?? 1000));
      send(response, 'page', 'text/html', gzipSync(html), 0);
    } else response.writeHead(404).end();
  };
  const server = createServer((message, response) => {
    const fail = () => void response.writeHead(404).end();
    answer(response, new URL(message.url ?? '/', base)).catch(fail);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: base,
    take: () => requests.splice(0),
    count: () => requests.length,
    close: () => {
      requests = [];
      server.closeAllConnections();
      server.close();
    },
  };
}
