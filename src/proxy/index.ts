/** `ninepic-elements/proxy`: the server half. Request and Response only, so it runs wherever those two exist. */
export type { ProxyContext } from './call.js';
export { optionsFromEnvironment } from './environment.js';
export { createProxy, type NinepicProxy } from './handler.js';
export { MemoryStore } from './memory-store.js';
export type { Budget, LogEntry, OriginalsBy, ProxyLimits, ProxyOptions } from './options.js';
export type { ProxyStore, Taken } from './store.js';
