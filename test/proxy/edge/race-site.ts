/** A race's website on a port of its own: the page with the tags, their script, and the pictures of the fake. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createFake, type Fake } from '../../../demo/fake/index.js';
import { serveFetch } from '../../../demo/node-http.js';

const ENTRY = fileURLToPath(new URL('../../../src/cdn.ts', import.meta.url));

type Listener = (message: IncomingMessage, response: ServerResponse) => void;

export interface RaceSite {
  /** Another host name than the proxy's 127.0.0.1, so that the browser takes the two for different sites. */
  readonly origin: string;
  readonly fake: Fake;
  /** Where the fake's API listens. */
  readonly api: string;
  /** Names the proxy that the page is to use, before the page is opened. */
  useProxy(url: string): void;
  close(): Promise<void>;
}

async function listen(listener: Listener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

const end = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** The tags as a script tag loads them, in memory: path to text. */
async function scripts(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { ninepic: ENTRY },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/',
    write: false,
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

const page = (proxyUrl: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="data:," />
    <title>Sahyadri Trail Marathon</title>
    <script type="module" src="/ninepic.js" data-proxy-url="${proxyUrl}" data-event-id="456"></script>
    <style>body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 60rem }</style>
  </head>
  <body>
    <h1>Your photos</h1>
    <ninepic-bib-search></ninepic-bib-search>
    <ninepic-selfie-search privacy-href="/privacy"></ninepic-selfie-search>
    <ninepic-gallery><a href="https://race.example/photos">All photos</a></ninepic-gallery>
  </body>
</html>`;

/** @param apiKey the key that the fake takes */
export async function startRaceSite(apiKey: string): Promise<RaceSite> {
  const files = await scripts();
  let proxyUrl = '';
  const site = await listen((message, response) => {
    const path = message.url?.split('?', 1)[0] ?? '/';
    const script = files.get(path);
    if (path.startsWith('/media/')) {
      void serveFetch(fake.fetch, message, response, message.url?.slice('/media'.length));
    } else if (script !== undefined) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    } else if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(proxyUrl));
    } else {
      response.writeHead(404).end();
    }
  });
  const origin = `http://localhost:${site.port}`;
  const fake = createFake({ apiKey, mediaBase: `${origin}/media` });
  const api = await listen((message, response) => void serveFetch(fake.fetch, message, response));
  return {
    origin,
    fake,
    api: `http://127.0.0.1:${api.port}`,
    useProxy: (url) => (proxyUrl = url),
    close: async () => {
      await Promise.all([end(site.server), end(api.server)]);
    },
  };
}
