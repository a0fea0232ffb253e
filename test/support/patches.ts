/** Replaces parts of the platform for one test and puts them back after it. */
const undo: (() => void)[] = [];

/** Replaces a property, own or inherited. */
export function patch<T extends object, K extends keyof T>(target: T, name: K, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
  undo.push(() => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  });
}

/** For `afterEach`: the last replacement is taken back first. */
export function unpatch(): void {
  for (const back of undo.splice(0).reverse()) back();
}
