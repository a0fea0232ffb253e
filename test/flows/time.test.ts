/** A runner looks for herself by the time at which she finished. */
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { asked, expect, heard, page, part, parts, says, shows, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const INDIA = 'time-zone="Asia/Kolkata"';
const at = (india: string) => Date.parse(`${india}+05:30`) / 1000;
/** The windows that were asked for. */
const windows = async (stack: TestStack) =>
  (await stack.requests())
    .map(({ target }) => new URL(target, location.href))
    .filter(({ pathname }) => pathname.endsWith('/timeline/images'))
    .map(({ searchParams }) => [Number(searchParams.get('from')), Number(searchParams.get('to'))]);

describe('a runner looks for herself by her finish time', () => {
  let stack: TestStack;
  const open = async (attributes = '', options: Parameters<typeof openStack>[0] = {}) => {
    stack = await openStack(options);
    const markup = `<ninepic-gallery proxy-url="{proxy}" event-id="{event}" ${attributes}></ninepic-gallery>`;
    return tag<NinepicGallery>(await page(markup, stack), 'ninepic-gallery');
  };
  const type = async (element: NinepicGallery, time: string) => {
    await until('the field', () => parts(element, 'finish').length === 1);
    const field = part<HTMLInputElement>(element, 'finish');
    field.focus();
    field.select();
    if (time === '') field.value = '';
    else await sendKeys({ type: time });
    await sendKeys({ press: 'Enter' });
  };
  afterEach(() => stack.close());

  it('types it, and sees the minutes around it', async () => {
    const [searches, results] = [heard('ninepic-search'), heard('ninepic-results')];
    const element = await open(INDIA);
    await type(element, '7:15:30');
    await shows(element, /\d+ photos? at this time/);
    const window = { from: at('2026-01-18T07:13:30'), to: at('2026-01-18T07:17:30') };
    expect(searches.map(({ detail: { by, from, to } }) => ({ by, from, to }))).to.deep.equal([
      { by: 'time', ...window },
    ]);
    expect(await windows(stack)).to.deep.equal([[window.from, window.to]]);
    expect(part(element, 'window').innerText).to.equal(
      'Sun, Jan 18, 07:13:30 to 07:17:30 (India Standard Time)',
    );
    expect(results.map(({ detail: { by, from } }) => [by, from])).to.deep.equal([
      ['all', undefined],
      ['time', window.from],
    ]);
    expect(part<HTMLInputElement>(element, 'finish').value).to.equal('7:15:30');
    expect((await stack.bill()).searches).to.equal(0);
    const few = Number(/\d+/.exec(says(element))?.[0]);
    expect(part(element, 'wider').innerText).to.equal('4 minutes before and after');
    part(element, 'wider').focus();
    await sendKeys({ press: 'Enter' });
    await until('more photos', () => Number(/\d+/.exec(says(element))?.[0]) > few);
    await until(
      'the focus on the way to still more',
      () => element.shadowRoot?.activeElement === part(element, 'wider'),
    );
    expect(part(element, 'window').innerText).to.contain('07:11:30 to 07:19:30');
    await expect(element).to.be.accessible();
  });

  it('is shown wider and wider windows while there is nothing', async () => {
    const results = heard('ninepic-results');
    const element = await open(INDIA);
    await type(element, '05:45');
    await shows(element, /\d+ photos? at this time/);
    const asking = await windows(stack);
    expect(asking.length).to.be.greaterThan(1);
    const centre = at('2026-01-18T05:45:00');
    for (const [step, [from = 0, to = 0]] of asking.entries()) {
      expect(centre - from).to.equal(120 * 2 ** step);
      expect(to - centre).to.equal(120 * 2 ** step);
    }
    expect(results.filter(({ detail }) => detail.by === 'time')).to.have.length(1);
  });

  it('is told when there is nothing within half an hour', async () => {
    const element = await open(INDIA);
    await type(element, '2026-01-18T22:00');
    await shows(element, 'No photos at this time');
    expect(await windows(stack)).to.have.length(5);
    expect(part(element, 'window').innerText).to.contain('21:28:00 to 22:32:00');
    expect(parts(element, 'wider')).to.be.empty;
    parts(element, 'chip')[0]?.click();
    await shows(element, '3,000 photos');
  });

  for (const [typed, sentence] of [
    ['25:00', 'not a time of day'],
    ['soon', 'not a time of day'],
    ['', 'Type the time of day'],
  ] as const)
    it(`is told what is wrong with "${typed}", and nobody is asked`, async () => {
      const errors = heard('ninepic-error');
      const element = await open(INDIA);
      await until('photos', () => tiles(element).length > 3);
      await type(element, typed);
      await until('a sentence at the field', () => {
        const field = part(element, 'finish');
        const described = field.getAttribute('aria-describedby') ?? '';
        return element.shadowRoot?.getElementById(described)?.innerText.includes(sentence);
      });
      expect(part(element, 'finish').getAttribute('aria-invalid')).to.equal('true');
      expect(part<HTMLInputElement>(element, 'finish').value).to.equal(typed);
      expect(errors.map(({ detail }) => [detail.code, detail.operation])).to.deep.equal([
        ['bad-input', 'timelinePhotos'],
      ]);
      expect(await windows(stack)).to.be.empty;
      expect(tiles(element)).to.not.be.empty;
    });

  it('can be stopped by the page', async () => {
    const element = await open(INDIA);
    element.addEventListener('ninepic-search', (event) => event.preventDefault());
    const searches = heard('ninepic-search');
    await type(element, '07:15:30');
    await until('the event', () => searches.length === 1);
    expect(await windows(stack)).to.be.empty;
    expect(says(element)).to.equal('3,000 photos');
  });

  it('is taken at once to the time that the page names', async () => {
    const element = await open(`${INDIA} around="07:15:30"`);
    await shows(element, /\d+ photos? at this time/);
    expect(await windows(stack)).to.deep.equal([[at('2026-01-18T07:13:30'), at('2026-01-18T07:17:30')]]);
    expect(await asked(stack)).to.not.have.property('GET photos');
    parts(element, 'chip')[0]?.click();
    await shows(element, '3,000 photos');
  });

  it('is taken there also where the page shows nothing but searches', async () => {
    const results = heard('ninepic-results');
    const element = await open(`${INDIA} search-only around="07:15:30"`);
    await shows(element, /\d+ photos? at this time/);
    part(element, 'clear').click();
    await until('an empty gallery', () => says(element) === '' && tiles(element).length === 0);
    element.around = '08:15:30';
    await shows(element, /\d+ photos? at this time/);
    expect(await windows(stack)).to.have.length(2);
    expect(await asked(stack)).to.not.have.property('GET photos');
    expect(results.map(({ detail }) => detail.by)).to.deep.equal(['time', 'time']);
  });

  it('is taken there when the page names another time later', async () => {
    const element = await open(INDIA);
    await shows(element, '3,000 photos');
    element.around = '2026-01-18T08:15:30';
    await shows(element, /\d+ photos? at this time/);
    expect((await windows(stack))[0]).to.deep.equal([at('2026-01-18T08:13:30'), at('2026-01-18T08:17:30')]);
  });

  it('is taken there by the clock of the race where the page names its zone after the time', async () => {
    const element = await open('around="07:15:30" time-zone="America/New_York"');
    await until('the search by a wrong clock', async () => (await windows(stack)).length > 0);
    element.timeZone = 'Asia/Kolkata';
    await shows(element, /\d+ photos? at this time/);
    await until('the search by the right one', async () => {
      const last = (await windows(stack)).at(-1) ?? [];
      return last[0] === at('2026-01-18T07:13:30') && last[1] === at('2026-01-18T07:17:30');
    });
    const asked = (await windows(stack)).length;
    element.timeZone = 'Asia/Calcutta';
    await shows(element, /\d+ photos? at this time/);
    parts(element, 'chip')[0]?.click();
    await shows(element, '3,000 photos');
    element.timeZone = 'Europe/Paris';
    await element.updateComplete;
    expect(await windows(stack), 'the same instant, or not looked at any more').to.have.length(asked);
  });

  it('keeps what she typed where the zone is named late', async () => {
    const element = await open('around="07:15:30" time-zone="Asia/Kolkata"');
    await shows(element, /\d+ photos? at this time/);
    await type(element, '08:15:30');
    await until('her search', async () => (await windows(stack)).length === 2);
    await shows(element, /\d+ photos? at this time/);
    element.timeZone = 'Europe/Paris';
    await until('the other clock', () => part(element, 'window').innerText.includes('Central European'));
    expect(await windows(stack)).to.have.length(2);
  });

  it('sees what the address names rather than what the page names', async () => {
    history.replaceState(null, '', '#ninepic-456=bib:1234');
    const element = await open(`${INDIA} around="07:15:30"`);
    await shows(element, /photos? for 1234/);
    expect(await windows(stack)).to.be.empty;
  });

  for (const around of ['soon', '99:99', ''])
    it(`sees all photos where the page names "${around}"`, async () => {
      const element = await open(`${INDIA} around="${around}"`);
      await shows(element, '3,000 photos');
      expect(await windows(stack)).to.be.empty;
    });

  it('sees all photos where the event has no times', async () => {
    const element = await open('around="07:15:30"', { eventId: 459 });
    await shows(element, '40 photos');
    expect(await windows(stack)).to.be.empty;
  });

  it('finds the right day of two', async () => {
    const element = await open(`${INDIA} around="11:00:00"`, { eventId: 789 });
    await shows(element, /\d+ photos? at this time/);
    expect((await windows(stack))[0]).to.deep.equal([at('2026-03-15T10:58:00'), at('2026-03-15T11:02:00')]);
  });

  it('can try again when the service fails', async () => {
    const element = await open(INDIA);
    await shows(element, '3,000 photos');
    await stack.fault('500', { route: 'timelinePhotos', times: 4 });
    await type(element, '07:15:30');
    await shows(element, 'has a problem');
    expect(part<HTMLInputElement>(element, 'finish').value).to.equal('07:15:30');
    part(element, 'retry').click();
    await shows(element, /\d+ photos? at this time/);
  });
});
