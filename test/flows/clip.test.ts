/** A clip is ordered, waited for and saved, and ordered once whatever goes wrong on the way. */
import '../../src/define.js';
import type { NinepicClip } from '../../src/elements/clip.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { asked, expect, heard, page, part, parts, shows, tag, tiles, until } from '../support/page.js';
import { patch } from '../support/patches.js';
import { hurried, pageWith, searchSelfie } from '../support/selfie.js';
import { ALL, CLIP, canOrder, clipScene, isPlaying, order, play, videos } from './clip-scene.js';

describe('a runner gets clips of herself', () => {
  const now = clipScene();

  it('goes the whole way: selfie, photos, clip, another visit, play, save', async () => {
    const stack = await now.begin();
    const ready = heard('ninepic-clip-ready');
    const ordered = heard('ninepic-clip-request');
    const errors = heard('ninepic-error');
    const first = await pageWith(hurried(stack).session, ALL);
    const clip = tag<NinepicClip>(first, 'ninepic-clip');
    await shows(clip, 'selfie first');
    await searchSelfie(tag<NinepicSelfieSearch>(first, 'ninepic-selfie-search'));
    await until('her photos', () => tiles(tag(first, 'ninepic-gallery')).length > 0);
    await canOrder(clip);
    expect((await stack.bill()).clips).to.be.empty;
    order(clip);
    await until('the clip', () => ready.length === 1);
    const requestId = ready[0]?.detail.requestId;
    expect(location.hash).to.equal(`#ninepic-${stack.eventId}=${requestId}`);
    expect(ordered.map(({ detail }) => detail.requestId)).to.deep.equal([requestId]);

    const { body, clip: again } = await now.reload(first);
    await shows(again, '2 videos');
    expect(
      videos(again).map(({ preload, autoplay, controls }) => [preload, autoplay, controls]),
    ).to.deep.equal(Array(2).fill(['none', false, true]));
    expect(parts(again, 'clip').map((figure) => figure.innerText)[0]).to.contain('Video 1 of 2');
    await play(again);
    await isPlaying(again);

    const downloads = heard('ninepic-download');
    const saved = heard('ninepic-downloaded');
    const names: string[] = [];
    patch(HTMLAnchorElement.prototype, 'click', function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    part(again, 'download').click();
    await until('the file', () => saved.length === 1);
    expect(names).to.deep.equal([`ninepic-${stack.eventId}-clip-1.mp4`]);
    expect(downloads.map(({ detail }) => [detail.kind, detail.clips?.length])).to.deep.equal([['clip', 1]]);
    expect(saved[0]?.detail).to.deep.include({ kind: 'clip', saved: 1, failed: [] });

    const { clips, faces } = await stack.bill();
    expect([faces.length, clips]).to.deep.equal([1, [requestId]]);
    expect(errors).to.be.empty;
    const [form] = (await stack.upstream()).filter(({ endpoint }) => endpoint === 'startClips');
    expect(form?.fields).to.deep.equal({ request_id: requestId });
    body.remove();
  });

  it('waits in real time, and may leave and come back', async () => {
    const stack = await now.begin({ fake: { clip: { polls: 1 } } });
    const body = await page(ALL, stack);
    await searchSelfie(tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search'));
    const clip = tag<NinepicClip>(body, 'ninepic-clip');
    await canOrder(clip);
    order(clip);
    await shows(clip, 'is being made');
    await until('elapsed time', () => /0:0[1-9]/.test(part(clip, 'progress').innerText));
    const link = clip.shadowRoot?.querySelector('a')?.href;
    expect(link).to.equal(location.href);
    expect((await asked(stack))['GET clips']).to.equal(undefined);
    body.append(clip);
    await until('the first look', async () => (await asked(stack))['GET clips'] === 1);
    clip.remove();
    body.append(clip);
    await shows(clip, 'is being made');
    expect((await stack.bill()).clips).to.have.length(1);
  });

  it('orders once, however often and on however many tags she clicks', async () => {
    const { body } = await now.found({}, CLIP + CLIP);
    const [one, two] = [...body.querySelectorAll<NinepicClip>('ninepic-clip')];
    if (!one || !two) throw new Error('Two tags were expected.');
    const ready = heard('ninepic-clip-ready');
    const requests = heard('ninepic-clip-request');
    const buttons = [part(one, 'button'), part(two, 'button')];
    for (const button of [...buttons, ...buttons]) button.click();
    await shows(one, '2 videos');
    await shows(two, '2 videos');
    expect(requests).to.have.length(1);
    expect(ready).to.have.length(1);
    expect(await asked(now.stack)).to.include({ 'POST startClips': 1 });
    // The third look is the end, and one poller looks for both tags.
    expect((await asked(now.stack))['GET clips']).to.equal(3);
  });

  it('orders nothing when the page says no', async () => {
    const { clip } = await now.found();
    const refuse = (event: Event) => event.preventDefault();
    document.addEventListener('ninepic-clip-request', refuse);
    order(clip);
    document.removeEventListener('ninepic-clip-request', refuse);
    await clip.updateComplete;
    expect(parts(clip, 'button')).to.have.length(1);
    expect(await asked(now.stack)).to.not.have.property('POST startClips');
  });

  for (const at of ['proxy', 'upstream'] as const)
    it(`finds an order whose answer was lost (${at}), without ordering twice`, async () => {
      const { clip, waits } = await now.found();
      await now.stack.fault('lost-answer', { route: 'startClips', at, how: '504' });
      order(clip);
      await shows(clip, '2 videos');
      expect(waits).to.include(2000);
      const { clips, counts } = await now.stack.bill();
      expect([clips.length, counts['POST startClips']]).to.deep.equal([1, 1]);
    });

  it('sends an order that never arrived once more, and then leaves it to her', async () => {
    const { clip } = await now.found();
    const errors = heard('ninepic-error');
    await now.stack.fault('502', { route: 'startClips', at: 'proxy', times: 2 });
    order(clip);
    await shows(clip, 'could not confirm');
    expect(await asked(now.stack)).to.include({ 'GET clips': 4 });
    expect(errors.map(({ detail, target }) => [detail.code, (target as Element).localName])).to.deep.equal([
      ['unconfirmed', 'ninepic-clip'],
    ]);
    part(clip, 'retry').click();
    await shows(clip, '2 videos');
    expect((await now.stack.bill()).clips).to.have.length(1);
  });

  it('says so when it takes for ever, and goes on looking without a new order', async () => {
    const { clip } = await now.found({ fake: { clip: { polls: 1000 } } });
    const errors = heard('ninepic-error');
    order(clip);
    await shows(clip, 'still being made');
    expect(errors.map(({ detail }) => [detail.code, detail.retryable])).to.deep.equal([['timeout', true]]);
    const before = await asked(now.stack);
    expect(before['GET clips']).to.be.at.most(60);
    await now.stack.configure({ clip: { polls: 0 } });
    part(clip, 'retry').click();
    await shows(clip, '2 videos');
    expect(await asked(now.stack)).to.include({ 'POST startClips': 1 });
  });

  it('starts again when it failed: under the same id, by her click', async () => {
    const { clip } = await now.found({ fake: { clip: { status: 'failed', count: 0 } } });
    const errors = heard('ninepic-error');
    order(clip);
    await shows(clip, 'could not be made');
    expect(errors.map(({ detail }) => [detail.code, detail.operation])).to.deep.equal([
      ['clip-failed', 'clips'],
    ]);
    await now.stack.configure({ clip: { status: 'completed', count: 1 } });
    part(clip, 'retry').click();
    await shows(clip, 'Your video is ready');
    expect((await now.stack.bill()).clips).to.have.length(1);
  });

  for (const [name, options, times] of [
    ['500', {}, 3],
    ['reset', {}, 2],
    ['status', { status: 404 }, 2],
  ] as const)
    it(`bears a few polls that end with ${name}`, async () => {
      const { clip } = await now.found();
      await now.stack.fault(name, { route: 'clips', at: 'proxy', times, ...options });
      order(clip);
      await shows(clip, '2 videos');
      expect((await now.stack.bill()).clips).to.have.length(1);
    });

  it('stops at a 403, and offers nothing', async () => {
    const { clip } = await now.found();
    await now.stack.fault('status', { route: 'clips', status: 403, times: 'always' });
    order(clip);
    await shows(clip, 'refused');
    expect(parts(clip, 'retry')).to.be.empty;
    expect((await asked(now.stack))['GET clips']).to.equal(1);
  });
});
