/** A page in a frame: with a policy of its own, and loaded again as often as a test likes. */
import { fixture } from '@open-wc/testing';
import type { NinepicElement } from '../../src/elements/ninepic-element.js';
import { tag, until } from './page.js';
import type { TestStack } from './stack.js';

export interface FramedPage {
  /** A tag, once it is upgraded. */
  find<T extends NinepicElement>(name: string): Promise<T>;
  /** What the page's policy forbade, from its first script on. */
  violations(): readonly string[];
  /** Requests that the page has made, by address. */
  requests(): readonly string[];
  readonly document: Document;
  reload(): Promise<void>;
}

/**
 * @param connect the page's `connect-src`, under the strict policy; absent: no policy
 * @param src the page's script; default: the sources of all tags
 * @param images the page's `img-src` under that policy; default: where the photos are
 */
export async function openFrame(
  markup: string,
  stack: Pick<TestStack, 'proxyUrl' | 'eventId'>,
  connect?: string,
  src?: string,
  images?: string,
): Promise<FramedPage> {
  const filled = markup.replaceAll('{proxy}', stack.proxyUrl).replaceAll('{event}', stack.eventId);
  const query = new URLSearchParams({
    markup: filled,
    ...(connect ? { connect } : {}),
    ...(src ? { src } : {}),
    ...(images ? { images } : {}),
  });
  const frame = await fixture<HTMLIFrameElement>('<iframe title="page" width="600" height="600"></iframe>');
  const load = async (start: () => void) => {
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    start();
    await loaded;
  };
  const view = (): (Window & { violations?: string[] }) | null => frame.contentWindow;
  await load(() => (frame.src = `/__page/?${query.toString()}`));
  const documentOf = (): Document => {
    if (!frame.contentDocument) throw new Error('The page is gone.');
    return frame.contentDocument;
  };
  return {
    get document(): Document {
      return documentOf();
    },
    async find<T extends NinepicElement>(name: string) {
      await until(`<${name}>`, () => documentOf().querySelector(name)?.shadowRoot?.childElementCount);
      return tag<T>(documentOf(), name);
    },
    violations: () => view()?.violations ?? ['no watch'],
    requests: () =>
      view()
        ?.performance.getEntriesByType('resource')
        .map(({ name }) => name) ?? [],
    reload: () => load(() => view()?.location.reload()),
  };
}
