/** Looks and places that a page gives the tags, whatever it was made for: runners still find their photos. */
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { asked, expect, page, part, parts, pictures, tag, tiles, until } from '../support/page.js';
import { BOTH, hostScene, works } from './host-scene.js';

describe('a page that was made without a thought of us', () => {
  const now = hostScene();

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
      await works(await page(`<style>${css}</style><main>${BOTH}</main>`, now.stack));
    });

  it('turns and clips what is around: a photo still opens over the whole window', async () => {
    const body = await page(
      `<div style="transform: scale(0.5); overflow: clip; inline-size: 300px; block-size: 300px">${BOTH}</div>`,
      now.stack,
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
    const body = await page(`<form action="/elsewhere">${BOTH}<input name="own"></form>`, now.stack);
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
      const body = await page(markup, now.stack);
      const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
      await until('the list', async () => ((await asked(now.stack))['GET photos'] ?? 0) > 0);
      show(body);
      await until('pictures', () => pictures(gallery).length > 3);
      await works(body);
      expect((await asked(now.stack))['GET eventDetails']).to.equal(1);
    });

  it('has the tags in a closed shadow root', async () => {
    const body = await page('<section></section>');
    const root = tag(body, 'section').attachShadow({ mode: 'closed' });
    const template = document.createElement('template');
    template.innerHTML = BOTH.replaceAll('{proxy}', now.stack.proxyUrl).replaceAll(
      '{event}',
      now.stack.eventId,
    );
    root.append(template.content.cloneNode(true));
    await works(root);
  });
});
