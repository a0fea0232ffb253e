/** Script tags as they really stand on pages: twice, in two versions, next to strangers (behaviour.md R2.9, F5, F6). */
import { expect, waitUntil } from '@open-wc/testing';
import { VERSION } from '../../src/api/version.js';
import { elements } from '../../src/define.js';
import { script, scriptOfVersion, scriptPage, type ScriptPage } from '../support/script-page.js';

const tags = elements.map((element) => document.createElement(new element().localName).localName);
const fallback = '<a href="https://photos.example/">Photos</a>';
const gallery = `<ninepic-gallery>${fallback}</ninepic-gallery>`;

const registered = ({ window }: ScriptPage): string[] => tags.filter((tag) => window.customElements.get(tag));

/** The tag draws itself: without a setting it says which one is missing. */
async function works(page: ScriptPage): Promise<void> {
  const element = page.document.querySelector<HTMLElement & { updateComplete: Promise<unknown> }>(
    'ninepic-gallery',
  );
  await element?.updateComplete;
  expect(element?.shadowRoot?.textContent).to.contain('proxy-url is missing');
}

/** The link stays in sight, and developers get one line. */
function keepsFallback(page: ScriptPage, line: RegExp): void {
  expect(page.errors).to.deep.equal([]);
  expect(page.warnings).to.have.length(1);
  expect(page.warnings[0]).to.match(line);
  expect(page.document.querySelector('ninepic-gallery')?.shadowRoot).to.equal(null);
  expect(page.document.querySelector('a')?.getClientRects()).to.have.length(1);
}

/** Warnings about a tag that has no settings are wanted; what matters here is what the scripts themselves say. */
const ofScripts = ({ warnings }: ScriptPage) =>
  warnings.filter((line) => !line.includes('proxy-url is missing'));

describe('one script tag', () => {
  for (const kind of ['module', 'classic'] as const)
    it(`registers all tags, as ${kind}`, async () => {
      const page = await scriptPage(
        script(kind === 'module' ? 'ninepic.js' : 'ninepic.iife.js', kind),
        gallery,
      );
      expect(registered(page)).to.deep.equal(tags);
      await works(page);
      expect(page.errors).to.deep.equal([]);
    });

  it("leaves what the page's author wrote in sight until the tag has something to show", async () => {
    const look = `<script>
      customElements.whenDefined('ninepic-gallery').then(() => {
        const tag = document.querySelector('ninepic-gallery');
        window.seen = { has: tag.matches(':defined'), links: tag.querySelector('a').getClientRects().length };
      });
    </script>`;
    const tag = gallery.replace('>', ' proxy-url="/none" event-id="1">');
    const page = await scriptPage(look + script('ninepic.js'), tag);
    expect((page.window as unknown as { seen: unknown }).seen).to.deep.equal({ has: true, links: 1 });
    const element = page.document.querySelector('ninepic-gallery');
    await waitUntil(() => element?.shadowRoot?.querySelector('[part="base"]'), 'something to show');
  });

  for (const tag of tags)
    for (const kind of ['module', 'classic'] as const)
      it(`registers <${tag}> and no other, as ${kind}`, async () => {
        const page = await scriptPage(script(`${tag.replace('ninepic-', '')}.js`, kind));
        expect(registered(page)).to.deep.equal([tag]);
        expect(page.errors).to.deep.equal([]);
      });

  it('leaves the page alone where the browser knows no custom elements', async () => {
    const old = `<script>Object.defineProperty(window, 'customElements', { value: undefined });</script>`;
    const page = await scriptPage(old + script('ninepic.js') + script('ninepic.iife.js', 'classic'), gallery);
    expect(page.errors).to.deep.equal([]);
    expect(page.document.querySelector('a')?.getClientRects()).to.have.length(1);
  });

  for (const kind of ['module', 'classic'] as const)
    it(`finds its lazy files where a CMS put a version behind its name, as ${kind}`, async () => {
      const page = await scriptPage(
        script(`${kind === 'module' ? 'ninepic.js' : 'ninepic.iife.js'}?ver=6.1`, kind),
        gallery,
      );
      await works(page);
      const load = page.window.eval('(name) => import(name)') as (name: string) => Promise<object>;
      const names = Object.keys((await (await fetch('/dist/cdn/integrity.json')).json()) as object);
      const isOfClassic = (name: string) => name.startsWith('ninepic-classic-');
      const lazy = names.filter(
        (name) => name.startsWith('ninepic-') && isOfClassic(name) === (kind === 'classic'),
      );
      expect(lazy.filter((name) => name.endsWith('-viewer.js'))).to.have.length(1);
      for (const name of lazy) expect(await load(`/dist/cdn/${name}`), name).to.not.equal(undefined);
      expect(page.errors).to.deep.equal([]);
      expect(ofScripts(page)).to.deep.equal([]);
    });
});

describe('a second script tag', () => {
  const pairs = {
    'the same module from two addresses': script('ninepic.js?a') + script('ninepic.js?b'),
    'the module and the classic file': script('ninepic.iife.js', 'classic') + script('ninepic.js'),
    'the classic file twice': script('ninepic.iife.js', 'classic') + script('ninepic.iife.js?b', 'classic'),
    'the file of one tag, then all': script('gallery.js') + script('ninepic.js'),
    'all, then the file of one tag': script('ninepic.js') + script('gallery.js'),
  };
  for (const [name, head] of Object.entries(pairs))
    it(`does no harm and says nothing: ${name}`, async () => {
      const page = await scriptPage(head, gallery);
      expect(registered(page)).to.deep.equal(tags);
      await works(page);
      expect(page.errors).to.deep.equal([]);
      expect(ofScripts(page)).to.deep.equal([]);
    });

  it('of another version is not used, and one line names both', async () => {
    const page = await scriptPage(
      script('ninepic.js') + (await scriptOfVersion('ninepic.js', '0.0.9', VERSION)),
      gallery,
    );
    await works(page);
    expect(page.errors).to.deep.equal([]);
    expect(ofScripts(page)).to.have.length(1);
    expect(ofScripts(page)[0]).to.contain('0.0.9').and.contain(VERSION);
  });
});

describe('strangers', () => {
  it('keep a tag of our name; the others are registered, and one line says it', async () => {
    const foreign = `<script>customElements.define('ninepic-gallery', class extends HTMLElement {});</script>`;
    const page = await scriptPage(foreign + script('ninepic.js'), gallery);
    expect(registered(page)).to.deep.equal(tags);
    expect(page.document.querySelector('ninepic-gallery')?.shadowRoot).to.equal(null);
    const search = page.document.createElement('ninepic-bib-search');
    page.document.body.append(search);
    expect(search.shadowRoot).to.not.equal(null);
    expect(page.errors).to.deep.equal([]);
    expect(ofScripts(page)).to.have.length(1);
  });
});

describe('Trusted Types', () => {
  const enforce = (policies: string) =>
    `<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types ${policies}">`;
  const otherLit = `<script>trustedTypes.createPolicy('lit-html', { createHTML: (text) => text });</script>`;

  for (const [kind, tag] of [
    ['module', script('ninepic.js')],
    ['classic', script('ninepic.iife.js', 'classic')],
    ['file of one tag', script('gallery.js')],
  ] as const) {
    it(`that know lit-html let the ${kind} work`, async () => {
      const page = await scriptPage(enforce('lit-html') + tag, gallery);
      await works(page);
      expect(page.errors).to.deep.equal([]);
    });

    it(`that refuse lit-html keep what the page's author wrote, with the ${kind}`, async () => {
      keepsFallback(await scriptPage(enforce("'none'") + tag, gallery), /trusted-types lit-html/);
    });

    it(`whose lit-html another Lit took first keep it too, with the ${kind}`, async () => {
      keepsFallback(await scriptPage(enforce('lit-html') + otherLit + tag, gallery), /allow-duplicates/);
    });
  }
});
