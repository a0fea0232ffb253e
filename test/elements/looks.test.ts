/** What a page can change of the looks, by name: custom properties, parts, slots and states (design.md 4.3). */
import '../../src/define.js';
import { expect, heard, page, part, parts, searchBib, shows, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const SETTINGS = 'proxy-url="{proxy}" event-id="{event}"';

describe('a page with looks of its own', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  it('gives text, ground and gap by custom properties', async () => {
    const body = await page(
      `<style>main { --ninepic-color-text: rgb(1, 2, 3); --ninepic-color-surface: rgb(4, 5, 6); --ninepic-gap: 20px }</style>
       <main><ninepic-bib-search ${SETTINGS}></ninepic-bib-search>
       <ninepic-gallery ${SETTINGS} layout="grid" no-timeline></ninepic-gallery></main>`,
      stack,
    );
    const gallery = tag(body, 'ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 3);
    const input = getComputedStyle(part(tag(body, 'ninepic-bib-search'), 'input'));
    expect([input.color, input.backgroundColor]).to.deep.equal(['rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
    expect(getComputedStyle(part(gallery, 'count')).color).to.equal('rgb(1, 2, 3)');
    const [first, second] = tiles(gallery).map((tile) => tile.getBoundingClientRect());
    expect(Math.round((second?.left ?? 0) - (first?.right ?? 0))).to.equal(20);
  });

  it('styles parts, those of the gallery within a search too', async () => {
    const body = await page(
      `<style>
         ::part(count) { color: rgb(7, 8, 9) }
         ninepic-bib-search::part(input), ninepic-bib-search::part(tile), ninepic-bib-search::part(share) { outline: 5px solid rgb(1, 1, 1) }
       </style><ninepic-bib-search ${SETTINGS}></ninepic-bib-search>`,
      stack,
    );
    const search = tag(body, 'ninepic-bib-search');
    await until('the field', () => parts(search, 'input').length > 0);
    await searchBib(search, '1234');
    const inner = () => search.shadowRoot?.querySelector('ninepic-gallery');
    await until('photos', () => tiles(inner() ?? search).length > 0);
    await until('the link', () => parts(inner() ?? search, 'share').length > 0);
    const gallery = inner() ?? search;
    expect(getComputedStyle(part(gallery, 'count')).color).to.equal('rgb(7, 8, 9)');
    for (const element of [part(search, 'input'), part(gallery, 'tile'), part(gallery, 'share')])
      expect(getComputedStyle(element).outline, element.getAttribute('part') ?? '').to.contain('5px');
  });

  it('puts words and controls of its own into slots, and sees them', async () => {
    const heading = '<h2 slot="heading">Ours</h2>';
    const body = await page(
      `<ninepic-bib-search ${SETTINGS}>${heading}<b slot="button-label">Los</b></ninepic-bib-search>
       <ninepic-selfie-search ${SETTINGS} privacy-href="/p">${heading}</ninepic-selfie-search>
       <ninepic-clip ${SETTINGS}>${heading}</ninepic-clip>
       <ninepic-gallery ${SETTINGS} no-timeline>${heading}<p slot="empty">Ask at the desk.</p><button slot="actions">Print</button></ninepic-gallery>`,
      stack,
    );
    const search = tag(body, 'ninepic-bib-search');
    const isSeen = (element: Element | null) => (element?.getBoundingClientRect().height ?? 0) > 5;
    await until('four headings', () => [...body.querySelectorAll('h2')].every(isSeen));
    const [label, empty, action] = ['b', 'p[slot]', '[slot="actions"]'].map((found) =>
      body.querySelector(found),
    );
    expect(isSeen(label ?? null)).to.equal(true);
    expect(label?.assignedSlot?.closest('button')).to.equal(part(search, 'button'));
    await until('photos', () => tiles(tag(body, 'ninepic-gallery')).length > 0);
    expect([isSeen(action ?? null), isSeen(empty ?? null)]).to.deep.equal([true, false]);
    await searchBib(search, '99999');
    await until('the words for nobody', () => isSeen(empty ?? null));
  });

  for (const [scheme, ground] of Object.entries({ light: 'white', dark: 'rgb(20, 26, 46)' }))
    it(`can be read in an empty field, ${scheme}`, async () => {
      const body = await page(
        `<style>main { color-scheme: ${scheme}; color: ${scheme === 'dark' ? 'white' : 'black'}; --ninepic-color-surface: ${ground} }</style>
         <main><ninepic-bib-search ${SETTINGS} placeholder="1234"></ninepic-bib-search></main>`,
        stack,
      );
      const search = tag(body, 'ninepic-bib-search');
      await until('the field', () => parts(search, 'input').length > 0);
      const { color, opacity } = getComputedStyle(part(search, 'input'), '::placeholder');
      const canvas = new OffscreenCanvas(1, 1).getContext('2d');
      const brightness = (share: number): number => {
        if (!canvas) return NaN;
        for (const [alpha, fill] of [[1, ground] as const, [share, color] as const]) {
          canvas.globalAlpha = alpha;
          canvas.fillStyle = fill;
          canvas.fillRect(0, 0, 1, 1);
        }
        const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) =>
          value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
        );
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
      };
      const [text, below] = [brightness(Number(opacity)), brightness(0)];
      expect(Math.max(text, below) / Math.min(text, below)).to.be.greaterThan(4.5);
    });

  it('styles by state: busy, empty, failed', async () => {
    const body = await page(
      `<ninepic-bib-search ${SETTINGS}></ninepic-bib-search><ninepic-gallery ${SETTINGS} search-only no-timeline></ninepic-gallery>`,
      stack,
    );
    const [search, gallery] = [tag(body, 'ninepic-bib-search'), tag(body, 'ninepic-gallery')];
    await until('the field', () => parts(search, 'input').length > 0);
    const is = (element: Element, state: string) => () => element.matches(`:state(${state})`);
    await stack.fault('hang', { at: 'proxy', route: 'byBib' });
    await searchBib(search, '1234');
    await until('busy', is(search, 'busy'));
    await stack.heal();
    await searchBib(search, '99999');
    await shows(gallery, /no photos/i);
    await until('empty', is(gallery, 'empty'));
    expect([is(search, 'busy')(), is(gallery, 'failed')()]).to.deep.equal([false, false]);
    const errors = heard('ninepic-error');
    await stack.fault('status', { route: 'byBib', status: 403, times: 'always' });
    await searchBib(search, '77');
    await until('failed', is(search, 'failed'));
    expect(errors).to.have.length(1);
  });
});
