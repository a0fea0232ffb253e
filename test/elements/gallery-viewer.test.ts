/** A photo that is open while something changes: the network, the search, the race. */
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { focused, gallery, galleryScene, indexOf, nextFrame } from '../support/gallery-page.js';
import { expect, heard, page, part, parts, searchBib, shows, tag, tiles, until } from '../support/page.js';

describe('a photo that is open', () => {
  const now = galleryScene();

  async function openPhoto(element: NinepicGallery, index: number): Promise<void> {
    const tile = () => tiles(element).find((each) => indexOf(each) === index);
    await until('its tile', tile);
    tile()?.click();
    await until('the viewer', () => parts(element, 'viewer').length === 1);
  }
  async function close(element: NinepicGallery): Promise<void> {
    part(element, 'viewer-close').click();
    await until('the gallery', () => parts(element, 'viewer').length === 0);
  }
  const counts = (element: NinepicGallery, text: string) =>
    until(text, () => part(element, 'viewer-counter').innerText.trim() === text);
  const state = (element: NinepicGallery) =>
    part(element, 'viewer-photo').closest<HTMLElement>('.viewer-slide')?.dataset['state'];

  it('leads to one whose page had failed, once the server is well and she comes to it again', async () => {
    const element = await now.open('preview="0"');
    await until('photos', () => tiles(element).length > 0);
    await now.stack.fault('500', { route: 'photos', times: 'always' });
    element.revealPhoto(98);
    await openPhoto(element, 98);
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    await counts(element, '101 of 3,000');
    await until('its failure', () => state(element) === 'failed');
    await now.stack.heal();
    await sendKeys({ press: 'ArrowRight' });
    await counts(element, '102 of 3,000');
    await until('the photo', () => state(element) === 'ready');
    await close(element);
  });

  for (const [where, markup] of [
    ['around the gallery', `<div data-ninepic-no-hash>${gallery()}</div>`],
    [
      'on the search that shows them',
      '<ninepic-bib-search proxy-url="{proxy}" event-id="{event}" no-hash></ninepic-bib-search>',
    ],
  ] as const)
    it(`leaves the history alone where no-hash stands ${where}`, async () => {
      const body = await page(markup, await now.begin());
      const search = body.querySelector('ninepic-bib-search');
      if (search) await searchBib(search, '1234');
      const place = search?.shadowRoot ?? body;
      await until('a gallery', () => place.querySelector('ninepic-gallery'));
      const element = tag<NinepicGallery>(place, 'ninepic-gallery');
      await openPhoto(element, 2);
      expect((history.state as { ninepic?: unknown } | null)?.ninepic).to.equal(undefined);
      await close(element);
    });

  it('does not open again over another search when she goes forward to it', async () => {
    const element = await now.open();
    await openPhoto(element, 5);
    await close(element);
    void element.session?.searchBib('1234');
    await shows(element, 'for 1234');
    await until('its photos', () => tiles(element).length > 0);
    const arrived = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    history.forward();
    await arrived;
    // It would take as long to open as one of hers does.
    tiles(element)[0]?.click();
    await until('the viewer', () => parts(element, 'viewer').length === 1);
    expect(part(element, 'viewer-counter').innerText).to.contain('1 of');
    await close(element);
  });

  it('closes where the page turns to another race, is told as one of its own, and leads nowhere there', async () => {
    const [opened, closed] = [heard('ninepic-photo-open'), heard('ninepic-photo-close')];
    const element = await now.open('preview="0"');
    await until('the whole list', () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 50_000);
    element.revealPhoto(40);
    await openPhoto(element, 40);
    window.scrollTo(0, 0);
    element.eventId = '789';
    await until('the gallery', () => parts(element, 'viewer').length === 0);
    const [was, is] = [opened[0]?.detail, closed[0]?.detail];
    expect([is?.eventId, is?.index, is?.photo.id]).to.deep.equal(['456', 40, was?.photo.id]);
    await until('the other race', () => element.shownSet && tiles(element).length > 0);
    await nextFrame();
    expect([window.scrollY, focused(element)]).to.deep.equal([0, NaN]);
  });

  it('closes with a dialog of the page that the gallery is in, and leaves the page to her as it was', async () => {
    const stack = await now.begin();
    const body = await page(
      `<button>Partners</button><dialog style="overflow: auto">${gallery('preview="0"')}</dialog>`,
      stack,
    );
    const around = body.querySelector('dialog');
    const other = body.querySelector('button');
    around?.showModal();
    const element = tag<NinepicGallery>(body, 'ninepic-gallery');
    await openPhoto(element, 2);
    const closed = heard('ninepic-photo-close');
    around?.close();
    await until('the gallery', () => parts(element, 'viewer').length === 0);
    expect([closed.length, history.state, window.scrollY]).to.deep.equal([1, null, 0]);
    other?.focus();
    expect(document.activeElement === other).to.equal(true);
    around?.showModal();
    await openPhoto(element, 3);
    await close(element);
    expect(around?.open).to.equal(true);
  });

  it('does not open for another race while its viewer is still on its way', async () => {
    const element = await now.open();
    await until('photos', () => tiles(element).length > 0);
    tiles(element)[3]?.click();
    element.eventId = '789';
    await until('the other race', () => element.session?.eventId === '789' && tiles(element).length > 0);
    await openPhoto(element, 1);
    expect(part(element, 'viewer-counter').innerText).to.match(/^2 of/);
    await close(element);
  });
});
