/**
 * Serves pages of their own for tests in a frame: with a strict policy, or to be loaded again. The markup comes in the
 * query, since only the tests ask.
 */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** What is used of Koa's context. */
interface Context {
  readonly path: string;
  readonly host: string;
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
  type: string;
  body: unknown;
  status?: number;
  set(name: string, value: string): void;
}

/** Counts from the first script on, before anything of ours runs. */
const WATCH = `window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample);
});`;

const otherOrigin = (host: string): string =>
  host.startsWith('localhost')
    ? host.replace('localhost', '127.0.0.1')
    : host.replace('127.0.0.1', 'localhost');

/** The policy that the README publishes (behaviour.md 1.9), for the hosts of a test's stack. */
const policy = (host: string, connect: string, images = `http://${otherOrigin(host)}`): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${images}`,
    `media-src http://${otherOrigin(host)}`,
    `connect-src ${connect}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** How often a file of `dist/cdn` was asked for, by the path that it was asked for by. */
const asked = new Map<string, number>();

/**
 * `/__lossy/<anything>/<name>~<times>/<file>`: a file of `dist/cdn`; the one of that name is lost so many times first, as on
 * a weak network. The first part of the path keeps tests apart.
 */
function sendOrLose(context: Context): void {
  const { path } = context;
  const [, , , lost = '', file = ''] = path.split('/');
  const [name, times] = lost.split('~');
  const count = (asked.get(path) ?? 0) + 1;
  asked.set(path, count);
  if (file === name && count <= Number(times)) {
    context.status = 503;
    return;
  }
  context.type = 'text/javascript';
  context.body = readFileSync(`dist/cdn/${basename(file)}`, 'utf8');
}

/** What holds back answers, by the part of the path that keeps tests apart. */
const gates = new Map<string, { readonly open: () => void; readonly passed: Promise<void> }>();

function gateOf(key: string) {
  const known = gates.get(key);
  if (known) return known;
  let open = (): void => undefined;
  const gate = { passed: new Promise<void>((resolve) => (open = resolve)), open: () => open() };
  gates.set(key, gate);
  return gate;
}

/**
 * `/__late/<anything>/<name>/<file>`: a file of `dist/cdn`; the one of that name comes once `/__late/<anything>/` was asked for,
 * as over a slow network.
 */
async function sendLate(context: Context): Promise<void> {
  const [, , key = '', late = '', file = ''] = context.path.split('/');
  const gate = gateOf(key);
  context.type = 'text/javascript';
  context.body = file ? readFileSync(`dist/cdn/${basename(file)}`, 'utf8') : '';
  if (!file) gate.open();
  else if (file === late) await gate.passed;
}

/** Koa middleware for `@web/test-runner`. */
export async function pageMiddleware(context: Context, next: () => Promise<unknown>): Promise<void> {
  if (context.path.startsWith('/__lossy/')) {
    sendOrLose(context);
    return;
  }
  if (context.path.startsWith('/__late/')) {
    await sendLate(context);
    return;
  }
  if (context.path === '/__page/watch.js') {
    context.type = 'text/javascript';
    context.body = WATCH;
    return;
  }
  if (context.path !== '/__page/') {
    await next();
    return;
  }
  const { markup = '', connect, images, src = '/src/define.ts' } = context.query;
  if (connect)
    context.set('content-security-policy', policy(context.host, String(connect), images?.toString()));
  context.type = 'text/html';
  const kind = String(src).endsWith('.iife.js') ? '' : 'type="module"';
  context.body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A race's page</title>
<script src="/__page/watch.js"></script><script ${kind} src="${String(src)}"></script>
<body>${String(markup)}`;
}
