/** The ways out of the viewer, and what they leave in the history of the page. */
import { expect, waitUntil } from '@open-wc/testing';
import { sendMouse, setViewport } from '@web/test-runner-commands';
import { aScene, press, viewerPage } from './viewer-scene.js';

describe('the photo viewer', () => {
  viewerPage();

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
});
