import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { reducedMotion } from '../support/screen.js';
import { aScene, endScene } from './viewer-scene.js';

const press = (key: string): Promise<void> => sendKeys({ press: key });

describe('the photo viewer', () => {
  before(async () => {
    await setViewport({ width: 900, height: 600 });
    await reducedMotion(true);
  });
  afterEach(endScene);

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

  it('is accessible', async () => {
    const scene = await (await aScene()).opened(1);
    await expect(scene.host).to.be.accessible();
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

  describe('closing', () => {
    it('by its button, once, and the focus goes where the gallery puts it', async () => {
      const scene = await (await aScene()).opened(1);
      scene.part('viewer-close').click();
      scene.part('viewer-close').click();
      await scene.isClosed();
      expect(scene.closed).to.deep.equal([1]);
      expect(scene.root.activeElement === scene.tile(1)).to.equal(true);
    });

    it('by Escape', async () => {
      const scene = await (await aScene()).opened(1);
      await press('Escape');
      await scene.isClosed();
      expect(scene.closed).to.deep.equal([1]);
    });

    it('by a click beside the picture', async () => {
      const scene = await (await aScene()).opened(1);
      await setViewport({ width: 900, height: 400 });
      await waitUntil(() => scene.stage.clientHeight === 400);
      await sendMouse({ type: 'click', position: [450, 200] });
      expect(scene.dialog?.open).to.be.true;
      await sendMouse({ type: 'click', position: [80, 300] });
      await scene.isClosed();
      await setViewport({ width: 900, height: 600 });
    });

    it('because the gallery was taken out of the page', async () => {
      const scene = await aScene();
      const viewer = scene.open(1);
      scene.host.remove();
      viewer.close();
      await scene.isClosed();
      expect(history.state).to.equal(null);
    });

    it('because the list became empty', async () => {
      const scene = await (await aScene()).opened(1);
      scene.length = 0;
      scene.arrive();
      await scene.isClosed();
    });
  });

  describe('the history', () => {
    const own = { page: 'own', deep: { n: 1 } };
    beforeEach(() => history.replaceState(own, ''));
    after(() => history.replaceState(null, ''));

    it('has one entry more while it is open, with the page’s own state in it', async () => {
      const scene = await aScene();
      const { length } = history;
      const { href } = location;
      scene.open();
      expect(history.state).to.deep.equal({ ...own, ninepic: 1 });
      expect(location.href).to.equal(href);
      expect(history.length).to.be.within(length, length + 1);
      await press('ArrowRight');
      await press('End');
      await scene.shows('12 of 12');
      expect(history.length).to.be.within(length, length + 1);
    });

    it('Back closes it and leaves the page as it was', async () => {
      const scene = await (await aScene()).opened();
      history.back();
      await scene.isClosed();
      expect(history.state).to.deep.equal(own);
      expect(scene.closed).to.deep.equal([0]);
    });

    it('is back where it was when the viewer is closed otherwise', async () => {
      const scene = await (await aScene()).opened();
      const { length } = history;
      await press('Escape');
      await scene.isClosed();
      expect(history.state).to.deep.equal(own);
      scene.open();
      expect(history.state).to.deep.equal({ ...own, ninepic: 1 });
      expect(history.length).to.equal(length);
    });

    it('is left alone when the page has moved on by itself', async () => {
      const scene = await (await aScene()).opened();
      history.pushState({ router: 'elsewhere' }, '');
      await press('Escape');
      await scene.isClosed();
      expect(history.state).to.deep.equal({ router: 'elsewhere' });
      history.back();
      await waitUntil(() => (history.state as { ninepic?: number })?.ninepic === 1);
      history.back();
      await waitUntil(() => (history.state as { ninepic?: number })?.ninepic !== 1);
      expect(history.state).to.deep.equal(own);
    });

    it('Forward after Back may open it again, without another entry', async () => {
      const scene = await (await aScene()).opened(2);
      history.back();
      await scene.isClosed();
      history.forward();
      await waitUntil(() => scene.forward.length > 0);
      expect(scene.forward).to.deep.equal([2]);
      const { length } = history;
      scene.open(2);
      expect(history.length).to.equal(length);
      scene.closed.length = 0;
      history.back();
      await scene.isClosed();
      expect(history.state).to.deep.equal(own);
    });

    const isThere = (mark: string) => mark in ((history.state as object | null) ?? {});
    for (const [mark, value] of Object.entries({ turbo: { restorationIndex: 3 }, htmx: true, scrollX: 0 }))
      it(`shows ${mark} no entry of its own at the step back, and has it there again afterwards`, async () => {
        const marked = { ...own, [mark]: value };
        history.replaceState(marked, '');
        const seen: unknown[] = [];
        const onPop = ({ state }: PopStateEvent): number => seen.push(state);
        addEventListener('popstate', onPop);
        const scene = await (await aScene()).opened();
        expect(history.state).to.deep.equal({ ...marked, ninepic: 1 });
        history.back();
        await scene.isClosed();
        await waitUntil(() => isThere(mark));
        scene.open().close();
        await waitUntil(() => seen.length === 2);
        await waitUntil(() => isThere(mark));
        removeEventListener('popstate', onPop);
        // Astro's router passes over an entry without a state, and over no other.
        const bare = mark === 'scrollX' ? null : own;
        expect(seen).to.deep.equal([bare, bare]);
        expect(history.state).to.deep.equal(marked);
      });

    it('a viewer opened while the last one is still going back stays open', async () => {
      const scene = await aScene();
      scene.open(0).close();
      scene.open(1);
      await waitUntil(() => scene.closed.length === 1);
      await waitUntil(() => (history.state as { ninepic?: number })?.ninepic === 1);
      expect(scene.dialog?.open).to.be.true;
      expect(scene.counter).to.equal('2 of 12');
    });

    it('is not touched under no-hash', async () => {
      const scene = await aScene({ history: false });
      const { length } = history;
      scene.open();
      expect(history.state).to.deep.equal(own);
      await press('Escape');
      await scene.isClosed();
      expect([history.length, history.state]).to.deep.equal([length, own]);
    });
  });

  describe('the keyboard', () => {
    it('has the focus inside, and keeps it there', async () => {
      const scene = await (await aScene()).opened(1);
      const inside = (): boolean => !!scene.dialog?.contains(scene.root.activeElement);
      expect(inside()).to.be.true;
      for (let n = 0; n < 5; n += 1) {
        await press('Tab');
        expect(inside(), `after ${n + 1} tabs`).to.be.true;
      }
      scene.tile(0)?.focus();
      expect(scene.root.activeElement === scene.tile(0)).to.equal(false);
    });

    it('goes by arrows, Home and End, and stops at the ends', async () => {
      const scene = await (await aScene()).opened(1);
      const steps: [string, string][] = [
        ['ArrowRight', '3 of 12'],
        ['ArrowLeft', '2 of 12'],
        ['ArrowLeft', '1 of 12'],
        ['ArrowLeft', '1 of 12'],
        ['End', '12 of 12'],
        ['ArrowRight', '12 of 12'],
        ['Home', '1 of 12'],
      ];
      for (const [key, counter] of steps) {
        await press(key);
        expect(scene.counter, key).to.equal(counter);
      }
      expect(scene.changes).to.deep.equal([2, 1, 0, 11, 0]);
    });

    it('zooms by plus, minus and zero; the arrows then move the picture as far as it goes', async () => {
      const scene = await (await aScene()).opened(1);
      await press('+');
      await press('+');
      expect(scene.zoom).to.be.closeTo(2.25, 0.01);
      const { left } = scene.part('viewer-photo').getBoundingClientRect();
      await press('ArrowRight');
      expect(scene.part('viewer-photo').getBoundingClientRect().left).to.be.below(left);
      expect(scene.counter).to.equal('2 of 12');
      await press('-');
      expect(scene.zoom).to.be.closeTo(1.5, 0.01);
      await press('0');
      expect(scene.zoom).to.be.closeTo(1, 0.01);
      await press('+');
      for (let n = 0; n < 10 && scene.counter === '2 of 12'; n += 1) await press('ArrowRight');
      expect(scene.counter).to.equal('3 of 12');
      expect(scene.zoom).to.be.closeTo(1, 0.01);
    });

    it('keeps what it uses from the page, and no more', async () => {
      const scene = await (await aScene()).opened(1);
      const heard: string[] = [];
      const listener = (event: KeyboardEvent): number => heard.push(event.key);
      document.addEventListener('keydown', listener);
      document.addEventListener('keyup', listener);
      for (const key of ['ArrowRight', 'Home', 'End', '+', '0', 'PageDown', 'j', 'Escape']) await press(key);
      await scene.isClosed();
      document.removeEventListener('keydown', listener);
      document.removeEventListener('keyup', listener);
      expect(heard).to.deep.equal(['j', 'j']);
    });

    it('leaves keys with Alt, Control or Command to the browser', async () => {
      const scene = await (await aScene()).opened(1);
      for (const modifier of ['altKey', 'ctrlKey', 'metaKey']) {
        const event = new KeyboardEvent('keydown', {
          key: 'ArrowRight',
          bubbles: true,
          cancelable: true,
          [modifier]: true,
        });
        scene.stage.dispatchEvent(event);
        expect(event.defaultPrevented, modifier).to.be.false;
      }
      expect(scene.counter).to.equal('2 of 12');
    });

    it('does not scroll the page behind', async () => {
      const tall = document.createElement('div');
      tall.style.height = '5000px';
      document.body.append(tall);
      scrollTo(0, 200);
      const scene = await (await aScene()).opened(1);
      for (const key of [' ', 'PageDown', 'ArrowDown', 'ArrowUp']) await press(key);
      const wheel = new WheelEvent('wheel', { deltaY: 300, bubbles: true, cancelable: true, composed: true });
      scene.part('viewer-close').dispatchEvent(wheel);
      expect(wheel.defaultPrevented).to.be.true;
      await sendMouse({ type: 'move', position: [450, 300] });
      expect(scrollY).to.equal(200);
      await press('Escape');
      await scene.isClosed();
      expect(scrollY).to.equal(200);
      tall.remove();
    });
  });

  describe('right to left', () => {
    it('turns arrows, buttons and their places, also when the page turns while it is open', async () => {
      const scene = await (await aScene({ dir: 'rtl' })).opened(1);
      const middle = (part: string): number => {
        const { left, right } = scene.part(part).getBoundingClientRect();
        return (left + right) / 2;
      };
      expect(middle('viewer-next')).to.be.below(middle('viewer-previous'));
      await press('ArrowLeft');
      expect(scene.counter).to.equal('3 of 12');
      scene.host.dir = 'ltr';
      expect(middle('viewer-next')).to.be.above(middle('viewer-previous'));
      await press('ArrowLeft');
      expect(scene.counter).to.equal('2 of 12');
    });
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
