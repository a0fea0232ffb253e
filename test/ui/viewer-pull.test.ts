/** A pull that closes the viewer, a tap that uncovers the photo, and presses that do nothing. */
import { expect, waitUntil } from '@open-wc/testing';
import { Hand, box } from './viewer-hand.js';
import { aScene, viewerPage } from './viewer-scene.js';
import type { Scene } from './viewer-scene.js';

describe('gestures in the photo viewer', () => {
  viewerPage(600, 400);

  describe('pulling down', () => {
    it('uncovers the page and closes', async () => {
      const scene = await (await aScene()).opened(1);
      const hand = new Hand(scene).drag([300, 100], [310, 260]);
      const shade = scene.dialog?.querySelector('.viewer-shade');
      expect(shade && Number(getComputedStyle(shade).opacity)).to.be.below(0.6);
      hand.up([310, 260]);
      await scene.isClosed();
      expect(scene.closed).to.deep.equal([1]);
      expect(history.state).to.equal(null);
    });

    it('a little and slowly, or upwards, does not', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene).swipe([300, 100], [300, 150], 1500);
      new Hand(scene).swipe([300, 300], [300, 60], 200);
      expect(scene.dialog?.open).to.be.true;
      expect(box(scene).top).to.be.closeTo(0, 0.5);
      const shade = scene.dialog?.querySelector('.viewer-shade');
      expect(shade && getComputedStyle(shade).opacity).to.equal('1');
      expect(scene.closed).to.be.empty;
    });
  });

  describe('a tap of a finger', () => {
    const ui = (scene: Scene): string => {
      const found = scene.dialog?.querySelector('.viewer-ui');
      return found ? getComputedStyle(found).visibility : '';
    };

    it('takes what lies over the photo away, and brings it back', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene).tap([300, 200]);
      await waitUntil(() => ui(scene) === 'hidden');
      new Hand(scene).wait(1000).tap([300, 200]);
      await waitUntil(() => ui(scene) === 'visible');
    });

    it('that is long does nothing, for the browser’s own menu', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene).down([300, 200]).wait(900).up([300, 200]);
      new Hand(scene).wait(2000).tap([300, 200]);
      await waitUntil(() => ui(scene) === 'hidden', 'only the short tap counted');
    });
  });

  it('the other buttons of a mouse move nothing', async () => {
    const scene = await (await aScene()).opened(1);
    for (const type of ['pointerdown', 'pointermove', 'pointerup'])
      scene.stage.dispatchEvent(
        new PointerEvent(type, {
          pointerId: 1,
          button: 2,
          clientX: type === 'pointerdown' ? 500 : 90,
          clientY: 9,
        }),
      );
    expect(scene.counter).to.equal('2 of 12');
    expect(box(scene).left).to.equal(0);
  });
});
