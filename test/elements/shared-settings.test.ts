/** What tags of one session share when it is set, or changed, after they are on the page (design.md 4.1). */
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { resultsAddress } from '../../src/state/address.js';
import { patch, unpatch } from '../support/patches.js';
import { asked, expect, page, part, says, searchBib, shows, tag, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

describe('a page sets what its tags share', () => {
  let stack: TestStack;
  let warned: string[];
  beforeEach(async () => {
    stack = await openStack();
    warned = [];
    patch(console, 'warn', (line: string) => void warned.push(line));
  });
  afterEach(async () => {
    unpatch();
    await stack.close();
  });
  const open = async (attributes = ''): Promise<NinepicGallery> =>
    tag(
      await page(
        `<ninepic-gallery proxy-url="{proxy}" event-id="{event}" ${attributes}></ninepic-gallery>`,
        stack,
      ),
      'ninepic-gallery',
    );
  const showsZone = (gallery: Element, zone: string) =>
    until(zone, () => part(gallery, 'timeline').innerText.includes(zone));

  it('names the time zone after the hours are shown, and another one later: they are read once', async () => {
    const gallery = await open();
    await showsZone(gallery, 'Your local time');
    gallery.setAttribute('time-zone', 'Pacific/Auckland');
    await showsZone(gallery, 'Race time: New Zealand');
    gallery.timeZone = 'Asia/Kolkata';
    await showsZone(gallery, 'Race time: India Standard Time');
    expect(part(gallery, 'hour').innerText.trim()).to.equal('04:30');
    expect((await asked(stack))['GET timelineDays']).to.equal(1);
    expect(warned).to.deep.equal([]);
  });

  it('leaves the address alone too late: reads so in the console, once', async () => {
    const body = await page(
      `<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>
       <ninepic-gallery proxy-url="{proxy}" event-id="{event}"></ninepic-gallery>`,
      stack,
    );
    const [search, gallery] = [tag(body, 'ninepic-bib-search'), tag(body, 'ninepic-gallery')];
    await shows(gallery, '3,000 photos');
    search.noHash = true;
    await until('a line', () => warned.length > 0);
    await searchBib(search, '1234');
    await shows(gallery, 'for 1234');
    expect(location.hash).to.contain('bib:1234');
    expect(warned).to.deep.equal(["<ninepic-bib-search> no-hash: the first tag's counts."]);
  });

  it('gives something for a session that is none: reads which property, and takes it back', async () => {
    const gallery = await open();
    await shows(gallery, '3,000 photos');
    const said: unknown[] = [];
    patch(console, 'error', (line: string) => void said.push(line));
    (gallery as { session: unknown }).session = 'nonsense';
    await shows(gallery, 'session is none.');
    gallery.session = null;
    await until('photos', () => !says(gallery).includes('session'));
    await until('a line', () => said.length > 0);
    expect(said).to.deep.equal(['<ninepic-gallery> session is none.']);
  });

  it('gives two races one key in the address: each keeps its own search, and the console says so', async () => {
    const tags = (event: string) =>
      `<ninepic-bib-search proxy-url="{proxy}" event-id="${event}" hash-key="photos"></ninepic-bib-search>
       <ninepic-gallery proxy-url="{proxy}" event-id="${event}" hash-key="photos"></ninepic-gallery>`;
    history.replaceState(null, '', '#photos=bib:1234');
    const body = await page(tags('{event}') + tags('789'), stack);
    const [first, second] = body.querySelectorAll('ninepic-gallery');
    if (!first || !second) throw new Error('There are two galleries.');
    await shows(first, 'for 1234');
    await shows(second, '100,000 photos');
    const searches = body.querySelectorAll('ninepic-bib-search');
    await searchBib(searches[1] as Element, '1235');
    await until('its own pair', () => location.hash === '#photos=bib:1234&ninepic-789=bib:1235');
    expect(says(first)).to.contain('for 1234');
    expect(warned.filter((line) => line.includes('hash-key'))).to.deep.equal([
      "<ninepic-bib-search> hash-key: the first tag's counts.",
      "<ninepic-gallery> hash-key: the first tag's counts.",
    ]);
    // A page that has one of them alone knows it by the key that was written.
    const { session } = second;
    const url = session && resultsAddress('https://race.example/789', session, { by: 'bib', bib: '1235' });
    expect(url).to.equal('https://race.example/789#photos=bib:1235');
    history.replaceState(null, '', location.pathname + location.search);
  });
});
