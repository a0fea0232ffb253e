/** The pages for organisers beside the race page: snippets that run, from the files that a build makes. */
import { readFile, readdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { builtOnDemand } from './built.js';
import type { FakeOptions } from '../fake/index.js';
import { lookIndex, lookPage } from './looks.js';
import { createPlayStacks } from './play-stacks.js';
import { playground, preview } from './playground.js';
import { readValues, snippetIndex } from './snippet-index.js';
import { moduleOf, page, type Release, type Values } from './snippets.js';
import { tagData } from './tag-data.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const SOURCES = ['src', 'vite.config.ts', '.ci/build', 'package.json'];
const cdn = builtOnDemand('build:cdn', 'dist/cdn/integrity.json', SOURCES);
const manifest = builtOnDemand('build:manifest', 'dist/custom-elements.json', [
  'src/elements',
  'src/events.ts',
]);
const modules = builtOnDemand('build:modules', 'dist/index.js', ['src', 'tsconfig.build.json']);

interface Answer {
  readonly type: string;
  readonly body: string | Buffer;
}
type Page = (url: URL) => Promise<Answer | undefined>;

const html = (body: string): Answer => ({ type: '.html', body });
const json = (value: unknown): Answer => ({ type: '.json', body: JSON.stringify(value) });

/** @returns `{}` for a body that is no small JSON object */
async function readJson(message: IncomingMessage): Promise<{ names?: unknown }> {
  let text = '';
  for await (const chunk of message) if (text.length < 10_000) text += String(chunk);
  try {
    return Object(JSON.parse(text)) as { names?: unknown };
  } catch {
    return {};
  }
}

/** A file of a flat folder, by its bare name. */
async function fileOf(folder: string, name: string): Promise<Answer | undefined> {
  const names = await readdir(root + folder);
  return names.includes(name)
    ? { type: extname(name), body: await readFile(`${root}${folder}/${name}`) }
    : undefined;
}

async function release(): Promise<Release> {
  await cdn();
  const [about, integrity] = await Promise.all(
    ['package.json', 'dist/cdn/integrity.json'].map((path) => readFile(root + path, 'utf8')),
  );
  const { version } = JSON.parse(about ?? '') as { version: string };
  return { version, integrity: JSON.parse(integrity ?? '') as Record<string, string> };
}

/** The same server under its other name is another origin, as a page in a frame has it. */
const otherName = (host: string): string =>
  host.startsWith('localhost')
    ? host.replace('localhost', '127.0.0.1')
    : host.replace('127.0.0.1', 'localhost');

const ownValues = (host: string, eventId: string, version: string): Values => ({
  files: `/ninepic-elements/${version}`,
  proxy: '/ninepic',
  event: eventId,
  event2: eventId === '456' ? '789' : eventId,
  zone: 'Asia/Kolkata',
  privacy: '/#privacy',
  results: '/snippets/separate-pages-results',
  search: '/snippets/separate-pages',
  frame: `http://${otherName(host)}/snippets/iframe-page`,
  hosted: 'https://9pic.ai/',
});

/** As a bundler of the organiser makes it: by the package's name, out of `dist`. */
async function bundled(name: string): Promise<Answer | undefined> {
  const code = moduleOf(name);
  if (code === undefined) return undefined;
  await modules();
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root, sourcefile: `${name}.js` },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return { type: '.js', body: outputFiles[0]?.text ?? '' };
}

export interface GuideOptions {
  /** The event that the examples show. */
  readonly eventId: string;
  /** The pretend 9Pic of playgrounds; absent: the demo shows real photos, which cannot be told to fail. */
  readonly fake?: FakeOptions;
}

export interface Guide {
  close(): Promise<void>;
  /** @returns whether the request is for a page of these; it is answered then */
  handle(message: IncomingMessage, response: ServerResponse): boolean;
}

export function createGuide({ eventId, fake }: GuideOptions): Guide {
  const stacks = createPlayStacks(fake ?? {}, otherName);
  const pages: readonly [
    RegExp,
    (match: readonly string[], url: URL, message: IncomingMessage) => ReturnType<Page>,
  ][] = [
    [/^\/guide\/([\w.-]+)$/, ([, name = '']) => fileOf('demo/guide', name)],
    [
      /^\/ninepic-elements\/([\w.-]+)\/([\w.-]+)$/,
      async ([, version = '', name = '']) =>
        (await release()).version === version ? fileOf('dist/cdn', name) : undefined,
    ],
    [
      /^\/snippets\/$/,
      async (_match, url) => {
        const now = await release();
        const own = ownValues(url.host, eventId, now.version);
        return html(snippetIndex(readValues(url.searchParams, own), now));
      },
    ],
    [
      /^\/playground\/$/,
      async () => {
        await Promise.all([cdn(), manifest()]);
        const tags = tagData(await readFile(`${root}dist/custom-elements.json`, 'utf8'));
        return html(playground({ tags, eventId, pretend: fake !== undefined }));
      },
    ],
    [/^\/playground\/preview$/, async () => html(preview(`/ninepic-elements/${(await release()).version}`))],
    [
      /^\/playground\/new$/,
      async (_match, url, { method }) =>
        method === 'POST' && fake ? json(await stacks.open(url.host)) : undefined,
    ],
    [
      /^\/playground\/(\w+)\/faults$/,
      async ([, id = ''], _url, message) => {
        const { names } = message.method === 'POST' ? await readJson(message) : {};
        return Array.isArray(names) && stacks.set(id, names.map(String)) ? json({}) : undefined;
      },
    ],
    [
      /^\/playground\/(\w+)\/bill$/,
      ([, id = '']) => {
        const bill = stacks.bill(id);
        return Promise.resolve(bill === undefined ? undefined : json(bill));
      },
    ],
    [/^\/looks\/$/, () => Promise.resolve(html(lookIndex()))],
    [
      /^\/looks\/(\w+)$/,
      async ([, name = ''], url) => {
        const now = await release();
        const found = lookPage(name, ownValues(url.host, eventId, now.version), now);
        return found === undefined ? undefined : html(found);
      },
    ],
    [/^\/snippets\/([\w-]+)\.js$/, ([, name = '']) => bundled(name)],
    [
      /^\/snippets\/([\w-]+)$/,
      async ([, name = ''], url) => {
        if (!(await readdir(`${root}demo/snippets`)).includes(`${name}.html`)) return undefined;
        const now = await release();
        return html(page(name, ownValues(url.host, eventId, now.version), now));
      },
    ],
  ];

  return {
    close: () => stacks.close(),
    handle(message, response) {
      for (const stack of stacks.all) if (stack.handle(message, response)) return true;
      const url = new URL(message.url ?? '/', `http://${message.headers.host ?? 'localhost'}`);
      const hit = pages.flatMap(([path, serve]) => {
        const match = path.exec(url.pathname);
        return match ? [() => serve(match, url, message)] : [];
      })[0];
      if (!hit) return false;
      hit().then(
        (answer) => {
          if (!answer) response.writeHead(404).end('Not found');
          else
            response
              .writeHead(200, {
                'content-type': TYPES[answer.type] ?? 'application/octet-stream',
                // A script with `crossorigin` is asked for with CORS, from other sites too.
                'access-control-allow-origin': '*',
                'cache-control': 'no-cache',
              })
              .end(answer.body);
        },
        (error: unknown) => {
          console.error(error);
          response.writeHead(500).end('The page could not be built; the console says why.');
        },
      );
      return true;
    },
  };
}
