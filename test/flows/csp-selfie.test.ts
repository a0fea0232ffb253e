import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { english } from '../../src/i18n/messages.js';
import { impostors, pngHeader } from '../support/jpegs.js';
import { expect, part, parts, pictures, searchBib, shows, until } from '../support/page.js';
import { openFrame } from '../support/frame.js';
import type { FramedPage } from '../support/frame.js';
import {
  WITH_GALLERY,
  canUse,
  consent,
  isReady,
  makeReady,
  paid,
  pick,
  searchSelfie,
} from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

describe('a selfie search on a page with a strict policy', () => {
  let stack: TestStack;
  let framed: FramedPage;
  const open = async (connect = "'self'") => {
    stack = await openStack();
    framed = await openFrame(WITH_GALLERY, stack, connect);
    return framed.find<NinepicSelfieSearch>('ninepic-selfie-search');
  };
  afterEach(async () => {
    sessionStorage.clear();
    await stack.close();
  });

  it('shows the picture and finds the photos, and nothing is violated', async () => {
    const search = await open();
    const gallery = await framed.find('ninepic-gallery');
    await makeReady(search);
    const canvas = part<HTMLCanvasElement>(search, 'preview');
    await until('the preview', () => canvas.getContext('2d')?.getImageData(60, 60, 1, 1).data[3] === 255);
    part(search, 'button').click();
    await shows(search, /photos? found/);
    await shows(gallery, 'for your selfie');
    await until('pictures', () => pictures(gallery).length > 0);
    part(search, 'clear').click();
    await shows(gallery, '3,000 photos');
    expect(framed.violations()).to.deep.equal([]);
  });

  it('opens the camera, and nothing is violated', async () => {
    const search = await open();
    await consent(search);
    await until('a camera button', () => canUse(search, 'camera'));
    part(search, 'camera').click();
    await until('the viewfinder', () => canUse(search, 'capture'));
    part(search, 'capture').click();
    await isReady(search);
    expect(framed.violations()).to.deep.equal([]);
  });

  it('says what is wrong, and nothing is violated', async () => {
    const search = await open();
    await consent(search);
    await pick(search, impostors.svg);
    await shows(search, english['picture.svg']);
    await pick(search, pngHeader(20_000, 20_000));
    await shows(search, english['picture.too-many-pixels']);
    await stack.fault('status', { route: 'startFaces', at: 'proxy', status: 403 });
    await searchSelfie(search);
    await shows(search, english['error.forbidden']);
    await stack.fault('429', { route: 'startFaces', at: 'proxy', retryAfter: 120 });
    part(search, 'button').click();
    await shows(search, 'in 2 minutes');
    search.removeAttribute('privacy-href');
    await shows(search, 'privacy-href');
    expect(framed.violations()).to.deep.equal([]);
  });

  it('says that the page blocks the service where its policy does, and nothing was sent', async () => {
    const search = await open("'none'");
    const gallery = await framed.find('ninepic-gallery');
    await shows(gallery, 'photo service is blocked');
    await consent(search);
    await searchSelfie(search).catch(() => undefined);
    expect((await paid(stack)).posts).to.equal(0);
    expect(framed.violations().every((violation) => violation.startsWith('connect-src '))).to.equal(true);
  });
});

const BIB = '<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>';

describe('a selfie search and a reload of the page', () => {
  let stack: TestStack;
  afterEach(async () => {
    sessionStorage.clear();
    await stack.close();
  });

  const open = async () => {
    stack = await openStack();
    const framed = await openFrame(WITH_GALLERY, stack);
    return { framed, search: await framed.find<NinepicSelfieSearch>('ninepic-selfie-search') };
  };
  const after = async (framed: FramedPage) => {
    await framed.reload();
    return framed.find<NinepicSelfieSearch>('ninepic-selfie-search');
  };

  it('shows the result again for nothing, also in a frame', async () => {
    const { framed, search } = await open();
    await searchSelfie(search);
    await shows(search, /photos? found/);
    const again = await after(framed);
    await shows(again, /photos? found/);
    // How often a free read is tried again is the network's business; what is paid is not.
    const { billed, posts, reads } = await paid(stack);
    expect([billed, posts]).to.deep.equal([1, 1]);
    expect(reads).to.be.at.least(1);
  });

  it('finds the result of a search that was under way, for nothing', async () => {
    const { framed, search } = await open();
    await stack.fault('late-answer', { route: 'startFaces', ms: 1500 });
    await searchSelfie(search);
    await until('the search to be billed', async () => (await paid(stack)).billed === 1);
    const again = await after(framed);
    const requests: Event[] = [];
    framed.document.addEventListener('ninepic-request', (event) => requests.push(event));
    await shows(again, /photos? found/);
    expect(requests).to.have.length(0);
    expect(await paid(stack)).to.include({ billed: 1, posts: 1 });
    expect(JSON.stringify({ ...sessionStorage })).to.not.contain('pending');
  });

  it('finds it also where the address names her number, which is shown meanwhile', async () => {
    stack = await openStack();
    const framed = await openFrame(BIB + WITH_GALLERY, stack);
    const search = await framed.find<NinepicSelfieSearch>('ninepic-selfie-search');
    const bib = await framed.find('ninepic-bib-search');
    await until('the field', () => parts(bib, 'input').length > 0);
    await searchBib(bib, '1234');
    await shows(await framed.find('ninepic-gallery'), /for 1234/);
    await stack.fault('late-answer', { route: 'startFaces', ms: 1500 });
    await searchSelfie(search);
    await until('the search to be billed', async () => (await paid(stack)).billed === 1);
    const again = await after(framed);
    await shows(again, /photos? found/);
    const gallery = await framed.find('ninepic-gallery');
    await shows(gallery, 'for your selfie');
    expect(parts(gallery, 'chip').map((chip) => chip.innerText.trim())).to.include('Bib 1234');
    expect(await paid(stack)).to.include({ billed: 1, posts: 1 });
  });

  it('shows the form where the search never arrived, and sends nothing by itself', async () => {
    const { framed, search } = await open();
    await stack.fault('hang', { route: 'startFaces', at: 'proxy' });
    await searchSelfie(search);
    await shows(search, 'Searching');
    await until('the request', async () => (await paid(stack)).posts === 1);
    const again = await after(framed);
    await until('a form that can be used', () => canUse(again, 'consent-checkbox'));
    expect(parts(again, 'retry')).to.be.empty;
    expect(JSON.stringify({ ...sessionStorage })).to.not.contain('pending');
    expect(await paid(stack)).to.deep.include({ billed: 0, posts: 1 });
  });
});
