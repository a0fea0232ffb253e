/**
 * Gives every browser test a server side of its own: the real proxy and the fake behind `/__stack/<id>/`, on the server
 * of the test runner, so that requests are real HTTP with the headers that browsers really send.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createStack, type Stack } from '../../demo/stack.js';
import type { FaultName, FaultOptions } from '../../demo/fake/index.js';
import type { OpenStackOptions, StackOpened } from './stack.js';

/** What is used of Koa's context. */
interface Context {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  respond: boolean;
  status: number;
  body: unknown;
}

const PREFIX = '/__stack/';
const stacks = new Map<string, Stack>();

async function readJson(message: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of message) text += String(chunk);
  return text === '' ? {} : JSON.parse(text);
}

/** The same server under its other name: `localhost` and `127.0.0.1` are two origins. */
function otherOrigin(host: string): string {
  const [name = 'localhost', port = '80'] = host.split(':');
  return `http://${name === 'localhost' ? '127.0.0.1' : 'localhost'}:${port}`;
}

async function open(message: IncomingMessage, options: OpenStackOptions): Promise<StackOpened> {
  const id = randomUUID().slice(0, 8);
  const host = message.headers.host ?? 'localhost';
  const { pictures = 'tiny', eventId = 456, fake = {}, proxy = {}, upstream = 'in-process' } = options;
  // The drawn pictures bring sharp along; most tests do not look at pictures.
  const source =
    pictures === 'drawn' ? { pictures: (await import('../../demo/pictures/index.js')).drawnPictures() } : {};
  const stack = await createStack({
    prefix: `${PREFIX}${id}`,
    mediaOrigin: otherOrigin(host),
    upstream,
    fake: { ...fake, ...source },
    proxy: { log: () => undefined, ...proxy },
  });
  stacks.set(id, stack);
  return { id, proxyUrl: `http://${host}${stack.proxyPath}`, eventId: String(eventId) };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** What a test may ask of its stack, by the last part of the address. */
const verbs: Record<string, (stack: Stack, body: never) => unknown> = {
  bill: ({ fake: { bill } }) => {
    const { searches, faces, clips, matchesRun, counts } = bill;
    return { searches, faces, clips, matchesRun, counts };
  },
  requests: ({ calls }) => calls,
  upstream: ({ fake }) => fake.bill.requests.map(({ upload: _, ...request }) => request),
  uploads: ({ fake }) =>
    fake.bill.requests.flatMap(({ upload }) => (upload ? [{ ...upload, bytes: base64(upload.bytes) }] : [])),
  fault: (stack, { name, at, ...options }: { name: FaultName; at?: string } & FaultOptions) => {
    const faults = at === 'proxy' ? stack.faults : stack.fake.faults;
    faults.arm(name, options);
  },
  heal: (stack) => {
    stack.faults.clear();
    stack.fake.faults.clear();
  },
  clock: ({ fake }, { advance }: { advance: number }) => fake.clock.advance(advance),
  configure: ({ fake }, settings: object) => fake.configure(settings),
  photos: ({ fake }, change: { eventId: number; insertAt?: number; removeAt?: number; count: number }) => {
    const album = fake.album(change.eventId);
    if (change.insertAt !== undefined) album.insert(change.insertAt, change.count);
    if (change.removeAt !== undefined) album.remove(change.removeAt, change.count);
  },
};

/** Koa middleware for `@web/test-runner`. */
export async function stackMiddleware(context: Context, next: () => Promise<unknown>): Promise<void> {
  const url = context.req.url ?? '';
  if (!url.startsWith(PREFIX)) {
    await next();
    return;
  }
  const [id = '', verb = ''] = url.slice(PREFIX.length).split(/[/?]/);
  if (id === 'new') {
    context.body = await open(context.req, (await readJson(context.req)) as OpenStackOptions);
    return;
  }
  const stack = stacks.get(id);
  if (!stack) {
    context.status = 404;
    return;
  }
  if (verb === 'close') {
    stacks.delete(id);
    await stack.close();
    context.status = 204;
    return;
  }
  const act = verbs[verb];
  if (act) {
    const body = context.req.method === 'POST' ? await readJson(context.req) : {};
    context.body = act(stack, body as never) ?? { ok: true };
    return;
  }
  // Koa would say 404 for what it did not answer itself, and the runner would list it as missing.
  context.status = 200;
  if (stack.handle(context.req, context.res)) context.respond = false;
  else context.status = 404;
}
