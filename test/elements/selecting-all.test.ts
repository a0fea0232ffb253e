/** Ticking all of a search that is longer than what is drawn or read: some minutes of a start, a whole day. */
import { resetMouse, sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { asked, expect, page, part, parts, shows, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

/** The second day of the race of 100,000 photos, in epoch seconds. */
const START = 1773532800;
const THIRTEEN_MINUTES = [START, START + 780] as const;
const WHOLE_DAY = [START, START + 86_400] as const;

const says = (element: Element): string => part(element, 'selection-count').innerText.trim();

describe('selecting all of a long search', () => {
  let stack: TestStack;
  const open = async ([from, to]: readonly [number, number]): Promise<NinepicGallery> => {
    await setViewport({ width: 1000, height: 700 });
    stack = await openStack({ eventId: 789 });
    const markup =
      '<ninepic-gallery proxy-url="{proxy}" event-id="{event}" selectable search-only></ninepic-gallery>';
    const element = tag<NinepicGallery>(await page(markup, stack), 'ninepic-gallery');
    await until('a session', () => element.session);
    void element.session?.searchTime(from, to);
    await shows(element, 'at this time');
    await until('tiles', () => tiles(element).length > 5);
    await until('the offer', () =>
      /^Select all [\d,]+ photos$/.test(parts(element, 'select-all')[0]?.innerText ?? ''),
    );
    return element;
  };
  const total = (element: NinepicGallery): number => element.shownSet?.photos.count ?? NaN;
  const pages = async () => (await asked(stack))['GET timelinePhotos'] ?? 0;
  afterEach(async () => {
    await resetMouse();
    await stack.close();
    window.scrollTo(0, 0);
  });

  it('ticks more than two thousand, says how far it is, and asks for each page once', async () => {
    const element = await open(THIRTEEN_MINUTES);
    const count = total(element);
    expect(count).to.be.within(2001, 6000);
    part(element, 'select-all').focus();
    await sendKeys({ press: 'Enter' });
    await until('how far it is', () => /photos: [\d,]+ of [\d,]+…/.test(says(element)));
    expect(part(element, 'select-stop').innerText).to.equal('Stop');
    expect(element.shadowRoot?.activeElement?.part.value).to.equal('select-stop');
    await until('all', () => element.selection?.size === count);
    await until('nothing more to be said', () => !/…/.test(says(element)));
    expect(new Set(element.selection?.photos.map(({ id }) => id)).size).to.equal(count);
    expect(parts(element, 'select-all')).to.be.empty;
    expect(element.shadowRoot?.activeElement?.part.value).to.equal('clear');
    expect(await pages()).to.equal(Math.ceil(count / 100));
  });

  it('can be stopped, and goes on from there', async () => {
    const element = await open(THIRTEEN_MINUTES);
    const count = total(element);
    part(element, 'select-all').click();
    await until(
      'a thousand',
      () => (element.selection?.size ?? 0) >= 1000 && parts(element, 'select-stop')[0],
    );
    part(element, 'select-stop').click();
    await until('the offer', () => parts(element, 'select-all').length === 1);
    const { size } = element.selection ?? { size: NaN };
    expect(size).to.be.within(1000, count - 1);
    const before = await pages();
    const [first] = element.selection?.photos ?? [];
    part(element, 'select-all').click();
    await until('all', () => element.selection?.size === count);
    expect(element.selection?.photos[0]).to.equal(first);
    expect(await pages()).to.be.within(before, Math.ceil(count / 100) + 2);
  });

  it('leaves alone what she takes away meanwhile', async () => {
    const element = await open(THIRTEEN_MINUTES);
    const count = total(element);
    part(element, 'select-all').click();
    await until('a thousand', () => (element.selection?.size ?? 0) >= 1000);
    parts(element, 'select')[2]?.click();
    await until('all but hers', () => element.selection?.size === count - 1 && !/…/.test(says(element)));
    expect(parts<HTMLInputElement>(element, 'select')[2]?.checked).to.equal(false);
  });

  it('stops at the first page that fails, keeps what is ticked, and goes on when she asks again', async () => {
    const element = await open(THIRTEEN_MINUTES);
    const count = total(element);
    await stack.fault('status', { route: 'timelinePhotos', page: 14, times: 'always', status: 400 });
    part(element, 'select-all').click();
    await until('what is missing', () => /could not be loaded/.test(says(element)));
    expect(element.selection?.size).to.be.within(1000, 2000);
    // The page that failed, those before it, and what was on its way beside it; not the whole search.
    expect(await pages()).to.be.lessThan(20);
    await stack.heal();
    part(element, 'select-all').click();
    await until('all', () => element.selection?.size === count);
    expect(says(element)).to.not.match(/could not/);
  });

  it('says so where it would be too many, and reads nothing', async () => {
    const element = await open(WHOLE_DAY);
    expect(total(element)).to.be.greaterThan(20_000);
    const before = await pages();
    part(element, 'select-all').click();
    await until('why not', () => /more than 20,000 photos/.test(says(element)));
    expect(element.selection?.size).to.equal(0);
    expect(await pages()).to.equal(before);
  });

  it('stops where she clears, turns to something else, or leaves', async () => {
    const element = await open(THIRTEEN_MINUTES);
    part(element, 'select-all').click();
    await until('a thousand', () => (element.selection?.size ?? 0) >= 1000);
    part(element, 'selection').querySelector<HTMLElement>('[part="clear"]')?.click();
    await until('nothing', () => element.selection?.size === 0 && says(element) === '');
    part(element, 'select-all').click();
    await until('a thousand again', () => (element.selection?.size ?? 0) >= 1000);
    const before = await pages();
    element.session?.showAll();
    await shows(element, /There|photos/);
    const { size } = element.selection ?? {};
    element.remove();
    expect(element.selection?.size).to.equal(size);
    expect(await pages()).to.be.at.most(before + 2);
  });
});
