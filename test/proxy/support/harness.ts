/** The proxy in the hands of a test: its handler without a socket, and the upstream that wrote down what reached it. */
import {
  createProxy,
  type NinepicProxy,
  type ProxyContext,
  type ProxyOptions,
} from '../../../src/proxy/index.js';
import type { LogEntry } from '../../../src/proxy/options.js';

export const KEY = 'CANARY-KEY-0123456789-abcdef';
export const SITE = 'https://race.example';
export const REQUEST_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const PROXY = 'https://proxy.example/ninepic';

/** A call that left the proxy for 9Pic. */
export interface SentCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: FormData | string | undefined;
}

type Reply = Response | Error | ((call: SentCall, signal: AbortSignal) => Response | Promise<Response>);

export interface Harness {
  readonly proxy: NinepicProxy;
  readonly sent: SentCall[];
  readonly logged: LogEntry[];
  /** Milliseconds since 1970 as the proxy sees them; a test moves them. */
  clock: { now: number };
  /** What 9Pic answers from now on. */
  reply(reply: Reply): void;
  get(path: string, headers?: Record<string, string>, context?: ProxyContext): Promise<Response>;
  post(
    path: string,
    body: FormData | string,
    headers?: Record<string, string>,
    context?: ProxyContext,
  ): Promise<Response>;
}

/** An enveloped answer of 9Pic. */
export const success = (data: unknown): Response =>
  Response.json({ responseType: 'success', message: 'fine', data });

export const failure = (status: number, message = 'no', headers: Record<string, string> = {}): Response =>
  Response.json({ responseType: 'error', message, data: null }, { status, headers });

/** A proxy for event 456 and the site https://race.example, with an upstream that answers an empty list. */
export function openProxy(options: Partial<ProxyOptions> = {}): Harness {
  const sent: SentCall[] = [];
  const logged: LogEntry[] = [];
  const clock = { now: Date.parse('2026-11-22T08:00:00Z') };
  let reply: Reply = () => success({ request_id: REQUEST_ID, images: [], pagination: {} });
  const proxy = createProxy({
    apiKey: KEY,
    orgId: 903,
    events: [456],
    origins: [SITE],
    now: () => clock.now,
    log: (entry) => logged.push(entry),
    fetch: async (input, init) => {
      const call: SentCall = {
        method: init?.method ?? 'GET',
        url: String(input instanceof Request ? input.url : input),
        headers: new Headers(init?.headers),
        body: init?.body as FormData | string | undefined,
      };
      sent.push(call);
      if (reply instanceof Error) throw reply;
      return typeof reply === 'function'
        ? reply(call, init?.signal ?? new AbortController().signal)
        : reply.clone();
    },
    ...options,
  });
  return {
    proxy,
    sent,
    logged,
    clock,
    reply: (next) => {
      reply = next;
    },
    get: (path, headers = {}, context = { address: '198.51.100.7' }) =>
      proxy(new Request(PROXY + path, { headers: { host: 'proxy.example', ...headers } }), context),
    post: (path, body, headers = {}, context = { address: '198.51.100.7' }) =>
      proxy(
        new Request(PROXY + path, {
          method: 'POST',
          body,
          headers: {
            host: 'proxy.example',
            origin: SITE,
            'x-ninepic-widget': '1.0.0',
            ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
            ...headers,
          },
        }),
        context,
      ),
  };
}

/** The form that the widget sends. */
export function selfieForm(picture: Uint8Array<ArrayBuffer> | undefined, requestId?: string): FormData {
  const form = new FormData();
  if (picture) form.append('file', new Blob([picture], { type: 'image/jpeg' }), 'IMG_20260119_holiday.jpg');
  if (requestId !== undefined) form.append('request_id', requestId);
  return form;
}

/** Waits for something that can be seen. @throws Error after ten seconds, so that a test never hangs */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
