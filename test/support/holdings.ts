import { patch } from './patches.js';

/** Counts the listeners on what outlives a tag: window, document, and the objects that hang on them. */
export function holdings(): () => number {
  const held = new Map<EventTarget, Set<string>>();
  const ids = new WeakMap<object, number>();
  let next = 0;
  const id = (listener: object) => ids.get(listener) ?? (ids.set(listener, (next += 1)), next);
  const name = (type: string, listener: unknown, options: unknown) => {
    const capture =
      options && typeof options === 'object' ? (options as AddEventListenerOptions).capture : options;
    return `${type} ${id(listener as object)} ${Boolean(capture)}`;
  };
  const lasting = (target: unknown) =>
    !(
      target instanceof Node &&
      target !== document &&
      target !== document.documentElement &&
      target !== document.body
    ) && !(target instanceof AbortSignal);
  // oxlint-disable-next-line typescript/unbound-method -- called on the real target below
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  patch(
    EventTarget.prototype,
    'addEventListener',
    function (this: EventTarget | undefined, ...given: Parameters<typeof add>) {
      const target = this ?? window;
      const [type, listener, options] = given;
      if (listener && lasting(target)) {
        const own = held.get(target) ?? new Set();
        held.set(target, own);
        const key = name(type, listener, options);
        own.add(key);
        const signal = typeof options === 'object' ? options.signal : undefined;
        if (signal) add.call(signal, 'abort', () => own.delete(key));
      }
      return add.apply(target, given);
    },
  );
  patch(
    EventTarget.prototype,
    'removeEventListener',
    function (this: EventTarget | undefined, ...given: Parameters<typeof remove>) {
      const target = this ?? window;
      const [type, listener, options] = given;
      if (listener) held.get(target)?.delete(name(type, listener, options));
      return remove.apply(target, given);
    },
  );
  return () => [...held.values()].reduce((sum, own) => sum + own.size, 0);
}
