/** What the routes behind the guard work with. */
import type { Params, Route, RouteName } from '../api/routes.js';
import type { Query } from './guard.js';
import type { Hooks } from './hooks.js';
import type { Limits } from './limits.js';
import type { ProxyConfig } from './options.js';
import type { ProxyStore } from './store.js';
import type { Upstream } from './upstream.js';

/** What the platform knows of a request besides the request. */
export interface ProxyContext {
  /** The address of the socket, or what the platform guarantees instead of it (`CF-Connecting-IP` on Workers). */
  readonly address?: string;
  /** Keeps the platform from ending work that goes on after the answer, or after the visitor has left. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

/** One request that has passed the guard. */
export interface Call {
  readonly name: RouteName;
  readonly route: Route;
  readonly params: Params;
  readonly query: Query;
  readonly request: Request;
  readonly context: ProxyContext;
  /** The address that budgets are counted on. */
  readonly address: string;
}

/** What all calls of one proxy share. */
export interface Services {
  readonly config: ProxyConfig;
  readonly store: ProxyStore;
  readonly upstream: Upstream;
  readonly limits: Limits;
  readonly hooks: Hooks;
}
