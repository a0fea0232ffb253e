/**
 * `npm start`: the organiser's page on http://127.0.0.1:4173/ with the proxy behind it, and behind the proxy the fake;
 * or 9Pic itself, when NINEPIC_API_KEY, NINEPIC_ORG_ID and NINEPIC_EVENT_IDS are set.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createServer as createVite, type ViteDevServer } from 'vite';
import { optionsFromEnvironment } from '../src/proxy/environment.js';
import { createProxy } from '../src/proxy/index.js';
import { nodeListener } from '../src/proxy/node.js';
import type { FakeOptions } from './fake/index.js';
import { createGuide } from './pages/guide.js';
import { drawnPictures } from './pictures/index.js';
import { createStack } from './stack.js';

const HOST = '127.0.0.1';
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What answers below `/ninepic`, and which event the page shows. */
interface Backend {
  readonly eventId: string;
  readonly name: string;
  readonly handle: (message: IncomingMessage, response: ServerResponse) => boolean;
  /** The pretend 9Pic that playgrounds get; absent where the photos are real. */
  readonly fake?: FakeOptions;
  /** What can be prepared while nobody looks. */
  readonly warm?: () => Promise<void>;
  readonly close: () => Promise<void>;
}

async function fakeBackend(port: number): Promise<Backend> {
  const pictures = drawnPictures();
  // A pause that an answer from another continent would take: a demo without any hides how waiting looks.
  const fake = { pictures, latency: 80 };
  const stack = await createStack({
    mediaOrigin: `http://localhost:${port}`,
    fake,
    // Originals are saved through the proxy; who starts the demo again gets new links.
    proxy: { relaySecret: randomUUID() },
  });
  return {
    fake,
    eventId: '456',
    name: 'a pretend 9Pic API',
    warm: () => pictures.warm(),
    handle: (message, response) => stack.handle(message, response),
    close: stack.close,
  };
}

/** 9Pic itself, by the variables that `ninepic-proxy` reads; `undefined` when one of the three is missing. */
function liveBackend(): Backend | undefined {
  const options = optionsFromEnvironment(process.env);
  const [eventId] = options.events;
  if (!options.apiKey || !options.orgId || eventId === undefined) return undefined;
  const listener = nodeListener(createProxy({ ...options, basePath: '/ninepic' }));
  return {
    eventId: String(eventId),
    name: options.upstream ?? 'api.9pic.ai',
    handle(message, response) {
      if (!message.url?.startsWith('/ninepic/')) return false;
      listener(message, response);
      return true;
    },
    close: () => Promise.resolve(),
  };
}

/** The page in `demo/`, with its modules compiled by vite; its event is the one that is served. */
async function sendPage(vite: ViteDevServer, backend: Backend, response: ServerResponse): Promise<void> {
  const html = await readFile(new URL('index.html', import.meta.url), 'utf8');
  const page = html.replaceAll('data-event-id="456"', `data-event-id="${backend.eventId}"`);
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(await vite.transformIndexHtml('/demo/index.html', page));
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
}

async function start(): Promise<void> {
  const port = Number(process.env['PORT'] ?? 4173);
  const backend = liveBackend() ?? (await fakeBackend(port));
  const guide = createGuide(backend);
  const server = createServer();
  const vite = await createVite({
    root: ROOT,
    configFile: false,
    appType: 'custom',
    cacheDir: `${ROOT}.cache/vite`,
    logLevel: 'warn',
    optimizeDeps: { entries: ['demo/main.ts', 'src/cdn.ts'], include: ['lit', 'zod/mini'] },
    server: { middlewareMode: { server }, watch: { ignored: ['**/.cache/**', '**/test/**', '**/dist/**'] } },
  });

  server.on('request', (message, response) => {
    if (backend.handle(message, response) || guide.handle(message, response)) return;
    const path = message.url?.split('?', 1)[0];
    if (path === '/' || path === '/index.html') {
      sendPage(vite, backend, response).catch((error: unknown) => {
        console.error(error);
        response.writeHead(500).end('The page could not be built; the console says why.');
      });
      return;
    }
    vite.middlewares(message, response, () => {
      response.writeHead(404).end('Not found');
    });
  });

  await listen(server, port);
  console.log(`Race page: http://${HOST}:${port}/  (photos: ${backend.name})`);
  console.log(`For organisers: http://${HOST}:${port}/snippets/ and /playground/`);
  void backend.warm?.();

  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await vite.close();
    await guide.close();
    await backend.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void stop().then(() => process.exit(0));
    });
}

start().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code === 'EADDRINUSE' ? `${message}: set PORT to another port.` : error);
  process.exit(1);
});
