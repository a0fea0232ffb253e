/** What scripts of a page do to the tags, and to the browser that they share. */
import { aTimeout } from '@open-wc/testing';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { holdings } from '../support/holdings.js';
import { asked, expect, heard, page, pictures, shows, tag, until } from '../support/page.js';
import { BOTH, SETTINGS, hostScene, works } from './host-scene.js';

describe('a page whose scripts never thought of us', () => {
  const now = hostScene();

  it('swaps its whole content by script again and again: nothing is read or told twice', async () => {
    const results = heard('ninepic-results');
    const body = await page(`<main>${BOTH}</main>`, now.stack);
    const main = tag(body, 'main') as HTMLElement;
    await works(main);
    const [before, told] = [(await asked(now.stack))['GET photos'], results.length];
    const markup = main.innerHTML;
    for (let swap = 0; swap < 6; swap += 1) {
      main.innerHTML = markup;
      await aTimeout(swap % 2 === 0 ? 0 : 30);
    }
    await shows(tag(main, 'ninepic-gallery'), 'for 1234');
    expect((await asked(now.stack))['GET eventDetails']).to.equal(1);
    expect((await asked(now.stack))['GET photos']).to.equal(before);
    expect(results).to.have.length(told);
  });

  it('keeps a copy of a visited page and shows it again', async () => {
    const body = await page(`<main>${BOTH}</main>`, now.stack);
    const main = tag(body, 'main') as HTMLElement;
    await works(main);
    const snapshot = main.cloneNode(true) as HTMLElement;
    main.replaceWith(document.createElement('aside'));
    await aTimeout(50);
    body.querySelector('aside')?.replaceWith(snapshot);
    await shows(tag(snapshot, 'ninepic-gallery'), 'for 1234');
    await until('pictures', () => pictures(tag(snapshot, 'ninepic-gallery')).length > 0);
    expect((await asked(now.stack))['GET eventDetails']).to.equal(1);
  });

  it('has a router in the address: it is left alone', async () => {
    history.replaceState({ page: 7 }, '', '#/photos?year=2026');
    await works(await page(BOTH, now.stack));
    expect(location.hash).to.equal('#/photos?year=2026');
    expect(history.state).to.deep.equal({ page: 7 });
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('has elements with names of the browser and of ours', async () => {
    const body = await page(
      `<img name="currentScript"><a id="NinePic" href="https://evil.example/"></a><a id="ninepic" href="https://evil.example/"></a>
       <form id="ninepicConfig"><input name="proxyUrl" value="https://evil.example/"></form>
       <form name="sessions"></form><form id="customElement"></form><iframe name="NINEPIC" title="x"></iframe>${BOTH}`,
      now.stack,
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
      await works(await page(BOTH, now.stack));
      const sent = await now.stack.requests();
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
      now.stack,
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
    gallery.setAttribute('event-id', now.stack.eventId);
    body.querySelector('main')?.append(gallery);
    gallery.setAttribute('proxy-url', now.stack.proxyUrl);
    const copy = gallery.cloneNode() as NinepicGallery;
    document.implementation.createHTMLDocument().adoptNode(gallery);
    body.querySelector('aside')?.append(gallery, copy);
    copy.remove();
    body.prepend(gallery);
    await shows(gallery, '3,000 photos');
    expect((await asked(now.stack))['GET photos']).to.equal(1);
  });

  it('puts all tags in and takes them out a hundred times: no listener stays', async () => {
    const held = holdings();
    const body = await page('<main></main>');
    const main = tag(body, 'main') as HTMLElement;
    const fill =
      `${BOTH}<ninepic-selfie-search ${SETTINGS} privacy-href="/p"></ninepic-selfie-search><ninepic-clip ${SETTINGS}></ninepic-clip>`
        .replaceAll('{proxy}', now.stack.proxyUrl)
        .replaceAll('{event}', now.stack.eventId);
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
    const gallery = tag<NinepicGallery>(main, 'ninepic-gallery');
    await shows(gallery, '3,000 photos');
    // What is still to come when the last tag leaves is asked for again.
    await until('what the event is called', () => gallery.state?.event);
    await cycle(5);
    const before = held();
    await cycle(100);
    expect(held()).to.equal(before);
    expect((await asked(now.stack))['GET eventDetails']).to.equal(1);
  });
});
