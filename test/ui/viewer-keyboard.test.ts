/** Keys in the viewer, in either direction of reading, and what they leave to the page and the browser. */
import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { aScene, press, viewerPage } from './viewer-scene.js';

describe('the photo viewer', () => {
  viewerPage();

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
});
