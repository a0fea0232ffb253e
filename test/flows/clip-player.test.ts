/** The clips that came: which are shown, and how they are played, saved and shared. */
import '../../src/define.js';
import { expect, heard, part, parts, shows, until } from '../support/page.js';
import { patch } from '../support/patches.js';
import { CLIP, clipScene, isPlaying, order, play, videos } from './clip-scene.js';

describe('a runner gets clips of herself', () => {
  const now = clipScene();

  for (const status of ['COMPLETED', null, 42, 'done', 'failed'])
    it(`shows the clips that came with the word ${JSON.stringify(status)}`, async () => {
      const { clip } = await now.found({ fake: { clip: { status, shape: 'strings' } } });
      order(clip);
      await shows(clip, '2 videos');
      expect(videos(clip)).to.have.length(2);
    });

  for (const status of ['completed', 'no_match', null])
    it(`says that there is none when ${JSON.stringify(status)} came without clips`, async () => {
      const { clip } = await now.found({ fake: { clip: { status, count: 0 } } });
      const ready = heard('ninepic-clip-ready');
      order(clip);
      await shows(clip, 'No video of you');
      expect(ready).to.be.empty;
      expect(parts(clip, 'retry')).to.be.empty;
    });

  it('shows twelve players of five hundred clips, and more on request', async () => {
    const { clip } = await now.found({ fake: { clip: { count: 500 } } });
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
    const { clip } = await now.found({ fake: { clip: { shape: [...shape, 'https://ok.example/1.mp4'] } } });
    order(clip);
    await shows(clip, 'Your video is ready');
    expect(videos(clip).map((video) => video.src)).to.deep.equal(['https://ok.example/1.mp4']);
  });

  for (const { what, fault } of [
    { what: 'a 404', fault: 'status' },
    { what: 'no bytes', fault: 'empty-body' },
  ] as const)
    it(`says so of a clip that is ${what}, and leaves the other alone`, async () => {
      const { clip } = await now.found();
      order(clip);
      await shows(clip, '2 videos');
      await now.stack.fault(fault, {
        route: 'clipFile',
        times: 'always',
        ...(fault === 'status' ? { status: 404 } : {}),
      });
      await play(clip, 0).catch(() => undefined);
      await until('the message', () => parts(clip, 'clip')[0]?.innerText.includes('could not be played'));
      const link = parts(clip, 'clip')[0]?.querySelector('a');
      expect([link?.target, link?.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
      await now.stack.heal();
      expect(videos(clip)).to.have.length(1);
      await play(clip, 0);
      await isPlaying(clip);
      // It may have been the network, and that is back.
      part(clip, 'retry').click();
      await until('its player', () => videos(clip).length === 2);
      expect(clip.shadowRoot?.activeElement === videos(clip)[0]).to.equal(true);
      await play(clip, 0);
      await isPlaying(clip);
    });

  it('offers a link where the clip cannot be fetched', async () => {
    const { clip } = await now.found({ fake: { clip: { cors: false, count: 1 } } });
    order(clip);
    await shows(clip, 'Your video is ready');
    const saved = heard('ninepic-downloaded');
    part(clip, 'download').click();
    await until('the link', () => part(clip, 'download').localName === 'a');
    expect(saved[0]?.detail).to.deep.include({ saved: 0, failed: [`ninepic-${now.stack.eventId}-clip-1`] });
    clip.noDownload = true;
    await until('no saving', () => parts(clip, 'download').length === 0);
  });

  it('offers a link inside another app, which would drop the clip without a word, and fetches nothing', async () => {
    const { clip } = await now.found({ fake: { clip: { count: 1 } } });
    order(clip);
    await shows(clip, 'Your video is ready');
    const ends = heard('ninepic-downloaded');
    patch(navigator, 'userAgent', `${navigator.userAgent} [FB_IAB/FB4A;FBAV/450.0.0.0;]`);
    part(clip, 'download').click();
    await until('the link', () => part(clip, 'download').localName === 'a');
    expect(parts(clip, 'clip')[0]?.innerText).to.contain('Open it and save it there');
    expect(ends[0]?.detail).to.deep.include({ saved: 0 });
    expect((await now.stack.bill()).counts['GET clipFile']).to.equal(undefined);
  });

  it('offers a link where a clip stops coming, and does not fetch it for ever', async () => {
    const { clip } = await now.found({ fake: { clip: { count: 1 } } });
    order(clip);
    await shows(clip, 'Your video is ready');
    await now.stack.fault('hang', { route: 'clipFile' });
    const later = window.setTimeout.bind(window);
    // Half a minute without a byte is over at once.
    patch(window, 'setTimeout', (act: () => void, ms: number) => later(act, ms === 30_000 ? 0 : ms));
    part(clip, 'download').click();
    await until('the link', () => part(clip, 'download').localName === 'a');
    expect(part(clip, 'clip').innerText).to.contain('Open it and save it there');
  });

  it('shares a clip on a phone by a second tap', async () => {
    const { clip } = await now.found({ fake: { clip: { count: 1 } } });
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
      [`ninepic-${now.stack.eventId}-clip-1.mp4`, 'video/mp4', true],
    ]);
  });

  it('takes two taps on a share sheet for one, and tells it once', async () => {
    const { clip } = await now.found({ fake: { clip: { count: 1 } } });
    order(clip);
    await shows(clip, 'Your video is ready');
    const ends = heard('ninepic-downloaded');
    let take = (): void => undefined;
    patch(window, 'matchMedia', () => ({ matches: true }));
    patch(navigator, 'canShare', () => true);
    patch(navigator, 'share', () => new Promise<void>((resolve) => (take = resolve)));
    part(clip, 'download').click();
    await until('the second tap', () => part(clip, 'download').innerText.includes('share'));
    part(clip, 'download').click();
    // One sheet is open, so there is no other.
    patch(navigator, 'share', () => Promise.reject(new DOMException('No.', 'InvalidStateError')));
    part(clip, 'download').click();
    await until('the end', () => ends.length > 0);
    take();
    await clip.updateComplete;
    expect(ends.map(({ detail }) => [detail.saved, detail.failed])).to.deep.equal([[1, []]]);
    expect(part(clip, 'download').localName).to.equal('button');
  });

  it('plays one clip at a time, on all tags of the page', async () => {
    const { clip } = await now.found({}, CLIP);
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
    const { clip, body } = await now.found();
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
