import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { impostors, phonePhoto } from '../support/jpegs.js';
import { expect, page, part, parts, shows, tag, until } from '../support/page.js';
import { desktop, narrow } from '../support/screen.js';
import { ALONE, canUse, consent, isReady, makeReady, paid, pick } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

describe('a selfie search for everybody', () => {
  let stack: TestStack;
  let search: NinepicSelfieSearch;
  const open = async (around = ALONE) => {
    stack = await openStack();
    search = tag(await page(around, stack), 'ninepic-selfie-search');
    await until('the form', () => parts(search, 'consent').length > 0);
  };
  afterEach(async () => {
    await desktop();
    await stack.close();
  });

  const focused = () => search.shadowRoot?.activeElement ?? null;
  /** Where the focus is, by the name of the part or the words of a link. */
  const where = () => focused()?.getAttribute('part') ?? focused()?.textContent?.trim() ?? '';
  const tabTo = async (name: string) => {
    const stops: string[] = [];
    while (where() !== name) {
      if (stops.length > 12) throw new Error(`Tab does not lead to ${name}: ${stops.join(', ')}`);
      await sendKeys({ press: 'Tab' });
      stops.push(where());
    }
    return stops;
  };

  it('is used by keyboard alone, from the consent to the photos', async () => {
    await open();
    search.tabIndex = -1;
    search.focus();
    search.removeAttribute('tabindex');
    expect(await tabTo('consent-checkbox')).to.deep.equal(['Privacy page', 'consent-checkbox']);
    await sendKeys({ press: ' ' });
    await until('an open form', () => canUse(search, 'camera'));
    expect(await tabTo('camera')).to.deep.equal(['file', 'camera']);
    await sendKeys({ press: 'Enter' });
    await until('the viewfinder with the focus', () => where() === 'capture');
    await sendKeys({ press: ' ' });
    await isReady(search);
    await until('the search button with the focus', () => where() === 'button');
    await sendKeys({ press: 'Enter' });
    await shows(search, /photos? found/);
    await until('the focus to stay in the tag', () => where() === 'retake');
    expect(await tabTo('clear')).to.deep.equal(['clear']);
    await sendKeys({ press: 'Enter' });
    await until('the form again', () => where() === 'consent-checkbox');
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('says each thing once, in a live region that stays', async () => {
    await open();
    await makeReady(search);
    const region = part(search, 'status');
    expect(region.getAttribute('role')).to.equal('status');
    const heardTexts: string[] = [];
    const observer = new MutationObserver(() => {
      const text = region.innerText.trim();
      if (text && text !== heardTexts.at(-1)) heardTexts.push(text);
    });
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    await stack.fault('slow', { route: 'startFaces', ms: 200 });
    part(search, 'button').click();
    await shows(search, /photos? found/);
    expect(part(search, 'status') === region).to.equal(true);
    observer.disconnect();
    expect(heardTexts).to.have.length(2);
    expect(heardTexts[0]).to.contain('Searching for your face');
    expect(heardTexts[1]).to.match(/^\d+ photos? found\.$/);
  });

  const states: Record<string, () => Promise<void>> = {
    'at the start': () => Promise.resolve(),
    'with consent': async () => {
      await consent(search);
      await until('an open form', () => canUse(search, 'camera'));
    },
    'with the camera open': async () => {
      await states['with consent']?.();
      part(search, 'camera').click();
      await until('the viewfinder', () => canUse(search, 'capture'));
    },
    'with a refused file': async () => {
      await consent(search);
      await pick(search, impostors.pdf);
      await shows(search, 'PDF');
    },
    'with a picture': () => makeReady(search),
    'with a wide picture': async () => {
      await makeReady(search, await phonePhoto(1, 1200, 800));
      await until('its preview', () => part<HTMLCanvasElement>(search, 'preview').width === 640);
    },
    'while it searches': async () => {
      await stack.fault('slow', { route: 'startFaces', ms: 3000 });
      await makeReady(search);
      part(search, 'button').click();
      await shows(search, 'Searching');
    },
    'after a failure': async () => {
      await stack.fault('status', { route: 'startFaces', at: 'proxy', status: 403 });
      await makeReady(search);
      part(search, 'button').click();
      await shows(search, 'refused');
    },
    'with a result': async () => {
      await makeReady(search);
      part(search, 'button').click();
      await shows(search, /photos? found/);
    },
  };
  const lookout = `<div style="background: #111; color: #eee; color-scheme: dark" dir="rtl">${ALONE}</div>`;

  for (const [state, reach] of Object.entries(states))
    it(`is accessible, and fits 320 pixels, ${state}`, async () => {
      await narrow(320);
      await open();
      await reach();
      await expect(search).to.be.accessible();
      const wide = [...(search.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])].filter(
        (element) => element.getBoundingClientRect().right > 320.5 && !element.closest('.sr-only'),
      );
      expect(wide.map(({ outerHTML }) => outerHTML.slice(0, 60))).to.be.empty;
      for (const control of search.shadowRoot?.querySelectorAll<HTMLElement>('button, input, select') ?? []) {
        const { width, height } = control.getBoundingClientRect();
        // A box of 24 pixels counts as large enough, and its label is larger.
        const least = control.matches('[type=checkbox]') ? 24 : 44;
        if (width > 0) expect(height, control.outerHTML.slice(0, 60)).to.be.at.least(least);
      }
    });

  for (const state of ['at the start', 'with a refused file', 'with a result'])
    it(`reads from right to left on a dark page, ${state}`, async () => {
      await narrow(320);
      await open(lookout);
      await states[state]?.();
      await expect(search).to.be.accessible();
      const base = part(search, 'base').getBoundingClientRect();
      for (const text of search.shadowRoot?.querySelectorAll<HTMLElement>('p, label, .row') ?? []) {
        const { left, right, width } = text.getBoundingClientRect();
        if (width > 0)
          expect([left >= base.left - 0.5, right <= base.right + 0.5]).to.deep.equal([true, true]);
      }
      const [first] = search.shadowRoot?.querySelectorAll<HTMLElement>('input[type=checkbox], button') ?? [];
      expect(first?.getBoundingClientRect().right ?? 0).to.be.greaterThan(160);
    });
});
