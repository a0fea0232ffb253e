import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { english } from '../../src/i18n/messages.js';
import { anatomy, look } from '../support/jpegs.js';
import { expect, heard, page, part, parts, says, shows, tag, until } from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';
import { ALONE, canUse, consent, isReady, makeReady, paid } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const devices = navigator.mediaDevices;
const realRequest = devices.getUserMedia.bind(devices);

describe('a selfie with the camera of the page', () => {
  let stack: TestStack;
  let search: NinepicSelfieSearch;
  /** Every stream that was handed out, so that its tracks can be looked at whatever became of it. */
  let streams: MediaStream[];
  const tracks = () => streams.flatMap((stream) => stream.getTracks()).map(({ readyState }) => readyState);

  beforeEach(async () => {
    stack = await openStack();
    streams = [];
    patch(devices, 'getUserMedia', async (wish: MediaStreamConstraints) => {
      const stream = await realRequest(wish);
      streams.push(stream);
      return stream;
    });
    search = tag(await page(ALONE, stack), 'ninepic-selfie-search');
    await until('the form', () => parts(search, 'camera').length > 0);
  });
  afterEach(async () => {
    unpatch();
    await stack.close();
  });

  const openCamera = async () => {
    if (!part<HTMLInputElement>(search, 'consent-checkbox').checked) await consent(search);
    await until('a camera button', () => canUse(search, 'camera'));
    part(search, 'camera').click();
    await until('the viewfinder', () => canUse(search, 'capture'));
  };
  const isOff = () => until('the camera to be off', () => tracks().every((state) => state === 'ended'));

  it('is opened, looked into, and gives a picture that finds photos', async () => {
    expect(streams).to.be.empty;
    await openCamera();
    const video = search.shadowRoot?.querySelector('video');
    // Firefox's pretend camera says that it looks away.
    const looksAway = streams[0]?.getVideoTracks()[0]?.getSettings().facingMode === 'environment';
    const seen = looksAway ? 'none' : 'matrix(-1, 0, 0, 1, 0, 0)';
    expect(getComputedStyle(video as Element).transform).to.equal(seen);
    expect(tracks()).to.deep.equal(['live']);
    expect(search.shadowRoot?.activeElement === part(search, 'capture')).to.equal(true);
    part(search, 'capture').click();
    await isReady(search);
    await isOff();
    await until(
      'the button to have the focus',
      () => search.shadowRoot?.activeElement === part(search, 'button'),
    );
    part(search, 'button').click();
    await shows(search, /photos? found/);
    const [upload] = await stack.uploads();
    const picture = new Blob([upload?.bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' });
    const { width, height } = await look(picture);
    expect(Math.max(width, height)).to.be.at.most(1600);
    expect((await anatomy(picture)).words).to.be.empty;
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('can be taken again, as often as she likes, before anything is sent', async () => {
    await openCamera();
    part(search, 'capture').click();
    await isReady(search);
    part(search, 'retake').click();
    await until('the form', () => parts(search, 'preview').length === 0);
    await openCamera();
    part(search, 'capture').click();
    await isReady(search);
    expect(streams).to.have.length(2);
    await isOff();
    expect((await paid(stack)).posts).to.equal(0);
  });

  it('offers a choice where there are several cameras', async () => {
    await openCamera();
    const choices = parts<HTMLSelectElement>(search, 'camera-select')[0];
    const known = (await devices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
    expect(choices?.options.length ?? 1).to.equal(known.length);
    if (choices) {
      choices.value = known.at(-1)?.deviceId ?? '';
      choices.dispatchEvent(new Event('change'));
      await until('the other camera', () => streams.length === 2);
      expect(tracks()[0]).to.equal('ended');
    }
    search.remove();
    await isOff();
  });

  const waysOut: Record<string, () => void | Promise<void>> = {
    cancel: () => part(search, 'cancel').click(),
    'taking the consent back': () => consent(search),
    'removing the tag': () => search.remove(),
    'hiding the page': () => {
      patch(document, 'hidden', true);
      document.dispatchEvent(new Event('visibilitychange'));
    },
    'leaving the page': () => void dispatchEvent(new PageTransitionEvent('pagehide')),
  };
  for (const [way, go] of Object.entries(waysOut))
    it(`is off after ${way}`, async () => {
      await openCamera();
      expect(tracks()).to.deep.equal(['live']);
      await go();
      await isOff();
      expect((await paid(stack)).posts).to.equal(0);
    });

  it('gives the focus back to its button when it is cancelled', async () => {
    await openCamera();
    part(search, 'cancel').click();
    await until('the button', () => search.shadowRoot?.activeElement === parts(search, 'camera')[0]);
  });

  it('stays off when the visitor has gone before she was asked', async () => {
    let allow = (): void => undefined;
    const asked = new Promise<void>((resolve) => (allow = resolve));
    let isAsking = false;
    patch(devices, 'getUserMedia', async (wish: MediaStreamConstraints) => {
      isAsking = true;
      await asked;
      const stream = await realRequest(wish);
      streams.push(stream);
      return stream;
    });
    await consent(search);
    await until('a camera button', () => canUse(search, 'camera'));
    part(search, 'camera').click();
    await until('the question', () => isAsking && parts(search, 'cancel').length > 0);
    part(search, 'cancel').click();
    allow();
    await until('the stream that came too late', () => streams.length === 1);
    await isOff();
    expect(parts(search, 'capture')).to.be.empty;
  });

  const refusals: Record<string, keyof typeof english> = {
    NotAllowedError: 'camera.denied',
    NotFoundError: 'camera.absent',
    OverconstrainedError: 'camera.absent',
    NotReadableError: 'camera.busy',
    SecurityError: 'camera.policy',
  };
  for (const [name, key] of Object.entries(refusals))
    it(`is explained when there is none (${name}), asked for once, and a file still works`, async () => {
      const errors = heard('ninepic-error');
      let asked = 0;
      patch(devices, 'getUserMedia', () => {
        asked += 1;
        return Promise.reject(new DOMException('', name));
      });
      await consent(search);
      await until('a camera button', () => canUse(search, 'camera'));
      part(search, 'camera').click();
      await shows(search, english[key] as string);
      expect(part(search, 'status').getAttribute('role')).to.equal('alert');
      await until('the button', () => search.shadowRoot?.activeElement === parts(search, 'camera')[0]);
      expect(asked).to.equal(1);
      expect(part<HTMLInputElement>(search, 'consent-checkbox').checked).to.equal(true);
      await makeReady(search);
      expect(says(search)).to.equal(english['selfie.ready']);
      expect(errors).to.have.length(0);
    });

  it('is explained in an in-app browser that has none, where the system’s own camera is offered', async () => {
    patch(navigator, 'mediaDevices', undefined);
    const { matchMedia } = globalThis;
    patch(globalThis, 'matchMedia', (query: string) =>
      query.includes('coarse') ? { matches: true } : matchMedia(query),
    );
    await consent(search);
    await until('a camera button', () => canUse(search, 'camera'));
    expect(part(search, 'file').getAttribute('capture')).to.equal('user');
    part(search, 'camera').click();
    await shows(search, english['camera.unsupported']);
    await makeReady(search);
    part(search, 'button').click();
    await shows(search, /photos? found/);
  });

  it('is not offered where the page’s author does not want it', async () => {
    search.noCamera = true;
    await until('no camera button', () => parts(search, 'camera').length === 0);
    await consent(search);
    await makeReady(search);
  });
});
