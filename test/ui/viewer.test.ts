/** What the viewer shows, loads, says and saves, also of a list that is long, short or late. */
import { expect, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { reducedMotion } from '../support/screen.js';
import { aScene, press, viewerPage } from './viewer-scene.js';

describe('the photo viewer', () => {
  viewerPage();

  it('shows the thumbnail at once and the large picture over it when it is there', async () => {
    const scene = await aScene();
    scene.open(2);
    const photo = scene.part<HTMLImageElement>('viewer-photo');
    expect(photo.alt).to.equal('Photo 3 of 12');
    const thumbnail = photo.parentElement?.querySelector<HTMLImageElement>('.viewer-thumbnail');
    expect(thumbnail?.src).to.equal(scene.photo(2).thumbnail);
    await scene.loaded();
    expect(photo.src).to.equal(scene.photo(2).preview);
    expect(scene.counter).to.equal('3 of 12');
  });

  it('shows a large picture at once that is here already', async () => {
    const scene = await aScene();
    const seen = new Image();
    seen.src = scene.photo(1).preview;
    await seen.decode();
    scene.open(1);
    const photo = scene.part<HTMLImageElement>('viewer-photo');
    expect([photo.complete, getComputedStyle(photo).opacity]).to.deep.equal([true, '1']);
    expect(getComputedStyle(photo.previousElementSibling as Element).visibility).to.equal('visible');
  });

  it('is accessible', async () => {
    const scene = await (await aScene()).opened(1);
    await expect(scene.host).to.be.accessible();
  });

  for (const scale of [2, 5])
    it(`can be closed where the page was pinched to ${scale} times its size, which the viewer cannot undo`, async () => {
      await setViewport({ width: 390, height: 844 });
      const [width, height] = [390 / scale, 844 / scale];
      const seen = Object.assign(new EventTarget(), { scale, offsetLeft: 60, offsetTop: 90, width, height });
      const { visualViewport } = window;
      Object.defineProperty(window, 'visualViewport', { configurable: true, value: seen });
      const scene = await (await aScene({ length: 3000 })).opened(1011);
      Object.defineProperty(window, 'visualViewport', { configurable: true, value: visualViewport });
      const { left, right, top, bottom } = scene.part('viewer-close').getBoundingClientRect();
      await setViewport({ width: 900, height: 600 });
      expect(left).to.be.at.least(60);
      expect(top).to.be.at.least(90);
      expect(right).to.be.at.most(60 + width);
      expect(bottom).to.be.at.most(90 + height);
    });

  it('writes large numbers as the language does', async () => {
    const scene = await aScene({ length: 3000 });
    scene.open(11);
    expect(scene.counter).to.equal('12 of 3,000');
  });

  it('never holds more than three photos, and lets go of the others', async () => {
    const scene = await (await aScene()).opened(0);
    for (let n = 2; n <= 8; n += 1) {
      await press('ArrowRight');
      await scene.shows(`${n} of 12`);
    }
    await scene.loaded();
    const images = [...scene.stage.querySelectorAll('img')];
    expect(scene.stage.querySelectorAll('.viewer-slide')).to.have.length(3);
    expect(images).to.have.length(6);
    const large = images.map(({ src }) => src.split('#')[1]).filter(Boolean);
    expect(large.sort()).to.deep.equal(['6', '7', '8']);
    scene.part('viewer-close').click();
    await scene.isClosed();
    expect(images.filter((image) => image.hasAttribute('src'))).to.be.empty;
  });

  describe('a long list', () => {
    it('passes over holes', async () => {
      const scene = await (await aScene({ gone: [2, 3, 11] })).opened(1);
      scene.part('viewer-next').click();
      await scene.shows('5 of 12');
      await press('End');
      await scene.shows('11 of 12');
      expect(scene.part('viewer-next').ariaDisabled).to.equal('true');
      await press('Home');
      await press('ArrowRight');
      await press('ArrowRight');
      await scene.shows('5 of 12');
      await press('ArrowLeft');
      await scene.shows('2 of 12');
    });

    it('asks for what is around, waits for it, and shows it when it arrives', async () => {
      const scene = await (await aScene({ late: [2, 3, 4] })).opened(1);
      await press('ArrowRight');
      expect(scene.wanted.at(-1)).to.equal(2);
      expect(scene.counter).to.equal('3 of 12');
      const note = (): Element | null | undefined =>
        scene.part('viewer-photo').closest('.viewer-slide')?.querySelector('.viewer-note');
      await waitUntil(
        () => note()?.textContent === 'Loading photo…' && getComputedStyle(note()!).visibility === 'visible',
      );
      expect(scene.part('viewer-download').ariaDisabled).to.equal('true');
      scene.arrive(2, 3, 4);
      await scene.loaded();
      expect(note()?.textContent).to.equal('');
      expect(scene.part<HTMLImageElement>('viewer-photo').src).to.equal(scene.photo(2).preview);
    });

    it('keeps a zoomed photo as it is when a page arrives elsewhere', async () => {
      const scene = await (await aScene({ late: [5] })).opened(1);
      await press('+');
      scene.arrive(5);
      expect(scene.zoom).to.be.closeTo(1.5, 0.01);
    });

    it('stays in a list that became shorter, and counts anew', async () => {
      const scene = await (await aScene()).opened(10);
      scene.length = 6;
      scene.arrive();
      await scene.shows('6 of 6');
    });

    it('has no way to go with one photo', async () => {
      const scene = await (await aScene({ length: 1 })).opened(0);
      expect(scene.dialog?.querySelectorAll('[part=viewer-next], [part=viewer-previous]')).to.have.length(0);
      expect(scene.counter).to.equal('1 of 1');
    });

    it('loads its neighbours when the photo itself is there, so that they are there at once', async () => {
      const scene = await (await aScene()).opened(5);
      await waitUntil(() => scene.stage.querySelectorAll('[data-state=ready]').length === 3);
      await press('ArrowRight');
      const photo = scene.part<HTMLImageElement>('viewer-photo');
      expect(photo.complete && photo.naturalWidth).to.equal(1200);
    });
  });

  it('a photo that cannot be loaded says so, keeps its thumbnail, and the next one works', async () => {
    const scene = await aScene({ broken: [1] });
    scene.open(1);
    const slide = scene.part('viewer-photo').closest('.viewer-slide');
    await waitUntil(
      () => slide?.querySelector('.viewer-note')?.textContent === 'This photo could not be loaded.',
    );
    const thumbnail = slide?.querySelector<HTMLImageElement>('.viewer-thumbnail');
    expect(thumbnail?.naturalWidth).to.equal(60);
    expect(thumbnail && getComputedStyle(thumbnail).visibility).to.equal('visible');
    await waitUntil(() => scene.announced.includes('This photo could not be loaded.'));
    await press('ArrowRight');
    await scene.loaded();
  });

  describe('what is spoken', () => {
    it('is each photo once, in one polite region', async () => {
      const scene = await (await aScene()).opened(0);
      expect(scene.dialog?.querySelectorAll('[role=status], [role=alert], [aria-live]')).to.have.length(1);
      await waitUntil(() => scene.announced.length === 1);
      await press('ArrowRight');
      await waitUntil(() => scene.announced.length > 1);
      await scene.loaded();
      expect(scene.announced).to.deep.equal(['Photo 1 of 12', 'Photo 2 of 12']);
    });

    it('is the end of a ride, not every stop', async () => {
      const scene = await (await aScene()).opened(0);
      await waitUntil(() => scene.announced.length === 1);
      for (let n = 0; n < 5; n += 1)
        scene.stage.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
      await waitUntil(() => scene.announced.length > 1);
      expect(scene.announced).to.deep.equal(['Photo 1 of 12', 'Photo 6 of 12']);
    });
  });

  describe('saving', () => {
    it('hands the photo to the gallery, and not twice while that is busy', async () => {
      const scene = await aScene();
      const viewer = scene.open(3);
      await scene.loaded();
      scene.part('viewer-share').click();
      scene.part('viewer-download').click();
      viewer.setDownload(() => ({ busy: true }));
      scene.part('viewer-download').click();
      expect(scene.downloads).to.deep.equal(['p3']);
      expect(scene.shares).to.deep.equal(['p3']);
      expect(scene.part('viewer-download').ariaBusy).to.equal('true');
    });

    it('shows a link to the original for this photo only', async () => {
      const scene = await aScene();
      const viewer = scene.open(3);
      const link = { href: 'https://example.test/a.jpg', text: 'Open original' };
      viewer.setDownload(() => ({ message: 'Hold the picture to save it.', link }), 3);
      const shown = scene.part<HTMLAnchorElement>('original-link');
      expect(shown.href).to.equal(link.href);
      expect([shown.target, shown.rel, shown.referrerPolicy]).to.deep.equal([
        '_blank',
        'noopener noreferrer',
        'no-referrer',
      ]);
      await waitUntil(() => scene.announced.at(-1) === 'Hold the picture to save it.');
      await expect(scene.host).to.be.accessible();
      await press('ArrowRight');
      expect(scene.dialog?.querySelector('[part=original-link]')).to.equal(null);
      viewer.setDownload(() => ({ message: 'too late' }), 3);
      expect(scene.dialog?.textContent).to.not.contain('too late');
    });

    it('leaves the menu of the picture to the browser', async () => {
      const scene = await (await aScene()).opened(3);
      const menu = new MouseEvent('contextmenu', { bubbles: true, cancelable: true, composed: true });
      expect(scene.part('viewer-photo').dispatchEvent(menu)).to.be.true;
      const { left, top, width, height } = scene.part('viewer-photo').getBoundingClientRect();
      const hit = scene.root.elementFromPoint(left + width / 2, top + height / 2);
      expect(hit).to.equal(scene.part('viewer-photo'));
    });
  });

  describe('motion', () => {
    afterEach(() => reducedMotion(true));

    it('lets the picture grow out of its tile and go back to it', async () => {
      await reducedMotion(false);
      const scene = await aScene();
      scene.open(1);
      const picture = scene.part('viewer-photo').parentElement as HTMLElement;
      const [grow] = picture.getAnimations();
      const [from] = (grow?.effect as KeyframeEffect).getKeyframes();
      grow?.pause();
      if (grow) grow.currentTime = 0;
      const tile = scene.tile(1)?.getBoundingClientRect() as DOMRect;
      const box = picture.getBoundingClientRect();
      expect(from?.['transform']).to.be.a('string');
      expect(box.left + box.width / 2).to.be.closeTo(tile.left + tile.width / 2, 1);
      expect(box.top + box.height / 2).to.be.closeTo(tile.top + tile.height / 2, 1);
      grow?.play();
      await scene.loaded();
      scene.part('viewer-close').click();
      await waitUntil(() => picture.getAnimations().length > 0);
      await scene.isClosed();
    });

    it('none for those who asked for none', async () => {
      const scene = await aScene();
      scene.open(1);
      expect(scene.dialog?.getAnimations({ subtree: true }).filter((one) => !(one instanceof CSSAnimation)))
        .to.be.empty;
    });
  });
});
