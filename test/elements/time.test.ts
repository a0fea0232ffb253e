/** Days, hours and the slider of a gallery, in a visitor's words. */
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { asked, expect, page, part, parts, says, shows, tag, tiles, until } from '../support/page.js';
import { desktop, narrow } from '../support/screen.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const INDIA = 'time-zone="Asia/Kolkata"';
const indexes = (element: Element) => tiles(element).map((tile) => Number(tile.dataset['index']));
const names = (element: Element, what: string) =>
  parts(element, what).map((one) => one.getAttribute('aria-label') ?? one.innerText.trim());
const current = (element: Element, what: string) =>
  parts(element, what)
    .filter((one) => one.getAttribute('aria-current') === 'true')
    .map((one) => one.innerText.trim());
const nextFrame = () => new Promise(requestAnimationFrame);

/** The place at the upper edge, below what lies over it. */
function atEdge(element: Element): number {
  const bar = parts(element, 'hour-label')[0]?.parentElement?.getBoundingClientRect().bottom ?? 0;
  const seen = tiles(element).filter((tile) => tile.getBoundingClientRect().bottom > Math.max(0, bar) + 2);
  return Math.min(...seen.map((tile) => Number(tile.dataset['index'])));
}

describe('the timeline of a gallery', () => {
  let stack: TestStack;
  const open = async (
    attributes = '',
    options: Parameters<typeof openStack>[0] = {},
  ): Promise<NinepicGallery> => {
    stack = await openStack(options);
    const markup = `<ninepic-gallery proxy-url="{proxy}" event-id="{event}" ${attributes}></ninepic-gallery>`;
    return tag(await page(markup, stack), 'ninepic-gallery');
  };
  const openTimeline = async (...how: Parameters<typeof open>): Promise<NinepicGallery> => {
    const element = await open(...how);
    await until('the hours', () => parts(element, 'hour').length > 0);
    return element;
  };
  afterEach(async () => {
    await stack.close();
    window.scrollTo(0, 0);
    await desktop(1000, 700);
  });

  it('shows the hours of the race by its own clock, and reads them once', async () => {
    const element = await openTimeline(INDIA);
    expect(names(element, 'day')).to.deep.equal(['Sun, Jan 18, 2,976 photos']);
    expect(names(element, 'hour')[0]).to.equal('04:30 to 05:30, 12 photos');
    expect(names(element, 'hour')[1]).to.match(/^05:30 to 06:30, \d+ photos$/);
    expect(part(element, 'timeline').innerText).to.contain('Race time: India Standard Time');
    const { 'GET timelineDays': days, 'GET photos': pages } = await asked(stack);
    expect([days, pages]).to.deep.equal([1, 1]);
  });

  for (const [width, size] of [
    [320, '200%'],
    [400, '200%'],
    [160, '100%'],
  ] as const)
    it(`fits a page of ${width} pixels with text of ${size}`, async () => {
      await narrow(width);
      const { style } = document.documentElement;
      style.fontSize = size;
      try {
        const element = await openTimeline();
        const right = () => part(element, 'finish-button').getBoundingClientRect().right;
        await until('the whole field', () => right() > 0 && right() <= width);
        expect(document.body.scrollWidth).to.be.at.most(width);
      } finally {
        style.fontSize = '';
      }
    });

  it('shows on a phone that the hours go on, and at which end', async () => {
    await setViewport({ width: 320, height: 700 });
    const element = await openTimeline(INDIA);
    const hours = part(element, 'hour').parentElement as HTMLElement;
    expect(hours.scrollWidth).to.be.greaterThan(hours.clientWidth);
    await until('more to the right', () => hours.className.includes('more-right'));
    expect(hours.className).to.not.contain('more-left');
    expect(getComputedStyle(hours).maskImage).to.contain('gradient');
    hours.scrollLeft = hours.scrollWidth;
    await until('more to the left', () => hours.className.includes('more-left'));
    await until('nothing more to the right', () => !hours.className.includes('more-right'));
    await setViewport({ width: 1000, height: 700 });
    await until('all of them', () => !/more-(?:left|right)/.test(hours.className));
    expect(getComputedStyle(hours).maskImage).to.equal('none');
  });

  it("shows them by the visitor's clock where the page names no zone, and says so", async () => {
    const element = await openTimeline();
    const zone = new Intl.DateTimeFormat('en', { timeZoneName: 'long' })
      .formatToParts(Date.parse('2026-01-18'))
      .find(({ type }) => type === 'timeZoneName')?.value;
    expect(part(element, 'timeline').innerText).to.contain(`Your local time: ${zone}`);
  });

  it('goes to an hour with at most two requests, though the list was folded', async () => {
    const element = await openTimeline(INDIA);
    expect(parts(element, 'more')).to.have.length(1);
    const counts = names(element, 'hour').map((name) =>
      Number(/, ([\d,]+) /.exec(name)?.[1]?.replace(',', '')),
    );
    const first = counts.slice(0, 4).reduce((sum, count) => sum + count, 0);
    parts(element, 'hour')[4]?.click();
    await until('the first photo of that hour', () => indexes(element).includes(first));
    await until('it at the upper edge', () => Math.abs(atEdge(element) - first) < 8);
    await until('the focus on it', () => {
      const tile = element.shadowRoot?.activeElement;
      return tile instanceof HTMLElement && Number(tile.dataset['index']) === first;
    });
    const [label] = names(element, 'hour').slice(4);
    await until('the label of that hour', () =>
      part(element, 'hour-label').innerText.includes(label?.slice(0, 5) ?? '?'),
    );
    expect(current(element, 'hour')).to.deep.equal([label?.slice(0, 5)]);
    expect((await asked(stack))['GET photos']).to.be.at.most(3);
  });

  it('goes to the photos without a time, at the end', async () => {
    const element = await openTimeline(INDIA);
    const lane = part(element, 'untimed');
    expect(lane.innerText).to.equal('24 photos without a time');
    lane.click();
    await until('the first of them', () => indexes(element).includes(2976));
    await until('the lane that is there', () =>
      part(element, 'hour-label').innerText.includes('without a time'),
    );
    expect((await asked(stack))['GET photos']).to.be.at.most(3);
  });

  it('goes from day to day', async () => {
    const element = await openTimeline(INDIA, { eventId: 789 });
    expect(names(element, 'day').map((name) => name.slice(0, 11))).to.deep.equal([
      'Sat, Mar 14',
      'Sun, Mar 15',
    ]);
    parts(element, 'day')[1]?.click();
    await until('the first photo of the second day', () => indexes(element).includes(45_000));
    await until('that day', () => current(element, 'day')[0]?.startsWith('Sun') === true);
    expect((await asked(stack))['GET photos']).to.be.at.most(3);
  });

  it('moves nothing when it comes', async () => {
    for (const width of [320, 390, 1000]) {
      await narrow(width);
      stack = await openStack();
      await stack.fault('slow', { route: 'timelineDays', times: 1, ms: 700 });
      const markup = `<ninepic-gallery proxy-url="{proxy}" event-id="{event}" ${INDIA}></ninepic-gallery>`;
      const element = tag(await page(markup, stack), 'ninepic-gallery');
      await until('photos', () => tiles(element).length > 3);
      expect(parts(element, 'hour')).to.be.empty;
      const before = part(element, 'grid').getBoundingClientRect().top;
      await until('the hours', () => parts(element, 'hour').length > 0);
      await nextFrame();
      expect(part(element, 'grid').getBoundingClientRect().top).to.equal(before);
      expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
      element.remove();
      if (width !== 1000) await stack.close();
    }
  });

  it('has a slider through a long list, for the mouse, the finger and the keys', async () => {
    const element = await openTimeline(INDIA, { eventId: 789 });
    const slider = part<HTMLInputElement>(element, 'scrubber');
    expect(slider.getAttribute('aria-valuetext')).to.match(/^Sat, Mar 14,\s/);
    slider.focus();
    await sendKeys({ press: 'End' });
    await until('the end of the list', () => indexes(element).includes(99_999));
    await until('the lane that is there', () =>
      /without a time/.test(slider.getAttribute('aria-valuetext') ?? ''),
    );
    expect(element.shadowRoot?.activeElement === slider).to.equal(true);
    expect((await asked(stack))['GET photos']).to.be.at.most(3);
    slider.value = String(Math.round(Number(slider.max) * 0.6));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await until('the bubble with the hour', () =>
      /Mar 15/.test(element.shadowRoot?.querySelector('.time-bubble')?.textContent ?? ''),
    );
    await until('photos there', () => indexes(element).some((index) => Math.abs(index - 60_000) < 400));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    await until('no bubble', () => !element.shadowRoot?.querySelector('.time-bubble'));
  });

  it('has its slider where somebody comes from above and never saw the hours', async () => {
    stack = await openStack();
    const markup =
      '<p style="height: 3000px"></p><ninepic-gallery proxy-url="{proxy}" event-id="{event}" preview="0"></ninepic-gallery>';
    const element = tag<NinepicGallery>(await page(markup, stack), 'ninepic-gallery');
    await until('the list', () => element.offsetHeight > 20_000);
    expect(parts(element, 'scrubber')).to.be.empty;
    window.scrollTo(0, 15_000);
    await until('the slider', () => parts(element, 'scrubber').length > 0);
    await until('photos', () => tiles(element).length > 8);
  });

  it('has no slider where there is little to go through', async () => {
    const element = await openTimeline(INDIA);
    element.around = '07:15:30';
    await shows(element, 'photos at this time');
    expect(parts(element, 'scrubber')).to.be.empty;
  });

  it('can be reached and read with the keyboard and a screen reader', async () => {
    const element = await openTimeline(INDIA);
    await expect(element).to.be.accessible();
    for (const one of [...parts(element, 'hour'), ...parts(element, 'day'), part(element, 'untimed')]) {
      const { width, height } = one.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(24);
    }
    parts(element, 'hour')[2]?.focus();
    await sendKeys({ press: 'Enter' });
    await until('photos of that hour', () => Math.min(...indexes(element)) > 200);
  });

  it('keeps the first screen small', async () => {
    await setViewport({ width: 1280, height: 800 });
    const element = await openTimeline(INDIA);
    await nextFrame();
    expect(element.shadowRoot?.querySelectorAll('*').length).to.be.at.most(130);
  });

  const plain = async (element: NinepicGallery) => {
    await until('photos', () => tiles(element).length > 3);
    await nextFrame();
    await nextFrame();
    for (const what of ['timeline', 'day', 'hour', 'finish', 'scrubber', 'untimed'])
      expect(parts(element, what), what).to.be.empty;
  };

  it('is not there, and not asked for, where the page leaves it out', async () => {
    await plain(await open('no-timeline'));
    expect(await asked(stack)).to.not.have.property('GET timelineDays');
  });

  it('is not there, and not asked for, where the event has none', async () => {
    const element = await open('', { eventId: 459 });
    await plain(element);
    expect(await asked(stack)).to.not.have.property('GET timelineDays');
    expect(says(element)).to.match(/^40 photos$/);
  });

  it('goes without a word where the hours cannot be had', async () => {
    stack = await openStack();
    await stack.fault('500', { route: 'timelineDays', times: 'always' });
    const markup = '<ninepic-gallery proxy-url="{proxy}" event-id="{event}"></ninepic-gallery>';
    const element = tag<NinepicGallery>(await page(markup, stack), 'ninepic-gallery');
    await until('the hours to fail', async () => ((await asked(stack))['GET timelineDays'] ?? 0) > 0);
    await until('their place to be given back', () => {
      const gap = part(element, 'grid').getBoundingClientRect().top;
      return gap - part(element, 'toolbar').getBoundingClientRect().bottom < 20;
    });
    await plain(element);
    expect(says(element)).to.equal('3,000 photos');
  });

  it('is not there for the photos of a bib, and comes back without asking again', async () => {
    history.replaceState(null, '', '#ninepic-456=bib:1234');
    const element = await open(INDIA);
    await shows(element, /photos? for 1234/);
    await plain(element);
    expect(await asked(stack)).to.not.have.property('GET timelineDays');
    parts(element, 'chip')[0]?.click();
    await until('the hours', () => parts(element, 'hour').length > 0);
    expect((await asked(stack))['GET timelineDays']).to.equal(1);
  });
});
