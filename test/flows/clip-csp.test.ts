import type { NinepicClip } from '../../src/elements/clip.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { openFrame } from '../support/frame.js';
import { expect, part, parts, pictures, shows, until } from '../support/page.js';
import { searchSelfie } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const PAGE = `
  <ninepic-selfie-search proxy-url="{proxy}" event-id="{event}" privacy-href="/privacy"></ninepic-selfie-search>
  <ninepic-gallery proxy-url="{proxy}" event-id="{event}" search-only></ninepic-gallery>
  <ninepic-clip proxy-url="{proxy}" event-id="{event}"></ninepic-clip>`;

describe('a clip on a page with a strict policy', () => {
  let stack: TestStack;
  afterEach(async () => {
    sessionStorage.clear();
    await stack.close();
  });

  it('is ordered, found again after a reload, and played, and nothing is violated', async () => {
    stack = await openStack({ fake: { clip: { polls: 0 } } });
    const framed = await openFrame(PAGE, stack, "'self'");
    await searchSelfie(await framed.find<NinepicSelfieSearch>('ninepic-selfie-search'));
    const clip = await framed.find<NinepicClip>('ninepic-clip');
    await until('the button', () => parts(clip, 'button').length === 1);
    part(clip, 'button').click();
    await shows(clip, 'is being made');
    expect(framed.violations()).to.deep.equal([]);
    await framed.reload();
    const again = await framed.find<NinepicClip>('ninepic-clip');
    await shows(again, '2 videos');
    // Her photos come above it; a clip that is out of sight is paused.
    const gallery = await framed.find<NinepicGallery>('ninepic-gallery');
    await until('her photos', () => pictures(gallery).length > 0);
    const video = part<HTMLVideoElement>(again, 'video');
    video.scrollIntoView({ block: 'center' });
    video.muted = true;
    await video.play();
    await until('a clip that plays', () => video.currentTime > 0.05);
    expect(framed.violations()).to.deep.equal([]);
    expect((await stack.bill()).clips).to.have.length(1);
  });
});
