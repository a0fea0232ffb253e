/** The clips beside what else is on the page: her selfie, her photos, her number, and other visits. */
import '../../src/define.js';
import type { NinepicClip } from '../../src/elements/clip.js';
import { phonePhoto } from '../support/jpegs.js';
import { asked, expect, heard, part, parts, shows, tag, tiles, until } from '../support/page.js';
import { hurried, pageWith } from '../support/selfie.js';
import { ALL, CLIP, CONSENT, canOrder, clipScene, order, videos } from './clip-scene.js';

describe('a runner gets clips of herself', () => {
  const now = clipScene();

  it('finds nothing on another visit where nothing was ordered, and orders nothing by itself', async () => {
    const { body } = await now.found();
    const errors = heard('ninepic-error');
    const again = await now.reload(body);
    await canOrder(again.clip);
    expect((await asked(now.stack))['GET clips']).to.equal(1);
    expect(await asked(now.stack)).to.not.have.property('POST startClips');
    expect(errors).to.be.empty;
  });

  it('goes on with a clip that is in the making when the page is loaded anew', async () => {
    const { clip, body, session } = await now.found({ fake: { clip: { ms: 3_600_000 } } });
    order(clip);
    await shows(clip, 'is being made');
    session.dispose();
    const again = await now.reload(body);
    await shows(again.clip, 'is being made');
    await now.stack.configure({ clip: { ms: 0, polls: 0 } });
    await shows(again.clip, '2 videos');
    expect(await asked(now.stack)).to.include({ 'POST startClips': 1 });
  });

  it('keeps the clip while she looks at a bib, and forgets it when she clears', async () => {
    const { clip, session } = await now.found();
    order(clip);
    await shows(clip, '2 videos');
    await session.searchBib('1234');
    expect(videos(clip)).to.have.length(2);
    session.clear();
    await shows(clip, 'selfie first');
    expect(videos(clip)).to.be.empty;
    expect(sessionStorage).to.have.length(0);
  });

  it('leaves her photos where they are on a page without a gallery, whichever tag comes first', async () => {
    const { clip, body } = await now.found(
      {},
      `${CLIP}<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>
      <ninepic-selfie-search proxy-url="{proxy}" event-id="{event}" privacy-href="/privacy"></ninepic-selfie-search>`,
    );
    const inside = () =>
      body.querySelector('ninepic-bib-search')?.shadowRoot?.querySelector('ninepic-gallery');
    await until('photos', () => tiles(inside() ?? body).length > 2);
    const gallery = inside();
    order(clip);
    await shows(clip, '2 videos');
    expect(inside() === gallery, 'the same gallery after an order').to.equal(true);
    const shown = tiles(gallery ?? body).length;
    expect(shown).to.be.greaterThan(2);
    // Buttons inside that gallery are no other search.
    part(gallery ?? body, 'share').click();
    await clip.updateComplete;
    expect(inside() === gallery, 'the same gallery after a press in it').to.equal(true);
  });

  it('drops the answer to an order that she cleared meanwhile', async () => {
    const { clip, session } = await now.found();
    await now.stack.fault('slow', { route: 'startClips', ms: 200 });
    order(clip);
    await shows(clip, 'Ordering');
    session.clear();
    await shows(clip, 'selfie first');
    await until('the answer', async () => (await asked(now.stack))['POST startClips'] === 1);
    expect(session.state.clip.status).to.equal('none');
  });

  it('is one sentence where the event has no clips, and asks for none', async () => {
    const stack = await now.begin({ fake: { flags: { video_selfie_search: false } } });
    const { session } = hurried(stack);
    const clip = tag<NinepicClip>(await pageWith(session, CLIP), 'ninepic-clip');
    await session.searchSelfie(await phonePhoto(), CONSENT);
    await shows(clip, 'not offered');
    expect(session.state.clip.status).to.equal('off');
    await session.orderClips();
    expect(await asked(stack)).to.not.have.any.keys('POST startClips', 'GET clips');
  });

  it('asks for a selfie first, and leads there', async () => {
    const stack = await now.begin();
    const body = await pageWith(hurried(stack).session, ALL);
    const clip = tag<NinepicClip>(body, 'ninepic-clip');
    await until('the way', () => parts(clip, 'selfie').length === 1);
    const selfie = tag(body, 'ninepic-selfie-search');
    // Its form is fetched after the tag is there.
    await until('the form', () => !!selfie.shadowRoot?.querySelector('input:enabled, button:enabled'));
    part(clip, 'selfie').click();
    // Elements are never handed to `equal`: what cannot be written down keeps the report of a failure waiting for ever.
    expect(document.activeElement === selfie).to.equal(true);
    tag(body, 'ninepic-selfie-search').remove();
    await until('no way', () => parts(clip, 'selfie').length === 0);
    clip.setAttribute('selfie-href', '/selfie');
    await until('a link', () => parts<HTMLAnchorElement>(clip, 'selfie')[0]?.pathname === '/selfie');
  });
});
