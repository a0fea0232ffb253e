import { aTimeout } from '@open-wc/testing';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { watchErrors, type ErrorWatch } from '../support/errors.js';
import {
  asked,
  expect,
  heard,
  page,
  part,
  parts,
  pictures,
  searchBib,
  shows,
  tag,
  tiles,
  until,
} from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const SETTINGS = 'proxy-url="{proxy}" event-id="{event}"';
const BOTH = `<ninepic-bib-search ${SETTINGS}></ninepic-bib-search>
  <ninepic-gallery ${SETTINGS} no-timeline></ninepic-gallery>`;

describe('a page that was made without a thought of us', () => {
  let stack: TestStack;
  let errors: ErrorWatch;
  beforeEach(async () => {
    stack = await openStack();
    errors = watchErrors();
  });
  afterEach(async () => {
    unpatch();
    const thrown = errors.end();
    await stack.close();
    expect(thrown).to.deep.equal([]);
  });

  /** Types a number, sees photos, and can read what the tags say. */
  const works = async (root: ParentNode) => {
    const search = tag(root, 'ninepic-bib-search');
    const gallery = tag<NinepicGallery>(root, 'ninepic-gallery');
    await shows(gallery, '3,000 photos');
    await searchBib(search, '1234');
    await shows(gallery, /\d+ photos? for 1234/);
    await until('pictures', () => pictures(gallery).length > 0);
    const [photo] = pictures(gallery);
    const { width, height } = photo?.getBoundingClientRect() ?? { width: 0, height: 0 };
    expect([width > 20, height > 20], 'a photo that can be seen').to.deep.equal([true, true]);
    const count = part(gallery, 'count');
    expect(count.getBoundingClientRect().height, 'words that can be read').to.be.greaterThan(8);
    const input = part(search, 'input').getBoundingClientRect();
    expect([input.width > 60, input.height > 20], 'a field to type into').to.deep.equal([true, true]);
    return gallery;
  };

  const styles: Record<string, string> = {
    'resets every element': '* { all: unset !important }',
    'hides text by its size': 'main { font-size: 0 }',
    'makes all boxes small and floating':
      'main * { float: left; max-width: 50px !important } main > * { max-width: none !important }',
    'turns and clips what is around':
      'main { transform: rotate(2deg) scale(0.9); overflow: clip; filter: blur(0); contain: paint }',
    'lays the tags out in a grid': 'main { display: grid; grid-template-columns: 1fr 1fr }',
    'lays the tags out in a row': 'main { display: flex }',
    'colours everything like its ground':
      'button, input, img { opacity: 0; color: white; background: white; display: none }',
    'writes from right to left, downwards':
      'main { writing-mode: vertical-rl; direction: rtl; block-size: 600px }',
  };
  for (const [what, css] of Object.entries(styles))
    it(`${what}: runners still find their photos`, async () => {
      await works(await page(`<style>${css}</style><main>${BOTH}</main>`, stack));
    });

  it('turns and clips what is around: a photo still opens over the whole window', async () => {
    const body = await page(
      `<div style="transform: scale(0.5); overflow: clip; inline-size: 300px; block-size: 300px">${BOTH}</div>`,
      stack,
    );
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await until('tiles', () => tiles(gallery).length > 3);
    tiles(gallery)[0]?.click();
    await until('the viewer', () => parts(gallery, 'viewer').length === 1);
    const { width, height } = part(gallery, 'viewer').getBoundingClientRect();
    expect([Math.round(width), Math.round(height)]).to.deep.equal([innerWidth, innerHeight]);
    part(gallery, 'viewer-close').click();
    await until('the page again', () => parts(gallery, 'viewer').length === 0);
  });

  it('has the tags in a form of its own: nothing of ours submits it', async () => {
    const body = await page(`<form action="/elsewhere">${BOTH}<input name="own"></form>`, stack);
    const form = tag(body, 'form') as HTMLElement as HTMLFormElement;
    let submitted = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submitted += 1;
    });
    const gallery = await works(body);
    part(tag(body, 'ninepic-bib-search'), 'button').click();
    for (const control of gallery.shadowRoot?.querySelectorAll('button') ?? [])
      if (control.part.contains('chip') || control.part.contains('share')) control.click();
    expect(submitted).to.equal(0);
    expect([...new FormData(form).keys()]).to.deep.equal(['own']);
  });

  const hiding: Record<string, [markup: string, show: (root: HTMLElement) => void]> = {
    'a closed <details>': [
      `<details><summary>Photos</summary>${BOTH}</details>`,
      (root) => root.querySelector('details')?.setAttribute('open', ''),
    ],
    'a tab that is not shown': [
      `<section style="display: none">${BOTH}</section>`,
      (root) => root.querySelector('section')?.removeAttribute('style'),
    ],
    'a panel without width': [
      `<section style="inline-size: 0; overflow: hidden">${BOTH}</section>`,
      (root) => root.querySelector('section')?.removeAttribute('style'),
    ],
  };
  for (const [where, [markup, show]] of Object.entries(hiding))
    it(`has the tags in ${where}: the photos are there when it is opened`, async () => {
      const body = await page(markup, stack);
      const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
      await until('the list', async () => ((await asked(stack))['GET photos'] ?? 0) > 0);
      show(body);
      await until('pictures', () => pictures(gallery).length > 3);
      await works(body);
      expect((await asked(stack))['GET eventDetails']).to.equal(1);
    });

  it('has the tags in a closed shadow root', async () => {
    const body = await page('<section></section>');
    const root = tag(body, 'section').attachShadow({ mode: 'closed' });
    const template = document.createElement('template');
    template.innerHTML = BOTH.replaceAll('{proxy}', stack.proxyUrl).replaceAll('{event}', stack.eventId);
    root.append(template.content.cloneNode(true));
    await works(root);
  });

  it('swaps its whole content by script again and again: nothing is read or told twice', async () => {
    const results = heard('ninepic-results');
    const body = await page(`<main>${BOTH}</main>`, stack);
    const main = tag(body, 'main') as HTMLElement;
    await works(main);
    const [before, told] = [(await asked(stack))['GET photos'], results.length];
    const markup = main.innerHTML;
    for (let swap = 0; swap < 6; swap += 1) {
      main.innerHTML = markup;
      await aTimeout(swap % 2 === 0 ? 0 : 30);
    }
    await shows(tag(main, 'ninepic-gallery'), 'for 1234');
    expect((await asked(stack))['GET eventDetails']).to.equal(1);
    expect((await asked(stack))['GET photos']).to.equal(before);
    expect(results).to.have.length(told);
  });

  it('keeps a copy of a visited page and shows it again', async () => {
    const body = await page(`<main>${BOTH}</main>`, stack);
    const main = tag(body, 'main') as HTMLElement;
    await works(main);
    const snapshot = main.cloneNode(true) as HTMLElement;
    main.replaceWith(document.createElement('aside'));
    await aTimeout(50);
    body.querySelector('aside')?.replaceWith(snapshot);
    await shows(tag(snapshot, 'ninepic-gallery'), 'for 1234');
    await until('pictures', () => pictures(tag(snapshot, 'ninepic-gallery')).length > 0);
    expect((await asked(stack))['GET eventDetails']).to.equal(1);
  });

  it('has a router in the address: it is left alone', async () => {
    history.replaceState({ page: 7 }, '', '#/photos?year=2026');
    await works(await page(BOTH, stack));
    expect(location.hash).to.equal('#/photos?year=2026');
    expect(history.state).to.deep.equal({ page: 7 });
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('has elements with names of the browser and of ours', async () => {
    const body = await page(
      `<img name="currentScript"><a id="NinePic" href="https://evil.example/"></a><a id="ninepic" href="https://evil.example/"></a>
       <form id="ninepicConfig"><input name="proxyUrl" value="https://evil.example/"></form>
       <form name="sessions"></form><form id="customElement"></form><iframe name="NINEPIC" title="x"></iframe>${BOTH}`,
      stack,
    );
    await works(body);
  });

  it('has put things onto Object.prototype and Array.prototype', async () => {
    const polluted = {
      object: Object.prototype as Record<string, unknown>,
      array: Array.prototype as unknown as Record<string, unknown>,
    };
    polluted.object.polluted = 'yes';
    polluted.object.extend = () => undefined;
    polluted.array.last = () => undefined;
    try {
      await works(await page(BOTH, stack));
      const sent = await stack.requests();
      expect(sent.some(({ target }) => /polluted|extend|last/.test(target))).to.equal(false);
    } finally {
      delete polluted.object.polluted;
      delete polluted.object.extend;
      delete polluted.array.last;
    }
  });

  it('writes nonsense into attributes, late, twice, and takes it out again', async () => {
    const body = await page(
      `<ninepic-gallery ${SETTINGS} preview="many" layout="circle" around="teatime" time-zone="Mars/Base" group="a"></ninepic-gallery>`,
      stack,
    );
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await shows(gallery, '3,000 photos');
    await until('pictures', () => pictures(gallery).length > 3);
    for (const [name, value] of Object.entries({
      preview: '-3',
      layout: 'grid',
      around: '',
      'time-zone': 'Asia/Kolkata',
    })) {
      gallery.setAttribute(name, value);
      gallery.setAttribute(name, value);
      await gallery.updateComplete;
      gallery.removeAttribute(name);
      await gallery.updateComplete;
    }
    Object.assign(gallery, {
      preview: 'x',
      layout: null,
      messages: null,
      around: 17,
      noTimeline: 'no',
      eventId: 456,
    });
    await gallery.updateComplete;
    await shows(gallery, '3,000 photos');
    await until('pictures', () => pictures(gallery).length > 3);
  });

  it('makes, copies, adopts and moves a tag in one task', async () => {
    const body = await page('<main></main><aside></aside>');
    const gallery = document.createElement('ninepic-gallery');
    gallery.setAttribute('event-id', stack.eventId);
    body.querySelector('main')?.append(gallery);
    gallery.setAttribute('proxy-url', stack.proxyUrl);
    const copy = gallery.cloneNode() as NinepicGallery;
    document.implementation.createHTMLDocument().adoptNode(gallery);
    body.querySelector('aside')?.append(gallery, copy);
    copy.remove();
    body.prepend(gallery);
    await shows(gallery, '3,000 photos');
    expect((await asked(stack))['GET photos']).to.equal(1);
  });

  it('puts all tags in and takes them out a hundred times: no listener stays', async () => {
    const held = holdings();
    const body = await page('<main></main>');
    const main = tag(body, 'main') as HTMLElement;
    const fill =
      `${BOTH}<ninepic-selfie-search ${SETTINGS} privacy-href="/p"></ninepic-selfie-search><ninepic-clip ${SETTINGS}></ninepic-clip>`
        .replaceAll('{proxy}', stack.proxyUrl)
        .replaceAll('{event}', stack.eventId);
    const cycle = async (times: number) => {
      for (let turn = 0; turn < times; turn += 1) {
        main.innerHTML = fill;
        await aTimeout(0);
        main.replaceChildren();
        await aTimeout(0);
      }
      await aTimeout(100);
    };
    main.innerHTML = fill;
    await shows(tag(main, 'ninepic-gallery'), '3,000 photos');
    await cycle(5);
    const before = held();
    await cycle(100);
    expect(held()).to.equal(before);
    expect((await asked(stack))['GET eventDetails']).to.equal(1);
  });
});

/** Counts the listeners on what outlives a tag: window, document, and the objects that hang on them. */
function holdings(): () => number {
  const held = new Map<EventTarget, Set<string>>();
  const ids = new WeakMap<object, number>();
  let next = 0;
  const id = (listener: object) => ids.get(listener) ?? (ids.set(listener, (next += 1)), next);
  const name = (type: string, listener: unknown, options: unknown) => {
    const capture =
      options && typeof options === 'object' ? (options as AddEventListenerOptions).capture : options;
    return `${type} ${id(listener as object)} ${Boolean(capture)}`;
  };
  const lasting = (target: unknown) =>
    !(
      target instanceof Node &&
      target !== document &&
      target !== document.documentElement &&
      target !== document.body
    ) && !(target instanceof AbortSignal);
  // oxlint-disable-next-line typescript/unbound-method -- called on the real target below
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  patch(
    EventTarget.prototype,
    'addEventListener',
    function (this: EventTarget | undefined, ...given: Parameters<typeof add>) {
      const target = this ?? window;
      const [type, listener, options] = given;
      if (listener && lasting(target)) {
        const own = held.get(target) ?? new Set();
        held.set(target, own);
        const key = name(type, listener, options);
        own.add(key);
        const signal = typeof options === 'object' ? options.signal : undefined;
        if (signal) add.call(signal, 'abort', () => own.delete(key));
      }
      return add.apply(target, given);
    },
  );
  patch(
    EventTarget.prototype,
    'removeEventListener',
    function (this: EventTarget | undefined, ...given: Parameters<typeof remove>) {
      const target = this ?? window;
      const [type, listener, options] = given;
      if (listener) held.get(target)?.delete(name(type, listener, options));
      return remove.apply(target, given);
    },
  );
  return () => [...held.values()].reduce((sum, own) => sum + own.size, 0);
}
