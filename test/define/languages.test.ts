/** Files of a language, as they lie beside the script tags' own: found by each of them, and lost on their way. */
import { expect, part, shows, until } from '../support/page.js';
import { openFrame } from '../support/frame.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const TAGS = `<div lang="ta">
  <ninepic-gallery proxy-url="{proxy}" event-id="{event}" no-timeline></ninepic-gallery>
  <ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>
</div>`;

describe('the files of a language', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  for (const file of ['ninepic.js', 'ninepic.iife.js', 'gallery.js'])
    it(`are found by ${file}, once each`, async () => {
      const frame = await openFrame(TAGS, stack, undefined, `/dist/cdn/${file}`);
      const gallery = await frame.find('ninepic-gallery');
      await shows(gallery, '3,000 படங்கள்');
      const asked = () => frame.requests().filter((address) => address.includes('/i18n-'));
      await until('the files', () => asked().length === 3);
      expect(asked().map((address) => address.split('/').at(-1))).to.have.members([
        'i18n-ta-download.js',
        'i18n-ta-first.js',
        'i18n-ta-later.js',
      ]);
    });

  it('leave English where they are lost, asked for once, and come when the network is back', async () => {
    const folder = `/__lossy/${crypto.randomUUID()}/i18n-ta-first.js~2`;
    const frame = await openFrame(TAGS, stack, undefined, `${folder}/ninepic.js`);
    const gallery = await frame.find('ninepic-gallery');
    await shows(gallery, '3,000 photos');
    await until('the other file', () =>
      frame.requests().some((address) => address.includes('/i18n-ta-later.js')),
    );
    await until('the mark', () => part(gallery, 'base').getAttribute('lang') === 'en');
    // A third request would be answered.
    for (let drawn = 0; drawn < 20; drawn += 1) {
      gallery.requestUpdate();
      await gallery.updateComplete;
    }
    expect(part(gallery, 'status').innerText).to.contain('3,000 photos');
    const view = frame.document.defaultView;
    // The listener is there once the failure is known, which nothing on the page shows.
    await until('Tamil', () => {
      view?.dispatchEvent(new Event('online'));
      return part(gallery, 'status').innerText.includes('3,000 படங்கள்');
    });
    expect(part(gallery, 'base').hasAttribute('lang')).to.equal(false);
  });
});
