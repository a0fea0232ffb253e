import '../../src/define/clip.js';
import type { NinepicClip } from '../../src/elements/clip.js';
import type { Clip } from '../../src/api/payloads.js';
import { createSession } from '../../src/state/session.js';
import { SessionClips } from '../../src/state/session-clips.js';
import type { SessionState } from '../../src/state/session-state.js';
import { clockText } from '../../src/ui/clip-player.js';
import { expect, part, parts, says, shows, until } from '../support/page.js';
import { pageWith } from '../support/selfie.js';
import { patch, unpatch } from '../support/patches.js';
import { PROXY } from '../support/scripted-fetch.js';

const ID = '6f2d9c4e-1b7a-4c3d-8e5f-0a1b2c3d4e5f';
const CLIPS: Clip[] = [{ url: 'https://c.example/1.mp4', poster: 'https://c.example/1.jpg', seconds: 62 }];

/** A tag whose session says what the test wants it to say. */
async function showing(clip: SessionState['clip'], attributes = ''): Promise<NinepicClip> {
  const session = createSession({
    proxyUrl: PROXY,
    eventId: 456,
    fetch: () => new Promise(() => undefined),
  });
  patch(session.withClips(SessionClips), 'find', () => undefined);
  const wrapper = await pageWith(session, `<ninepic-clip ${attributes}></ninepic-clip>`);
  const element = wrapper.firstElementChild as NinepicClip;
  await until('the tag', () => parts(element, 'status').length > 0);
  (session as unknown as { set(change: object): void }).set({ clip });
  await element.updateComplete;
  return element;
}

describe('<ninepic-clip>', () => {
  afterEach(() => unpatch());

  for (const [what, clip] of [
    ['nothing', { status: 'none' }],
    ['a look', { status: 'none', looking: true }],
    [
      'a clip in the making',
      { status: 'rendering', requestId: ID, phase: 'rendering', since: Date.now() - 65_000 },
    ],
    ['clips', { status: 'ready', requestId: ID, clips: CLIPS }],
    ['no clips', { status: 'ready', requestId: ID, clips: [] }],
  ] as const)
    for (const dir of ['ltr', 'rtl'])
      it(`can be used by everybody when it shows ${what} (${dir})`, async () => {
        const element = await showing(clip, `dir="${dir}"`);
        await expect(element).to.be.accessible();
      });

  it('says how long it has been, aloud once a minute only', async () => {
    const since = Date.now() - 65_000;
    const element = await showing({ status: 'rendering', requestId: ID, phase: 'rendering', since });
    await shows(element, '1 minute so far');
    expect(part(element, 'progress').innerText.trim()).to.match(/^1:0\d$/);
    expect(part(element, 'progress').closest('[role="status"]')).to.equal(null);
    const said = says(element);
    const drawn = part(element, 'progress').innerText;
    await until('the next second', () => part(element, 'progress').innerText !== drawn);
    expect(says(element)).to.equal(said);
  });

  it('sends nobody away where no link brings her back', async () => {
    const element = await showing({
      status: 'rendering',
      requestId: ID,
      phase: 'rendering',
      since: Date.now(),
    });
    await shows(element, 'is being made');
    expect(part(element, 'base').innerText).to.not.contain('close this page');
  });

  it('draws no seconds after it has left the page', async () => {
    const element = await showing({
      status: 'rendering',
      requestId: ID,
      phase: 'rendering',
      since: Date.now(),
    });
    const stopped: unknown[] = [];
    patch(window, 'clearInterval', (id: unknown) => stopped.push(id));
    element.remove();
    expect(stopped).to.have.length(1);
  });

  it('looks for earlier clips of a session that it joins late, too', async () => {
    const element = await showing({ status: 'none' });
    const other = createSession({
      proxyUrl: PROXY,
      eventId: 457,
      fetch: () => new Promise(() => undefined),
    });
    // Its other tags have been there for long: nothing of it is about to change.
    other.configure({ noHash: true, hashKey: null, acceptQuery: false, timeZone: null });
    let looks = 0;
    patch(other.withClips(SessionClips), 'find', () => (looks += 1));
    element.noHash = true;
    element.session = other;
    await element.updateComplete;
    expect(element.store.session).to.equal(other);
    expect(looks).to.be.greaterThan(0);
  });

  it('brings a poster, a length and a caption', async () => {
    const element = await showing({ status: 'ready', requestId: ID, clips: CLIPS });
    expect(part<HTMLVideoElement>(element, 'video').poster).to.equal('https://c.example/1.jpg');
    expect(part(element, 'clip').innerText).to.contain('Video 1 of 1 · 1:02');
    expect(part(element, 'video').getAttribute('aria-label')).to.equal('Video 1 of 1');
    expect(element.shadowRoot?.querySelector('[style]')).to.equal(null);
  });

  it('writes lengths as players do', () => {
    expect([0, 4, 59.6, 62, 3723].map(clockText)).to.deep.equal(['0:00', '0:04', '1:00', '1:02', '1:02:03']);
  });
});
