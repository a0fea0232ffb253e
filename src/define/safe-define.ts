/** Registers a tag once, whoever comes first (behaviour.md R2.9). */
import { VERSION } from '../api/version.js';

interface Versioned {
  ninepicVersion?: string;
}

/** For organisers: `#ninepic-doctor` in the address shows what is wrong on the page. On a server there is no address. */
function examine(): void {
  if (globalThis.location?.hash.includes('ninepic-doctor'))
    void import('../doctor/open.js').then(({ open }) => open());
}

/**
 * A name that is taken is left alone: with a warning where another version or another library holds it, in silence where
 * it is a second copy of ours.
 */
export function safeDefine(tag: string, element: CustomElementConstructor): void {
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  if (!registry) return;
  const holder: (CustomElementConstructor & Versioned) | undefined = registry.get(tag);
  if (holder) {
    const other = holder.ninepicVersion;
    if (other !== VERSION)
      console.warn(
        `<${tag}> is defined by ${other ? `ninepic-elements ${other}` : 'something else'}, not ${VERSION}.`,
      );
    return;
  }
  Object.defineProperty(element, 'ninepicVersion', { value: VERSION });
  registry.define(tag, element);
  examine();
  globalThis.addEventListener?.('hashchange', examine);
}
