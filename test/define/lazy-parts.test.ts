/** What a page loads of the built scripts, looked at in its own requests: what it uses, and once more what was lost. */
import { phonePhoto } from '../support/jpegs.js';
import { expect, part, parts, says, searchBib, shows, tiles, until } from '../support/page.js';
import { openFrame } from '../support/frame.js';
import type { FramedPage } from '../support/frame.js';
import { consent, isReady, pick } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const FALLBACK = '<a href="https://photos.example/">Photos</a>';

/** Lazy files that a page asked for; one that was asked for again has another address. */
const asked = (page: FramedPage): string[] =>
  [...new Set(page.requests())].flatMap((name) => /\/ninepic-([\w-]+)\.js(?:\?\d+)?$/.exec(name)?.[1] ?? []);

/** The script of all tags, from a server that loses a lazy file so many times. */
const losing = (file: string, times: number, script = 'ninepic.js'): string =>
  `/__lossy/${crypto.randomUUID()}/ninepic-${file}.js~${times}/${script}`;

describe('the script of all tags', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  const open = (src: string, ...names: string[]): Promise<FramedPage> => {
    const tags = names.map(
      (name) =>
        `<ninepic-${name} proxy-url="{proxy}" event-id="{event}" privacy-href="/privacy">${FALLBACK}</ninepic-${name}>`,
    );
    return openFrame(tags.join(''), stack, undefined, src);
  };

  it('loads nothing of selfies and clips for a gallery and a bib search', async () => {
    const page = await open('/dist/cdn/ninepic.js', 'bib-search', 'gallery');
    const gallery = await page.find('ninepic-gallery');
    await shows(gallery, '3,000 photos');
    const search = await page.find('ninepic-bib-search');
    await searchBib(search, '1234');
    await shows(gallery, 'photos for 1234');
    await until('her photos', () => tiles(gallery).length > 3);
    expect(asked(page)).to.include('reading');
    expect(asked(page).filter((file) => /selfie|clip|camera/.test(file))).to.deep.equal([]);
  });

  it('loads the form of a selfie search that is on the page, and of a clip', async () => {
    const page = await open('/dist/cdn/ninepic.js', 'selfie-search', 'clip');
    const search = await page.find('ninepic-selfie-search');
    await until('the form', () => parts(search, 'consent-checkbox').length > 0);
    await shows(await page.find('ninepic-clip'), 'Find yourself with a selfie first');
    expect(asked(page)).to.include('selfie-form').and.include('clip-view');
    expect(asked(page).filter((file) => /image|camera|flow|viewer/.test(file))).to.deep.equal([]);
  });

  it('asks for what opens a photo and for what that needs at once, not one after the other', async () => {
    const page = await open(losing('viewer', 2), 'gallery');
    const gallery = await page.find('ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 3);
    tiles(gallery)[0]?.click();
    await shows(gallery, 'Could not reach the photo service');
    // Nothing has told of them but the file that asked for the viewer.
    expect(asked(page)).to.include('viewer').and.include('icons');
  });

  it('asks by itself once more for a form that was lost', async () => {
    const page = await open(losing('selfie-form', 1), 'selfie-search');
    const search = await page.find('ninepic-selfie-search');
    await until('the form', () => parts(search, 'consent-checkbox').length > 0);
    expect(asked(page).filter((file) => file === 'selfie-form')).to.have.length(2);
  });

  it('says that a form could not be had, keeps what the author wrote, and brings it at a press', async () => {
    const page = await open(losing('selfie-form', 2), 'selfie-search');
    const search = await page.find('ninepic-selfie-search');
    await shows(search, 'Could not reach the photo service');
    expect(search.matches(':state(failed)')).to.equal(true);
    expect(page.document.querySelector('a')?.getClientRects()).to.have.length(1);
    part(search, 'retry').click();
    await until('the form', () => parts(search, 'consent-checkbox').length > 0);
    expect(says(search)).to.equal('');
    expect(search.matches(':state(failed)')).to.equal(false);
  });

  it('brings a form by itself when the network is back', async () => {
    const page = await open(losing('clip-view', 2), 'clip');
    const clip = await page.find('ninepic-clip');
    await shows(clip, 'Could not reach the photo service');
    page.document.defaultView?.dispatchEvent(new Event('online'));
    await shows(clip, 'Find yourself with a selfie first');
  });

  it('brings what shows photos with her next search, where it was lost', async () => {
    const page = await open(losing('gallery-photos', 2), 'bib-search', 'gallery');
    const gallery = await page.find('ninepic-gallery');
    await shows(gallery, 'Could not reach the photo service');
    await searchBib(await page.find('ninepic-bib-search'), '1234');
    await until('her photos', () => tiles(gallery).length > 3);
    expect(says(gallery)).not.to.contain('Could not reach');
  });

  it('keeps a picture that was picked when what prepares it was lost', async () => {
    const page = await open(losing('selfie-image', 2), 'selfie-search');
    const search = await page.find('ninepic-selfie-search');
    await consent(search);
    await pick(search, await phonePhoto());
    await shows(search, 'Could not reach the photo service');
    part(search, 'retry').click();
    await isReady(search);
    expect(says(search)).to.contain('Your picture is ready');
    expect((await stack.bill()).faces).to.deep.equal([]);
  });

  it('leaves a search that could not begin to her, with its picture, when the network is back', async () => {
    const page = await open(losing('selfie-flow', 2), 'selfie-search');
    const search = await page.find('ninepic-selfie-search');
    await consent(search);
    await pick(search, await phonePhoto());
    await isReady(search);
    part(search, 'button').click();
    await shows(search, 'Could not reach the photo service');
    page.document.defaultView?.dispatchEvent(new Event('online'));
    await search.updateComplete;
    expect(says(search)).to.contain('Could not reach the photo service');
    part(search, 'retry').click();
    await shows(search, 'photos found');
    expect((await stack.bill()).faces).to.have.length(1);
  });
});

describe('the way by time', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  const open = async (src: string): Promise<[FramedPage, HTMLElement]> => {
    // Without a search of another test, which a frame keeps in the storage of its site.
    const markup =
      '<ninepic-gallery proxy-url="{proxy}" event-id="{event}" time-zone="Asia/Kolkata" no-hash></ninepic-gallery>';
    const page = await openFrame(markup, stack, undefined, src);
    const gallery = await page.find('ninepic-gallery');
    await until('the field', () => parts(gallery, 'finish').length > 0);
    return [page, gallery];
  };
  const press = (gallery: Element, time: string): void => {
    part<HTMLInputElement>(gallery, 'finish').value = time;
    part(gallery, 'finish-button').click();
  };

  it('brings what searches when the field is used, and not before', async () => {
    const [page, gallery] = await open('/dist/cdn/ninepic.js');
    parts(gallery, 'hour')[1]?.click();
    await until('photos of that hour', () =>
      tiles(gallery).some(({ dataset }) => Number(dataset['index']) > 12),
    );
    expect(asked(page)).to.include('time-panel').and.not.include('time-search');
    part(gallery, 'finish').dispatchEvent(new FocusEvent('focus'));
    await until('what searches', () => asked(page).includes('time-search'));
    press(gallery, '7:15:30');
    await shows(gallery, /\d photos? at this time/);
    await until(
      'the way to more',
      () => parts(gallery, 'wider')[0]?.innerText === '4 minutes before and after',
    );
  });

  it('says at the field that it could not be had, keeps what was typed, and searches at a press', async () => {
    const [, gallery] = await open(losing('time-search', 2));
    press(gallery, '7:15:30');
    const wrong = () => gallery.shadowRoot?.querySelector('#finish-wrong')?.textContent ?? '';
    await until('why', () => wrong().includes('Could not reach the photo service'));
    expect(part(gallery, 'finish').getAttribute('aria-invalid')).to.equal('true');
    expect(part<HTMLInputElement>(gallery, 'finish').value).to.equal('7:15:30');
    part(gallery, 'finish-button').click();
    await shows(gallery, /\d photos? at this time/);
    expect(wrong()).to.equal('');
  });
});

describe('the classic script', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  const open = (src: string, names: readonly string[], connect?: string): Promise<FramedPage> => {
    const tags = names.map(
      (name) =>
        `<ninepic-${name} proxy-url="{proxy}" event-id="{event}" privacy-href="/privacy">${FALLBACK}</ninepic-${name}>`,
    );
    return openFrame(tags.join(''), stack, connect, src);
  };
  const viewer = (gallery: Element): Element | undefined => parts(gallery, 'viewer')[0];

  it('has the forms, the photos and the searches in it, and what fills a clip tag beside it', async () => {
    const page = await open('/dist/cdn/ninepic.iife.js', ['gallery', 'bib-search', 'selfie-search', 'clip']);
    const gallery = await page.find('ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 3);
    const selfie = await page.find('ninepic-selfie-search');
    await until('the form', () => parts(selfie, 'consent-checkbox').length > 0);
    await shows(await page.find('ninepic-clip'), 'Find yourself with a selfie first');
    await searchBib(await page.find('ninepic-bib-search'), '1234');
    await shows(gallery, 'photos for 1234');
    expect(asked(page)).to.include('classic-clip-view');
    const early = /classic-(?:gallery|inner|selfie-f|result|reading|viewer|downloads|camera)/;
    expect(page.requests().filter((name) => early.test(name))).to.deep.equal([]);
  });

  it('brings nothing for clips to a page without a clip tag', async () => {
    const page = await open('/dist/cdn/ninepic.iife.js', ['bib-search', 'gallery']);
    const gallery = await page.find('ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 3);
    await searchBib(await page.find('ninepic-bib-search'), '1234');
    await shows(gallery, 'photos for 1234');
    expect(page.requests().filter((name) => name.includes('clip'))).to.deep.equal([]);
  });

  it('says in a clip tag that what fills it was lost, and brings it at a press', async () => {
    const page = await open(losing('classic-clip-view', 2, 'ninepic.iife.js'), ['clip']);
    const clip = await page.find('ninepic-clip');
    await shows(clip, 'Could not reach the photo service');
    part(clip, 'retry').click();
    await shows(clip, 'Find yourself with a selfie first');
  });

  it('opens a photo with a file beside it, under the strict policy too', async () => {
    const page = await open('/dist/cdn/ninepic.iife.js', ['gallery'], new URL(stack.proxyUrl).origin);
    const gallery = await page.find('ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 3);
    tiles(gallery)[0]?.click();
    await until('the viewer', () => viewer(gallery));
    expect(asked(page)).to.include('classic-viewer').and.include('classic-shared');
    expect(page.requests().filter((name) => name.endsWith('/ninepic.iife.js'))).to.have.length(1);
    expect(page.violations()).to.deep.equal([]);
  });

  it('says so where a file beside it is lost, with a line that names the fix, and brings it at a press', async () => {
    const page = await open(losing('classic-viewer', 2, 'ninepic.iife.js'), ['gallery']);
    const lines: string[] = [];
    const view = page.document.defaultView as unknown as { console: Console };
    view.console.warn = (line: string) => void lines.push(line);
    const gallery = await page.find('ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 3);
    tiles(gallery)[0]?.click();
    await shows(gallery, 'Could not reach the photo service');
    expect(lines.join()).to.contain('do not combine or inline ninepic.iife.js');
    part(gallery, 'retry').click();
    await until('the viewer', () => viewer(gallery));
    expect(parts(gallery, 'retry')).to.deep.equal([]);
  });
});
