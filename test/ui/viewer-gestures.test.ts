/** From photo to photo by swipes, and into one by two taps, a pinch or the wheel. */
import { expect, waitUntil } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { reducedMotion } from '../support/screen.js';
import { Hand, box } from './viewer-hand.js';
import { aScene, viewerPage } from './viewer-scene.js';

/** From now on real presses and releases say that they are 40 ms apart, however long a driver takes for them. */
function quickly(): AbortController {
  const told = new AbortController();
  let time = performance.now();
  for (const type of ['pointerdown', 'pointerup'])
    window.addEventListener(
      type,
      (event) => Object.defineProperty(event, 'timeStamp', { value: (time += 40) }),
      { capture: true, signal: told.signal },
    );
  return told;
}

describe('gestures in the photo viewer', () => {
  viewerPage(600, 400);

  describe('a swipe', () => {
    it('brings the next photo, the other way the one before', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene).swipe([500, 200], [150, 210]);
      expect(scene.counter).to.equal('3 of 12');
      expect(box(scene).left).to.be.closeTo(0, 0.5);
      new Hand(scene).swipe([100, 200], [450, 190]);
      expect(scene.counter).to.equal('2 of 12');
    });

    it('needs not be long when it is quick', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene).swipe([300, 200], [190, 200], 60);
      expect(scene.counter).to.equal('3 of 12');
    });

    it('comes back when it was short and slow, or taken away', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene).swipe([300, 200], [220, 200], 2000);
      expect(scene.counter).to.equal('2 of 12');
      new Hand(scene).drag([500, 200], [420, 200]).cancel([420, 200]);
      expect(scene.counter).to.equal('2 of 12');
      expect(box(scene).left).to.be.closeTo(0, 0.5);
    });

    it('moves the picture with the finger, and gives way less at the end of the list', async () => {
      const scene = await (await aScene()).opened(0);
      const forth = new Hand(scene).drag([400, 200], [200, 200]);
      expect(box(scene).left).to.be.closeTo(-180, 1);
      forth
        .wait(500)
        .move([[400, 200]])
        .up([400, 200]);
      expect(scene.counter).to.equal('1 of 12');
      const back = new Hand(scene).drag([200, 200], [400, 200]);
      expect(box(scene).left).to.be.within(60, 110);
      back.up([400, 200]);
      expect(scene.counter).to.equal('1 of 12');
      expect(box(scene).left).to.be.closeTo(0, 0.5);
    });

    it('goes the other way in right to left', async () => {
      const scene = await (await aScene({ dir: 'rtl' })).opened(1);
      new Hand(scene).swipe([150, 200], [500, 200]);
      expect(scene.counter).to.equal('3 of 12');
      new Hand(scene).swipe([500, 200], [150, 200]);
      expect(scene.counter).to.equal('2 of 12');
    });

    it('glides to its place, and can be caught on the way', async () => {
      await reducedMotion(false);
      const scene = await (await aScene()).opened(1);
      new Hand(scene).swipe([500, 200], [250, 200]);
      const track = scene.stage.firstElementChild as HTMLElement;
      const [glide] = track.getAnimations();
      expect(glide).to.be.instanceOf(Animation);
      glide?.pause();
      if (glide) glide.currentTime = 20;
      const { left } = box(scene);
      expect(left).to.be.above(20);
      const hand = new Hand(scene).down([300, 200]);
      expect(box(scene).left).to.be.closeTo(left, 1);
      hand.wait(600).up([300, 200]);
      await waitUntil(() => Math.abs(box(scene).left) < 1, 'it goes on to its place');
      expect(scene.counter).to.equal('3 of 12');
      await reducedMotion(true);
    });
  });

  describe('a swipe, again', () => {
    it('that begins while the last one still glides brings one more, or takes that one back', async () => {
      await reducedMotion(false);
      const scene = await (await aScene()).opened(1);
      const track = scene.stage.firstElementChild as HTMLElement;
      const halfway = (): void => {
        const [glide] = track.getAnimations();
        glide?.pause();
        if (glide) glide.currentTime = 20;
        expect(Math.abs(box(scene).left)).to.be.above(20);
      };
      new Hand(scene).swipe([400, 200], [150, 200], 80);
      halfway();
      new Hand(scene).swipe([400, 200], [250, 200], 60);
      expect(scene.counter).to.equal('4 of 12');
      halfway();
      new Hand(scene).swipe([200, 200], [350, 200], 60);
      expect(scene.counter).to.equal('3 of 12');
      await waitUntil(() => Math.abs(box(scene).left) < 1, 'it comes to its place');
      await reducedMotion(true);
    });

    for (const part of ['viewer-next', 'viewer-previous', 'viewer-close'])
      it(`may begin where the button ${part} lies over the photo, which is not pressed by it`, async () => {
        const scene = await (await aScene()).opened(5);
        const button = scene.part(part);
        new Hand(scene, button).swipe([500, 200], [150, 210]);
        expect(scene.counter).to.equal('7 of 12');
        new Hand(scene, button).swipe([100, 200], [450, 210]);
        expect(scene.counter).to.equal('6 of 12');
      });

    it('is none where a button is only pressed: it does what it says, and what lies over the photo stays', async () => {
      const scene = await (await aScene()).opened(5);
      const button = scene.part('viewer-next');
      new Hand(scene, button).tap([580, 200]);
      button.click();
      expect(scene.counter).to.equal('7 of 12');
      // Together with one on the photo it makes no double tap.
      new Hand(scene, button).tap([580, 200]);
      new Hand(scene).wait(150).tap([575, 200]);
      expect(scene.zoom).to.equal(1);
    });
  });

  describe('zoom', () => {
    it('by two taps, where they were, and back by two more', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene).tap([400, 150]).wait(80).tap([402, 151]);
      expect(scene.zoom).to.be.closeTo(2.5, 0.01);
      // 100 right of the middle and 50 above it, 2.5 times as far away, is where it was.
      expect(box(scene).left + 750).to.be.closeTo(300 - 102 * 1.5, 1);
      new Hand(scene).wait(1000).tap([300, 200]).wait(80).tap([300, 200]);
      expect(scene.zoom).to.be.closeTo(1, 0.01);
    });

    it('not by two taps far from each other', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene).tap([100, 150]).wait(80).tap([400, 150]);
      expect(scene.zoom).to.be.closeTo(1, 0.01);
    });

    it('by a double click of the mouse', async () => {
      const scene = await (await aScene()).opened(1);
      const told = quickly();
      await sendMouse({ type: 'click', position: [300, 200] });
      await sendMouse({ type: 'click', position: [300, 200] });
      told.abort();
      await waitUntil(() => scene.zoom > 2);
      expect(scene.dialog?.open).to.be.true;
    });

    it('by pinching, around the fingers, and no smaller than the stage', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene)
        .down([250, 200])
        .down([350, 200], 2)
        .move([[200, 200]])
        .move([[400, 200]], 16, 2)
        .up([400, 200], 2)
        .up([200, 200]);
      expect(scene.zoom).to.be.closeTo(2, 0.01);
      expect(box(scene).left).to.be.closeTo(-300, 1);
      const hand = new Hand(scene)
        .down([200, 200])
        .down([400, 200], 2)
        .move([[290, 200]])
        .move([[310, 200]], 16, 2);
      expect(scene.zoom).to.be.below(1);
      hand.up([290, 200]).up([310, 200], 2);
      expect(scene.zoom).to.be.closeTo(1, 0.01);
      expect(scene.counter).to.equal('2 of 12');
    });

    it('by the wheel, around the pointer, and by a pinch on a trackpad', async () => {
      const scene = await (await aScene()).opened(1);
      const turn = (deltaY: number, options: WheelEventInit = {}): void => {
        const place = { clientX: 150, clientY: 200, bubbles: true, composed: true, cancelable: true };
        const event = new WheelEvent('wheel', { deltaY, ...place, ...options });
        scene.part('viewer-photo').dispatchEvent(event);
        expect(event.defaultPrevented).to.be.true;
      };
      const under = (): number => (150 - box(scene).left) / box(scene).width;
      expect(under()).to.be.closeTo(0.25, 0.001);
      turn(-300);
      expect(scene.zoom).to.be.above(1.5);
      expect(under()).to.be.closeTo(0.25, 0.001);
      for (let n = 0; n < 10; n += 1) turn(300);
      expect(scene.zoom).to.be.closeTo(1, 0.01);
      turn(-20, { ctrlKey: true });
      expect(scene.zoom).to.be.above(1.15);
    });

    it('a zoomed picture is moved, not swiped, and leaves no gap', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene).tap([300, 200]).wait(80).tap([300, 200]);
      new Hand(scene).wait(1000).swipe([500, 300], [400, 260], 900);
      expect(box(scene).left).to.be.below(-450 - 60);
      expect(scene.counter).to.equal('2 of 12');
      new Hand(scene).swipe([100, 100], [590, 390]);
      new Hand(scene).swipe([100, 100], [590, 390]);
      expect(box(scene).left).to.be.closeTo(0, 0.5);
      expect(box(scene).top).to.be.closeTo(0, 0.5);
      expect(scene.counter).to.equal('2 of 12');
    });

    it('ends with the photo', async () => {
      const scene = await (await aScene()).opened(1);
      new Hand(scene).tap([300, 200]).wait(80).tap([300, 200]);
      scene.part('viewer-next').click();
      expect(scene.zoom).to.be.closeTo(1, 0.01);
      scene.part('viewer-previous').click();
      expect(scene.zoom).to.be.closeTo(1, 0.01);
    });
  });
});
