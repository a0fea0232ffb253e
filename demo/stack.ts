/**
 * The whole server side on one listener: the fake, the real proxy in front of it, and the hosts of pictures and
 * originals. `npm start` mounts it once, the browser tests mount it once a test.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchPath } from '../src/api/routes.js';
import { createProxy, type NinepicProxy, type ProxyOptions } from '../src/proxy/index.js';
import { nodeListener } from '../src/proxy/node.js';
import {
  ConnectionLost,
  createFake,
  createFaults,
  type Endpoint,
  type Fake,
  type FakeOptions,
  type Faults,
} from './fake/index.js';
import { serveFetch } from './node-http.js';

export interface StackOptions {
  /** Where everything is mounted; default: at the root. Without a slash at the end. */
  readonly prefix?: string;
  /**
   * Origin at which this same listener serves pictures and originals, for example `http://localhost:4173` for a page at
   * `http://127.0.0.1:4173`: another host name is another origin, so CORS is the real thing.
   */
  readonly mediaOrigin: string;
  readonly fake?: FakeOptions;
  /** Over `fake`'s key and organisation, `events: [456, 789, 459, 460]` and `relayHosts` with this listener's storage. */
  readonly proxy?: Partial<ProxyOptions>;
  /** How the proxy reaches the fake: over HTTP on loopback, or by a call in this process (faster). Default `http`. */
  readonly upstream?: 'http' | 'in-process';
}

/** One request of a browser to the proxy. */
export interface ProxyCall {
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Below the proxy's mount, with the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Stack {
  readonly fake: Fake;
  /** Faults between the browser and the proxy; `fake.faults` are between the proxy and 9Pic. */
  readonly faults: Faults;
  /** Requests of browsers to the proxy, preflights included. */
  readonly calls: readonly ProxyCall[];
  /** Path of the proxy on this listener. */
  readonly proxyPath: string;
  /** @returns whether the request was for this stack; it is answered then */
  handle(message: IncomingMessage, response: ServerResponse): boolean;
  readonly close: () => Promise<void>;
}

const API_KEY = 'demo-key';

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function endpointOf(method: string, path: string): Endpoint {
  try {
    const match = matchPath(path.split('/').slice(1).map(decodeURIComponent));
    return match?.byMethod.get(method) ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

/** How the proxy gets to the fake, and how that way is closed again. */
async function reach(
  fake: Fake,
  upstream: 'http' | 'in-process',
  storage: string,
): Promise<{ options: Partial<ProxyOptions>; close: () => Promise<void> }> {
  if (upstream === 'in-process') {
    const call: typeof fetch = (input, init) => {
      const request = new Request(input, init);
      // What the listener takes off the path of an original, it takes off here as well.
      const path = request.url.startsWith(`${storage}/`) ? request.url.slice(storage.length) : undefined;
      return fake.fetch(path === undefined ? request : new Request(new URL(path, storage), request));
    };
    return { options: { fetch: call }, close: () => Promise.resolve() };
  }
  const server = createServer((message, response) => void serveFetch(fake.fetch, message, response));
  const origin = await listen(server);
  return {
    options: { upstream: origin },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Builds a stack; it serves as soon as its `handle` is mounted. */
export async function createStack(options: StackOptions): Promise<Stack> {
  const { prefix = '', mediaOrigin } = options;
  const proxyPath = `${prefix}/ninepic`;
  const mediaPath = `${prefix}/media`;
  const storagePath = `${prefix}/storage`;
  const fake = createFake({
    apiKey: API_KEY,
    ...options.fake,
    mediaBase: mediaOrigin + mediaPath,
    storageBase: mediaOrigin + storagePath,
  });
  const way = await reach(fake, options.upstream ?? 'http', mediaOrigin + storagePath);
  const proxy = createProxy({
    apiKey: API_KEY,
    orgId: options.fake?.orgId ?? 903,
    events: [456, 789, 459, 460],
    now: () => fake.clock.now(),
    relayHosts: [new URL(mediaOrigin).host],
    ...way.options,
    basePath: proxyPath,
    ...options.proxy,
  });
  const faults = createFaults(fake.clock);
  const calls: ProxyCall[] = [];

  /** The proxy behind the faults of its own way; a lost connection has to be a cut socket. */
  const behindFaults =
    (endpoint: Endpoint, message: IncomingMessage): NinepicProxy =>
    async (request, context) => {
      try {
        return await faults.around(endpoint, request, () => proxy(request, context));
      } catch (error) {
        if (error instanceof ConnectionLost) message.socket.destroy();
        throw error;
      }
    };

  return {
    fake,
    faults,
    calls,
    proxyPath,
    handle(message, response) {
      const url = message.url ?? '';
      const below = (path: string) => (url.startsWith(`${path}/`) ? url.slice(path.length) : undefined);
      const media = below(mediaPath) ?? below(storagePath);
      if (media !== undefined) {
        void serveFetch(fake.fetch, message, response, media);
        return true;
      }
      const target = below(proxyPath);
      if (target === undefined) return false;
      const { method = 'GET', headers } = message;
      const endpoint = endpointOf(method, target.split('?', 1)[0] ?? '');
      calls.push({ endpoint, method, target, headers: headers as Record<string, string> });
      nodeListener(behindFaults(endpoint, message))(message, response);
      return true;
    },
    close: way.close,
  };
}
