import '../../src/define.js';
import type { NinepicClip } from '../../src/elements/clip.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { phonePhoto } from '../support/jpegs.js';
import { asked, expect, heard, page, part, parts, shows, tag, tiles, until } from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';
import { hurried, pageWith, searchSelfie } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { OpenStackOptions, TestStack } from '../support/stack.js';

const ALL = `
  <ninepic-selfie-search proxy-url="{proxy}" event-id="{event}" privacy-href="/privacy"></ninepic-selfie-search>
  <ninepic-gallery proxy-url="{proxy}" event-id="{event}" search-only></ninepic-gallery>
  <ninepic-clip proxy-url="{proxy}" event-id="{event}"></ninepic-clip>`;
const CLIP = '<ninepic-clip proxy-url="{proxy}" event-id="{event}"></ninepic-clip>';
const CONSENT = { version: '1', textHash: '', at: '2026-01-19T06:00:00.000Z' };

const videos = (clip: Element) => parts<HTMLVideoElement>(clip, 'video');
const canOrder = (clip: Element) => until('the button', () => parts(clip, 'button').length === 1);

describe('a runner gets clips of herself', () => {
  let stack: TestStack;
  afterEach(async () => {
    unpatch();
    sessionStorage.clear();
    await stack.close();
  });

  /** A page of a runner who was found already, and whose waits are over at once. */
  const found = async (options: OpenStackOptions = {}, markup = CLIP) => {
    stack = await openStack(options);
    const { session, waits } = hurried(stack);
    const body = await pageWith(session, markup);
    const clip = tag<NinepicClip>(body, 'ninepic-clip');
    await session.searchSelfie(await phonePhoto(), CONSENT);
    await canOrder(clip);
    return { session, waits, body, clip };
  };
  /** The same page after a reload: another session, and what the address says. */
  const reload = async (before: HTMLElement, markup = CLIP) => {
    before.remove();
    const made = hurried(stack);
    const body = await pageWith(made.session, markup);
    return { ...made, body, clip: tag<NinepicClip>(body, 'ninepic-clip') };
  };
  const order = (clip: NinepicClip) => part(clip, 'button').click();
  const isPlaying = (clip: Element, n = 0) =>
    until('a clip that plays', () => (videos(clip)[n]?.currentTime ?? 0) > 0.05);
  /** Chromium plays without a gesture only what is silent. */
  const play = async (clip: Element, n = 0) => {
    const video = videos(clip)[n];
    if (!video) throw new Error(`There is no clip ${n}.`);
    video.muted = true;
    await video.play();
  };

  it('goes the whole way: selfie, photos, clip, another visit, play, save', async () => {
    stack = await openStack();
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

    const { body, clip: again } = await reload(first);
    await shows(again, '2 videos');
    expect(
      videos(again).map(({ preload, autoplay, controls }) => [preload, autoplay, controls]),
    ).to.deep.equal(Array(2).fill(['none', false, true]));
    expect(parts(again, 'clip').map((figure) => figure.innerText)[0]).to.contain('Clip 1 of 2');
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
    stack = await openStack({ fake: { clip: { polls: 1 } } });
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
    const { body } = await found({}, CLIP + CLIP);
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
    expect(await asked(stack)).to.include({ 'POST startClips': 1 });
    // The third look is the end, and one poller looks for both tags.
    expect((await asked(stack))['GET clips']).to.equal(3);
  });

  it('orders nothing when the page says no', async () => {
    const { clip } = await found();
    const refuse = (event: Event) => event.preventDefault();
    document.addEventListener('ninepic-clip-request', refuse);
    order(clip);
    document.removeEventListener('ninepic-clip-request', refuse);
    await clip.updateComplete;
    expect(parts(clip, 'button')).to.have.length(1);
    expect(await asked(stack)).to.not.have.property('POST startClips');
  });

  for (const at of ['proxy', 'upstream'] as const)
    it(`finds an order whose answer was lost (${at}), without ordering twice`, async () => {
      const { clip, waits } = await found();
      await stack.fault('lost-answer', { route: 'startClips', at, how: '504' });
      order(clip);
      await shows(clip, '2 videos');
      expect(waits).to.include(2000);
      const { clips, counts } = await stack.bill();
      expect([clips.length, counts['POST startClips']]).to.deep.equal([1, 1]);
    });

  it('sends an order that never arrived once more, and then leaves it to her', async () => {
    const { clip } = await found();
    const errors = heard('ninepic-error');
    await stack.fault('502', { route: 'startClips', at: 'proxy', times: 2 });
    order(clip);
    await shows(clip, 'could not confirm');
    expect(errors.map(({ detail, target }) => [detail.code, (target as Element).localName])).to.deep.equal([
      ['unconfirmed', 'ninepic-clip'],
    ]);
    part(clip, 'retry').click();
    await shows(clip, '2 videos');
    expect((await stack.bill()).clips).to.have.length(1);
  });

  it('says so when it takes for ever, and goes on looking without a new order', async () => {
    const { clip } = await found({ fake: { clip: { polls: 1000 } } });
    const errors = heard('ninepic-error');
    order(clip);
    await shows(clip, 'still being made');
    expect(errors.map(({ detail }) => [detail.code, detail.retryable])).to.deep.equal([['timeout', true]]);
    const before = await asked(stack);
    expect(before['GET clips']).to.be.at.most(60);
    await stack.configure({ clip: { polls: 0 } });
    part(clip, 'retry').click();
    await shows(clip, '2 videos');
    expect(await asked(stack)).to.include({ 'POST startClips': 1 });
  });

  it('starts again when it failed: under the same id, by her click', async () => {
    const { clip } = await found({ fake: { clip: { status: 'failed', count: 0 } } });
    const errors = heard('ninepic-error');
    order(clip);
    await shows(clip, 'could not be made');
    expect(errors.map(({ detail }) => [detail.code, detail.operation])).to.deep.equal([
      ['clip-failed', 'clips'],
    ]);
    await stack.configure({ clip: { status: 'completed', count: 1 } });
    part(clip, 'retry').click();
    await shows(clip, 'Your video is ready');
    expect((await stack.bill()).clips).to.have.length(1);
  });

  for (const status of ['COMPLETED', null, 42, 'done', 'failed'])
    it(`shows the clips that came with the word ${JSON.stringify(status)}`, async () => {
      const { clip } = await found({ fake: { clip: { status, shape: 'strings' } } });
      order(clip);
      await shows(clip, '2 videos');
      expect(videos(clip)).to.have.length(2);
    });

  for (const status of ['completed', 'no_match', null])
    it(`says that there is none when ${JSON.stringify(status)} came without clips`, async () => {
      const { clip } = await found({ fake: { clip: { status, count: 0 } } });
      const ready = heard('ninepic-clip-ready');
      order(clip);
      await shows(clip, 'No video of you');
      expect(ready).to.be.empty;
      expect(parts(clip, 'retry')).to.be.empty;
    });

  it('shows twelve players of five hundred clips, and more on request', async () => {
    const { clip } = await found({ fake: { clip: { count: 500 } } });
    order(clip);
    await shows(clip, 'Your 100 videos');
    expect(videos(clip)).to.have.length(12);
    part(clip, 'more').click();
    await until('more', () => videos(clip).length === 24);
  });

  it('plays no clip of a hostile address', async () => {
    const shape = [
      'javascript:window.pwned=1',
      'http://plain.example/1.mp4',
      'data:video/mp4,x',
      {},
      7,
      null,
    ];
    const { clip } = await found({ fake: { clip: { shape: [...shape, 'https://ok.example/1.mp4'] } } });
    order(clip);
    await shows(clip, 'Your video is ready');
    expect(videos(clip).map((video) => video.src)).to.deep.equal(['https://ok.example/1.mp4']);
  });

  for (const { what, fault } of [
    { what: 'a 404', fault: 'status' },
    { what: 'no bytes', fault: 'empty-body' },
  ] as const)
    it(`says so of a clip that is ${what}, and leaves the other alone`, async () => {
      const { clip } = await found();
      order(clip);
      await shows(clip, '2 videos');
      await stack.fault(fault, {
        route: 'clipFile',
        times: 'always',
        ...(fault === 'status' ? { status: 404 } : {}),
      });
      await play(clip, 0).catch(() => undefined);
      await until('the message', () => parts(clip, 'clip')[0]?.innerText.includes('could not be played'));
      const link = parts(clip, 'clip')[0]?.querySelector('a');
      expect([link?.target, link?.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
      await stack.heal();
      expect(videos(clip)).to.have.length(1);
      await play(clip, 0);
      await isPlaying(clip);
    });

  for (const [name, options, times] of [
    ['500', {}, 3],
    ['reset', {}, 2],
    ['status', { status: 404 }, 2],
  ] as const)
    it(`bears a few polls that end with ${name}`, async () => {
      const { clip } = await found();
      await stack.fault(name, { route: 'clips', at: 'proxy', times, ...options });
      order(clip);
      await shows(clip, '2 videos');
      expect((await stack.bill()).clips).to.have.length(1);
    });

  it('stops at a 403, and offers nothing', async () => {
    const { clip } = await found();
    await stack.fault('status', { route: 'clips', status: 403, times: 'always' });
    order(clip);
    await shows(clip, 'refused');
    expect(parts(clip, 'retry')).to.be.empty;
    expect((await asked(stack))['GET clips']).to.equal(1);
  });

  it('finds nothing on another visit where nothing was ordered, and orders nothing by itself', async () => {
    const { body } = await found();
    const errors = heard('ninepic-error');
    const again = await reload(body);
    await canOrder(again.clip);
    expect((await asked(stack))['GET clips']).to.equal(1);
    expect(await asked(stack)).to.not.have.property('POST startClips');
    expect(errors).to.be.empty;
  });

  it('goes on with a clip that is in the making when the page is loaded anew', async () => {
    const { clip, body, session } = await found({ fake: { clip: { ms: 3_600_000 } } });
    order(clip);
    await shows(clip, 'is being made');
    session.dispose();
    const again = await reload(body);
    await shows(again.clip, 'is being made');
    await stack.configure({ clip: { ms: 0, polls: 0 } });
    await shows(again.clip, '2 videos');
    expect(await asked(stack)).to.include({ 'POST startClips': 1 });
  });

  it('keeps the clip while she looks at a bib, and forgets it when she clears', async () => {
    const { clip, session } = await found();
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
    const { clip, body } = await found(
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
    const { clip, session } = await found();
    await stack.fault('slow', { route: 'startClips', ms: 200 });
    order(clip);
    await shows(clip, 'Ordering');
    session.clear();
    await shows(clip, 'selfie first');
    await until('the answer', async () => (await asked(stack))['POST startClips'] === 1);
    expect(session.state.clip.status).to.equal('none');
  });

  it('is one sentence where the event has no clips, and asks for none', async () => {
    stack = await openStack({ fake: { flags: { video_selfie_search: false } } });
    const { session } = hurried(stack);
    const clip = tag<NinepicClip>(await pageWith(session, CLIP), 'ninepic-clip');
    await session.searchSelfie(await phonePhoto(), CONSENT);
    await shows(clip, 'not offered');
    expect(session.state.clip.status).to.equal('off');
    await session.orderClips();
    expect(await asked(stack)).to.not.have.any.keys('POST startClips', 'GET clips');
  });

  it('asks for a selfie first, and leads there', async () => {
    stack = await openStack();
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

  it('offers a link where the clip cannot be fetched', async () => {
    const { clip } = await found({ fake: { clip: { cors: false, count: 1 } } });
    order(clip);
    await shows(clip, 'Your video is ready');
    const saved = heard('ninepic-downloaded');
    part(clip, 'download').click();
    await until('the link', () => part(clip, 'download').localName === 'a');
    expect(saved[0]?.detail).to.deep.include({ saved: 0, failed: [`ninepic-${stack.eventId}-clip-1`] });
    clip.noDownload = true;
    await until('no saving', () => parts(clip, 'download').length === 0);
  });

  it('shares a clip on a phone by a second tap', async () => {
    const { clip } = await found({ fake: { clip: { count: 1 } } });
    order(clip);
    await shows(clip, 'Your video is ready');
    const saved = heard('ninepic-downloaded');
    const shared: File[] = [];
    patch(window, 'matchMedia', () => ({ matches: true }));
    patch(navigator, 'canShare', () => true);
    patch(navigator, 'share', ({ files }: { files: File[] }) => Promise.resolve(shared.push(...files)));
    part(clip, 'download').click();
    await until('the second tap', () => part(clip, 'download').innerText.includes('share'));
    expect(saved).to.be.empty;
    part(clip, 'download').click();
    await until('the end', () => saved.length === 1);
    expect(shared.map(({ name, type, size }) => [name, type, size > 0])).to.deep.equal([
      [`ninepic-${stack.eventId}-clip-1.mp4`, 'video/mp4', true],
    ]);
  });

  it('plays one clip at a time, on all tags of the page', async () => {
    const { clip } = await found({}, CLIP);
    order(clip);
    await shows(clip, '2 videos');
    for (const video of videos(clip)) video.loop = true;
    await play(clip, 0);
    await isPlaying(clip, 0);
    await play(clip, 1);
    await until('the first to stop', () => videos(clip)[0]?.paused);
    expect(videos(clip)[1]?.paused).to.equal(false);
  });

  it('stops a clip that is scrolled away, and keeps its keys from the page', async () => {
    const { clip, body } = await found();
    order(clip);
    await shows(clip, '2 videos');
    const keys: string[] = [];
    body.addEventListener('keydown', ({ key }) => keys.push(key));
    for (const key of [' ', 'ArrowRight', 'm', 'Escape'])
      videos(clip)[0]?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    expect(keys).to.deep.equal(['Escape']);
    const [video] = videos(clip);
    if (video) video.loop = true;
    await play(clip, 0);
    await isPlaying(clip, 0);
    const spacer = document.createElement('div');
    spacer.style.height = '5000px';
    body.prepend(spacer);
    window.scrollTo(0, 0);
    await until('it to stop', () => video?.paused);
  });
});
