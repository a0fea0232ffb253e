/** What becomes of photos that could not be had while they are looked at. */
import { expect, waitUntil } from '@open-wc/testing';
import { aScene, press, viewerPage } from './viewer-scene.js';
import type { Scene } from './viewer-scene.js';

const FAILED = 'This photo could not be loaded.';

const note = (scene: Scene): string | null | undefined =>
  scene.part('viewer-photo').closest('.viewer-slide')?.querySelector('.viewer-note')?.textContent;

const hasFailed = (scene: Scene): Promise<void> => waitUntil(() => note(scene) === FAILED, 'it says so');

describe('a photo that failed while the viewer is open', () => {
  viewerPage();

  it('is asked for once more when she comes back to it', async () => {
    const scene = await aScene({ broken: [1] });
    scene.open(1);
    await hasFailed(scene);
    await press('ArrowRight');
    await scene.loaded();
    // As a neighbour it was asked for as well, and is still not to be had.
    await waitUntil(() => scene.stage.querySelector('.viewer-slide[data-state=failed]'), 'it failed again');
    scene.broken.clear();
    await press('ArrowLeft');
    await scene.loaded();
    expect(scene.counter).to.equal('2 of 12');
    expect(note(scene)).to.equal('');
  });

  it('is asked for once more when the browser is online again, and a zoomed one stays as it is', async () => {
    const scene = await aScene({ broken: [1] });
    scene.open(1);
    await hasFailed(scene);
    scene.broken.clear();
    dispatchEvent(new Event('online'));
    await scene.loaded();
    await press('+');
    dispatchEvent(new Event('online'));
    expect(scene.zoom).to.be.closeTo(1.5, 0.01);
  });

  it('or its page did, is asked for once with each step to it', async () => {
    const scene = await (await aScene({ failed: [3, 4, 5] })).opened(1);
    await press('ArrowRight');
    await scene.loaded();
    expect(scene.retries, 'nothing that she looks at has failed').to.equal(0);
    await press('ArrowRight');
    await scene.shows('4 of 12');
    expect([scene.retries, note(scene)]).to.deep.equal([1, FAILED]);
    scene.arrive();
    expect(scene.retries, 'it failed again').to.equal(1);
    await press('ArrowRight');
    await scene.shows('5 of 12');
    expect(scene.retries).to.be.greaterThan(1);
    scene.arrive(3, 4, 5);
    await scene.loaded();
  });
});
