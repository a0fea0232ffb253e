/** What pages and frameworks do to a tag before, while and after it is one: each of the four bears it. */
import { aTimeout } from '@open-wc/testing';
import '../../src/define.js';
import type { NinepicElement } from '../../src/elements/ninepic-element.js';
import { watchErrors, type ErrorWatch } from '../support/errors.js';
import { openFrame } from '../support/frame.js';
import { asked, expect, page, part, parts, says, tag, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

interface Kind {
  /** Properties that a framework sets, besides proxy and event. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Whether a visitor can see that they were heeded. */
  readonly isHeeded: (element: Element) => boolean;
  /** Whether a visitor can use it, however it is set up. */
  readonly isUsable: (element: Element) => boolean;
}

const kinds: Readonly<Record<string, Kind>> = {
  'ninepic-gallery': {
    given: { preview: 7, noTimeline: true, messages: { 'gallery.label': 'Ours' } },
    isHeeded: (gallery) => parts(gallery, 'tile').length === 7 && part(gallery, 'grid').ariaLabel === 'Ours',
    isUsable: (gallery) => says(gallery).includes('3,000 photos') && parts(gallery, 'tile').length > 3,
  },
  'ninepic-bib-search': {
    given: { value: '1234', label: 'Your number', messages: { 'bib.button': 'Los!' } },
    isHeeded: (search) =>
      part<HTMLInputElement>(search, 'input').value === '1234' &&
      part(search, 'button').innerText === 'Los!' &&
      search.shadowRoot?.querySelector('label')?.innerText === 'Your number',
    isUsable: (search) => !part<HTMLInputElement>(search, 'input').disabled,
  },
  'ninepic-selfie-search': {
    given: { privacyHref: '/privacy', controller: 'Hill Runners', noCamera: true },
    isHeeded: (search) =>
      part(search, 'consent').innerText.includes('Hill Runners') &&
      parts(search, 'camera').length === 0 &&
      !part<HTMLInputElement>(search, 'consent-checkbox').disabled,
    isUsable: (search) => parts(search, 'consent-checkbox').length > 0,
  },
  'ninepic-clip': {
    given: { messages: { 'clip.selfie.first': 'First a selfie' }, noDownload: true },
    isHeeded: (clip) => (clip.shadowRoot?.textContent ?? '').includes('First a selfie'),
    isUsable: (clip) => /selfie/i.test(clip.shadowRoot?.textContent ?? ''),
  },
};

/** A part that is not there yet is no error: the tag is on its way. */
const holds = (check: () => boolean) => () => {
  try {
    return check();
  } catch {
    return false;
  }
};

describe('any tag', () => {
  let stack: TestStack;
  let errors: ErrorWatch;
  beforeEach(async () => {
    stack = await openStack();
    errors = watchErrors();
  });
  afterEach(async () => {
    const thrown = errors.end();
    await stack.close();
    expect(thrown).to.deep.equal([]);
  });

  for (const [name, { given, isHeeded, isUsable }] of Object.entries(kinds)) {
    it(`${name} heeds properties that were set before the script came`, async () => {
      const framed = await openFrame(`<${name}></${name}>`, stack, undefined, '/__page/watch.js');
      const early = framed.document.querySelector(name) as NinepicElement;
      const { proxyUrl, eventId } = stack;
      const properties = { proxyUrl, eventId, ...given };
      Object.assign(early, properties);
      const script = framed.document.createElement('script');
      script.type = 'module';
      script.src = '/src/define.ts';
      framed.document.head.append(script);
      const element = await framed.find(name);
      expect(element).to.equal(early);
      await until(
        'what was asked for',
        holds(() => isHeeded(element)),
      );
      await until(
        'a tag to use',
        holds(() => isUsable(element)),
      );
      for (const [property, value] of Object.entries(properties)) {
        expect(Reflect.get(element, property), property).to.equal(value);
        // One that is the element's own would hide the real one from then on.
        expect(Object.hasOwn(element, property), property).to.equal(false);
      }
      expect(framed.violations()).to.deep.equal([]);
    });

    it(`${name} is made, copied, adopted by another document and moved in one task`, async () => {
      const body = await page('<main></main><aside></aside>');
      const element = document.createElement(name) as NinepicElement;
      body.querySelector('main')?.append(element);
      element.setAttribute('event-id', stack.eventId);
      element.setAttribute('proxy-url', stack.proxyUrl);
      const copy = element.cloneNode(true) as NinepicElement;
      const frame = document.createElement('iframe');
      body.append(frame);
      for (const other of [document.implementation.createHTMLDocument(), frame.contentDocument]) {
        other?.adoptNode(element);
        other?.body.append(element);
        body.querySelector('aside')?.append(element, copy);
      }
      copy.remove();
      body.prepend(element);
      frame.remove();
      await until(
        'a tag to use',
        holds(() => isUsable(element)),
      );
      const details = async () => (await asked(stack))['GET eventDetails'] ?? 0;
      await until('the event', async () => (await details()) > 0);
      expect(await details()).to.equal(1);
    });

    it(`${name} bears nonsense in every attribute: late, twice, and taken out again`, async () => {
      const body = await page(`<${name} proxy-url="{proxy}" event-id="{event}"></${name}>`, stack);
      const element = tag<NinepicElement>(body, name);
      await until(
        'a tag to use',
        holds(() => isUsable(element)),
      );
      const { observedAttributes } = customElements.get(name) as unknown as { observedAttributes: string[] };
      expect(observedAttributes.length).to.be.greaterThan(8);
      for (const attribute of observedAttributes) {
        const before = element.getAttribute(attribute);
        for (const value of ['', '-1', '{"a":1}', '<b>x</b>', 'javascript:alert(1)', '\u202e💥']) {
          element.setAttribute(attribute, value);
          element.setAttribute(attribute, value);
          await element.updateComplete;
        }
        element.removeAttribute(attribute);
        await element.updateComplete;
        if (before !== null) element.setAttribute(attribute, before);
        await element.updateComplete;
      }
      await aTimeout(0);
      await until(
        'a tag to use',
        holds(() => isUsable(element)),
      );
      expect((await stack.bill()).faces).to.have.length(0);
    });
  }
});
