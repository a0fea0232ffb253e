/** An organiser switches something off, at 9Pic or in her proxy. */
import '../../src/define.js';
import { asked, expect, page, parts, searchBib, shows, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';

describe('an organiser switches something off', () => {
  it('switches a feature off at 9Pic: one sentence, no request, and her own fallback', async () => {
    const off = await openStack({ eventId: 459 });
    const body = await page(
      '<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"><a href="/x">On 9Pic</a></ninepic-bib-search>',
      off,
    );
    const search = tag(body, 'ninepic-bib-search');
    await shows(search, 'not offered');
    expect(parts(search, 'input')).to.be.empty;
    expect(body.querySelector('a')?.offsetHeight).to.be.greaterThan(0);
    expect(await asked(off)).to.deep.equal({ 'GET eventDetails': 1 });
    await off.close();
  });

  it('shows no photo of an event that is not open, even where photos came before that was known', async () => {
    const closed = await openStack({ eventId: 458, proxy: { events: [458] } });
    await closed.fault('slow', { route: 'eventDetails', ms: 600 });
    const body = await page(
      '<ninepic-gallery proxy-url="{proxy}" event-id="{event}"><a href="/x">On 9Pic</a></ninepic-gallery>',
      closed,
    );
    const gallery = tag(body, 'ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 0);
    await shows(gallery, 'Photos of this event are not open yet.');
    expect([tiles(gallery).length, gallery.matches(':state(off)')]).to.deep.equal([0, true]);
    await closed.close();
  });

  it('shows photos by search only: what is found is shown all the same', async () => {
    const searches = await openStack({ proxy: { routes: { gallery: false } } });
    const body = await page(
      `<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>
        <ninepic-gallery proxy-url="{proxy}" event-id="{event}"></ninepic-gallery>`,
      searches,
    );
    const gallery = tag(body, 'ninepic-gallery');
    await shows(gallery, 'by search only');
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(gallery, 'for 1234');
    await until('her photos', () => tiles(gallery).length > 0);
    await searches.close();
  });
});
