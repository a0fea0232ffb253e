/** The proxy of ninepic-elements on Cloudflare Workers. All settings are the variables of `ninepic-proxy`. */
import { createProxy, type NinepicProxy, optionsFromEnvironment } from 'ninepic-elements/proxy';
import { DurableStore, type LedgerNamespace } from './ledger.js';

export { Ledger } from './ledger.js';

interface Env {
  readonly LEDGER: LedgerNamespace;
  readonly [variable: string]: unknown;
}

interface Context {
  waitUntil(work: Promise<unknown>): void;
}

/** One for as long as Cloudflare keeps this copy of the Worker; its settings never change meanwhile. */
let proxy: NinepicProxy | undefined;

export default {
  fetch(request: Request, env: Env, context: Context): Promise<Response> {
    proxy ??= createProxy({ ...optionsFromEnvironment(env), store: new DurableStore(env.LEDGER) });
    const address = request.headers.get('cf-connecting-ip') ?? undefined;
    return proxy(request, {
      ...(address === undefined ? {} : { address }),
      // A search goes on when the runner's phone loses its connection: it has been paid for.
      waitUntil: (work) => context.waitUntil(work),
    });
  },
};
