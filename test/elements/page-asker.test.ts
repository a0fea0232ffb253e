/** Who drags a scroll bar flies over thousands of photos: only where she comes to rest is asked for. */
import { PageAsker } from '../../src/controllers/page-asker.js';
import { expect, until } from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';

describe('what is asked for while she leaps through a list', () => {
  let frames: FrameRequestCallback[];
  let asked: string[];
  beforeEach(() => {
    frames = [];
    asked = [];
    patch(globalThis, 'requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  });
  afterEach(unpatch);

  /** The next frame that somebody waits for. */
  const frame = async (): Promise<void> => {
    await until('a frame that is waited for', () => frames.length > 0);
    for (const run of frames.splice(0)) run(performance.now());
  };
  const place = (name: string) => () => void asked.push(name);

  it('is asked for at once where she only scrolls', () => {
    new PageAsker().ask(false, place('here'));
    expect(asked).to.deep.equal(['here']);
  });

  it('is asked for two frames after a leap', async () => {
    new PageAsker().ask(true, place('there'));
    await frame();
    expect(asked).to.deep.equal([]);
    await frame();
    expect(asked).to.deep.equal(['there']);
  });

  it('is nothing where she leaps on, however long a frame takes', async () => {
    const asker = new PageAsker();
    for (const name of ['first', 'second', 'third']) {
      asker.ask(true, place(name));
      await frame();
    }
    expect(asked).to.deep.equal([]);
    await frame();
    expect(asked).to.deep.equal(['third']);
  });

  it('waits for that rest also where a page arrives meanwhile', async () => {
    const asker = new PageAsker();
    asker.ask(true, place('there'));
    asker.ask(false, place('on the way'));
    expect(asked).to.deep.equal([]);
    await frame();
    await frame();
    expect(asked).to.deep.equal(['there']);
    asker.ask(false, place('on'));
    expect(asked).to.deep.equal(['there', 'on']);
  });

  it('is nothing once the gallery has left', async () => {
    const asker = new PageAsker();
    asker.ask(true, place('there'));
    await frame();
    asker.stop();
    await frame();
    expect(asked).to.deep.equal([]);
  });
});
