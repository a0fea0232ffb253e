/** `ninepic-elements/proxy`: the server half. Request and Response only, so it runs wherever those two exist. */
export { createProxy, type NinepicProxy, type ProxyContext } from './handler.js';
export type { Budget, LogEntry, OriginalsBy, ProxyLimits, ProxyOptions } from './options.js';
export { optionsFromEnvironment } from './environment.js';
export type { ProxyStore, Taken } from './store.js';
