/** The doctor on the built files, as organisers meet it: `#ninepic-doctor` at the end of the address. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { createStack, type Stack, type StackOptions } from '../../demo/stack.js';
import { openPage, startDemoSite, type DemoSite } from '../support/demo-site.js';
import { manifest } from '../support/sources.js';

const FILES = `/ninepic-elements/${manifest.version}`;
const UUID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** How the loader stands on the page. */
const loader = (attributes: string, file = 'ninepic.js'): string =>
  `<script type="module" src="${FILES}/${file}" ${attributes}></script>`;
const SET = 'data-proxy-url="/ninepic" data-event-id="456" data-time-zone="Asia/Kolkata"';
const GALLERY = '<ninepic-gallery><a href="https://9pic.ai/">Photos</a></ninepic-gallery>';
const SELFIE =
  '<ninepic-selfie-search privacy-href="/privacy" controller="Hill Runners" retention="30 days" contact-href="mailto:a@race.example"></ninepic-selfie-search>';
const WELL = `${loader(SET)}<ninepic-bib-search></ninepic-bib-search>${SELFIE}${GALLERY}<ninepic-clip></ninepic-clip>`;

interface Visit {
  readonly page: Page;
  readonly heard: string[];
  readonly summary: string;
  /** The findings, each with what is to be done. */
  readonly lines: string[];
}

describe('#ninepic-doctor', () => {
  let site: DemoSite;
  let markup = '';
  let headers: Record<string, string> = {};
  const stacks: Stack[] = [];
  const opened: Page[] = [];

  before(async () => {
    site = await startDemoSite();
    site.serve((message, response) => {
      const path = message.url?.split('?', 1)[0];
      if (path === '/race') {
        response.writeHead(200, { 'content-type': 'text/html', ...headers });
        response.end(
          `<!doctype html><html lang="en"><meta charset="utf-8"><title>Race</title><link rel="icon" href="/guide/icon.svg">${markup}`,
        );
        return true;
      }
      if (path?.startsWith('/website/')) {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Our club</h1>');
        return true;
      }
      if (path?.startsWith('/weather/')) {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"sky":"blue"}');
        return true;
      }
      if (path?.startsWith('/foreign/')) {
        const event = { event_id: 456, event_enabled: true, event_name: 'Hill race', bib_search: true };
        const isDetails = path.endsWith('/details');
        response.writeHead(isDetails ? 200 : 404, { 'content-type': 'application/json' });
        response.end(JSON.stringify(isDetails ? event : { error: 'not found' }));
        return true;
      }
      return stacks.some((stack) => stack.handle(message, response));
    });
  });
  after(async () => {
    await Promise.all(stacks.map((stack) => stack.close()));
    await site.close();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.close()));
    headers = {};
    // Whatever the doctor looks at: nobody pays, and nothing but reads is sent.
    for (const { fake, calls } of [site.stack, ...stacks]) {
      assert.equal(fake.bill.searches, 0);
      assert.deepEqual(
        calls.filter(({ method }) => method !== 'GET' && method !== 'OPTIONS'),
        [],
      );
    }
  });

  /** Another proxy with its own 9Pic, on the same server. */
  async function proxy(name: string, options: Pick<StackOptions, 'proxy' | 'fake'>): Promise<string> {
    stacks.push(
      await createStack({
        prefix: `/${name}`,
        mediaOrigin: site.otherOrigin,
        upstream: 'in-process',
        ...options,
      }),
    );
    return `/${name}/ninepic`;
  }

  async function visit(html: string, hash = '#ninepic-doctor'): Promise<Visit> {
    markup = html;
    const { page, heard } = await openPage(site, `/race${hash}`);
    opened.push(page);
    return examined(page, heard);
  }

  async function examined(page: Page, heard: string[] = []): Promise<Visit> {
    const summary = page.locator('[data-ninepic-doctor] .summary').filter({ hasNotText: 'Looking' });
    await summary.waitFor();
    const lines = await page.locator('[data-ninepic-doctor] li').allInnerTexts();
    return {
      page,
      heard,
      summary: await summary.innerText(),
      lines: lines.map((line) => line.replaceAll(/\s+/g, ' ')),
    };
  }

  /** A line says all of these. */
  function says({ lines }: Visit, ...words: string[]): void {
    assert.ok(
      lines.some((line) => words.every((word) => line.includes(word))),
      `${words.join(' … ')} is not in\n${lines.join('\n')}`,
    );
  }

  describe('on a page that is in order', () => {
    it('says so, and asks nothing but the proxy', async () => {
      const asked: string[] = [];
      markup = WELL;
      const { page, heard } = await openPage(site, '/race');
      opened.push(page);
      await page.locator('ninepic-gallery [part=photo]').first().waitFor();
      page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
      // Typed behind the address of a page that is open already: nothing is loaded anew.
      await page.evaluate(() => (location.hash = 'ninepic-doctor'));
      const seen = await examined(page, heard);
      assert.equal(seen.summary, 'All is well. Nothing has to be done.', seen.lines.join('\n'));
      // The tags themselves may still be loading what they need.
      assert.deepEqual(
        asked.filter((request) => !/^GET \/(ninepic|ninepic-elements|media|guide)\//.test(request)),
        [],
      );
      assert.ok(asked.includes(`GET ${FILES}/ninepic-doctor.js`));
      says(seen, `ninepic-elements ${manifest.version} is in use`);
      says(seen, 'Event 456 is served: Sahyadri Trail Marathon');
      says(seen, 'Request ids: made on this page');
      assert.deepEqual(seen.heard, []);
    });

    it('is read, and left, with the keyboard alone', async () => {
      markup = `<button>Menu</button>${WELL}`;
      const { page } = await openPage(site, '/race#about');
      opened.push(page);
      await page.getByRole('button', { name: 'Menu' }).focus();
      await page.evaluate(() => (location.hash += '&ninepic-doctor'));
      await examined(page);
      const dialog = page.getByRole('dialog', { name: 'Is everything in order?' });
      await dialog.waitFor();
      assert.equal(
        await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent),
        'Close',
      );
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      assert.equal(await page.evaluate(() => location.hash), '#about');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Menu');
      // And once more.
      await page.evaluate(() => (location.hash += '&ninepic-doctor'));
      await dialog.waitFor();
    });

    it('writes a report that names no visitor and no search', async () => {
      const { page } = await visit(WELL, `?me=ada@race.example#ninepic-456=${UUID}&ninepic-doctor`);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy the report' }).click();
      await page.getByText('Copied. Send it').waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(text, new RegExp(`^ninepic-elements ${manifest.version}: `));
      assert.match(text, /\/race\n/);
      assert.ok(!text.includes(UUID) && !text.includes('ada@race.example'), text);
    });

    it('works under a strict policy', async () => {
      headers = {
        'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' ${site.otherOrigin}; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html`,
      };
      const seen = await visit(WELL);
      assert.equal(seen.summary, 'All is well. Nothing has to be done.', seen.lines.join('\n'));
      assert.deepEqual(seen.heard, []);
      assert.equal(
        await seen.page.locator('dialog').evaluate((dialog) => getComputedStyle(dialog).borderRadius),
        '14px',
      );
    });

    it('is not loaded for anybody else', async () => {
      markup = WELL;
      const { page } = await openPage(site, '/race');
      opened.push(page);
      await page.locator('ninepic-gallery [part=photo]').first().waitFor();
      const files = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => name),
      );
      assert.deepEqual(
        files.filter((name) => name.includes('doctor')),
        [],
      );
    });

    for (const file of ['ninepic.iife.js', 'gallery.js'])
      it(`comes with ${file} too`, async () => {
        const seen = await visit(loader(SET, file) + GALLERY);
        assert.equal(seen.summary, 'All is well. Nothing has to be done.', seen.lines.join('\n'));
      });
  });

  describe('says what is wrong with the tags', () => {
    it('where somebody forgot everything', async () => {
      const seen = await visit(
        `${loader('')}<ninepic-gallery></ninepic-gallery><ninepic-selfie-search></ninepic-selfie-search>`,
      );
      says(seen, '<ninepic-gallery>: proxy-url is missing');
      says(seen, '<ninepic-selfie-search> has no privacy-href', 'Set privacy-href');
      says(seen, 'leaves open: who is responsible, how long the selfie is kept, where to ask for deletion');
      says(seen, '<ninepic-gallery> has nothing between its tags');
      assert.match(seen.summary, /^3 problems, 2 hints\.$/);
    });

    it('where the editor removed them', async () => {
      says(await visit(loader(SET)), 'no ninepic tag on this page', 'the editor has removed them');
    });

    it('where a name is misspelt, or a tag swallows the next', async () => {
      const seen = await visit(
        `${loader(SET)}<ninepic-galery></ninepic-galery><ninepic-bib-search/>${GALLERY}`,
      );
      says(seen, 'no tag of the name <ninepic-galery>');
      says(seen, '<ninepic-gallery> stands inside <ninepic-bib-search>', 'end tag');
    });

    it('where an attribute is written another way', async () => {
      const seen = await visit(
        `${loader('')}<ninepic-bib-search proxyurl="/ninepic" event="456"></ninepic-bib-search>`,
      );
      says(seen, 'an attribute proxyurl', 'It is written proxy-url');
      says(seen, 'an attribute event,', 'It is written event-id');
    });

    it('where no script brings a tag to life', async () => {
      const seen = await visit(`${loader(SET, 'gallery.js')}${GALLERY}<ninepic-clip></ninepic-clip>`);
      says(seen, '<ninepic-clip> does nothing');
    });

    it('where somebody else took the name', async () => {
      const seen = await visit(
        `<script>customElements.define('ninepic-clip', class extends HTMLElement {});</script>${loader(SET)}${GALLERY}<ninepic-clip></ninepic-clip>`,
      );
      says(seen, '<ninepic-clip> is made by something else');
    });

    it('where two versions are on the page', async () => {
      // Of the tags that the first one does not have, the second is.
      const first = `<script>for (const name of ['bib-search', 'selfie-search', 'clip'])
        customElements.define(`.concat(
        "`ninepic-${name}`, Object.assign(class extends HTMLElement {}, { ninepicVersion: '0.0.9' }));</script>",
      );
      const seen = await visit(first + WELL);
      says(seen, `Two versions of ninepic-elements are on this page: ${manifest.version}, 0.0.9`);
    });

    it('where the script is loaded twice', async () => {
      const seen = await visit(`${WELL}<script src="${FILES}/ninepic.iife.js"></script>`);
      says(seen, 'loaded more than once', 'ninepic.iife.js');
    });

    it('where a module is loaded as a classic script, or held back', async () => {
      const seen = await visit(
        `<script type="text/delayed" src="${FILES}/ninepic.js"></script>${loader(SET, 'gallery.js')}${GALLERY}`,
      );
      says(seen, 'Something holds', 'text/delayed');
    });

    it('where visitors agree to a translation that nobody has reviewed', async () => {
      const hindi = `${loader(SET)}<main lang="hi-IN">${SELFIE}${GALLERY}</main>`;
      says(await visit(hindi), 'in a translation (hi)', 'slot="consent" of <ninepic-selfie-search>');
      const own = hindi.replace('></ninepic-selfie', '><p slot="consent">…</p></ninepic-selfie');
      const seen = await visit(own);
      assert.ok(!seen.lines.join().includes('translation'));
    });

    it('where the time zone is missing, unknown, or on the wrong tag', async () => {
      const zoneless = loader('data-proxy-url="/ninepic" data-event-id="456"');
      says(await visit(zoneless + GALLERY), 'time zone of the race is not set', 'data-time-zone');
      const wrong = GALLERY.replace('>', ' time-zone="Poona">');
      says(await visit(zoneless + wrong), 'no time zone of the name "Poona"');
      const short = GALLERY.replace('>', ' time-zone="EST">');
      says(await visit(zoneless + short), '"EST" is an abbreviation');
      const late = `<ninepic-bib-search></ninepic-bib-search>${GALLERY.replace('>', ' time-zone="Asia/Kolkata">')}`;
      says(await visit(zoneless + late), '<ninepic-gallery> says time-zone="Asia/Kolkata"', 'says nothing');
    });

    it('where a search and a gallery are of different events', async () => {
      const seen = await visit(
        `${loader(SET)}<ninepic-bib-search event-id="789"></ninepic-bib-search>${GALLERY}`,
      );
      says(seen, '<ninepic-bib-search> and <ninepic-gallery> do not belong together', '789 / 456');
    });

    it('where the browser is too old', async () => {
      const seen = await visit(`<script>CSS.supports = () => false;</script>${WELL}`);
      says(seen, 'older than Safari 16.4');
    });

    it('where the page is in a frame that forbids the camera', async () => {
      markup = WELL;
      const { page } = await openPage(site, '/snippets/script-tag');
      opened.push(page);
      await page.evaluate(
        (src) =>
          document.body.replaceChildren(
            Object.assign(document.createElement('iframe'), { src, width: 900, height: 800 }),
          ),
        `${site.otherOrigin}/race#ninepic-doctor`,
      );
      const frame = page.frameLocator('iframe');
      await frame.locator('[data-ninepic-doctor] .summary').filter({ hasNotText: 'Looking' }).waitFor();
      const text = (await frame.locator('[data-ninepic-doctor] li').allInnerTexts()).join();
      assert.match(text, /shown in a frame/);
      assert.match(text, /allow="camera"/);
    });
  });

  describe('says what is wrong with the proxy', () => {
    const at = (url: string, event = '456') =>
      `${loader(`data-proxy-url="${url}" data-event-id="${event}" data-time-zone="Asia/Kolkata"`)}${GALLERY}`;

    it('where there is none', async () => {
      says(await visit(at('https://127.0.0.1:1/ninepic')), 'does not answer', '/ninepic/healthz');
    });

    it('where the address leads into the website, or nowhere', async () => {
      says(await visit(at('/website')), 'a web page answers, not a proxy');
      says(await visit(at('/nowhere')), 'There is nothing at', 'status 404');
    });

    it('where it is 9Pic itself, or the key is in the page', async () => {
      says(await visit(at('https://api.9pic.ai')), 'your own proxy, which keeps the API key');
      const leaked = at('/ninepic').replace('<ninepic-gallery', '<ninepic-gallery api-key="secret"');
      const seen = await visit(leaked);
      says(seen, 'remove api-key');
      assert.ok(!seen.lines.join().includes('secret'));
    });

    it('where the key stands on the script, or on what is around the tags', async () => {
      const seen = await visit(
        `${loader(`${SET} data-api-key="secret"`)}<div data-ninepic-apikey="secret">${GALLERY}</div><div data-api-key="of a map"></div>`,
      );
      says(seen, 'data-api-key on <script>', 'have 9Pic make a new one');
      says(seen, 'data-ninepic-apikey on <div>');
      assert.equal(seen.lines.filter((line) => line.includes('API key stands')).length, 2);
      assert.ok(!seen.lines.join().includes('secret'));
    });

    it('where it does not let this site in', async () => {
      const others = await proxy('others', { proxy: { origins: ['https://race.example'] } });
      const seen = await visit(at(site.otherOrigin + others));
      says(seen, 'does not let this site in', `Add ${site.origin} to NINEPIC_ORIGINS`);
      // Without any origin it does not even let itself be noticed.
      says(
        await visit(at(`${site.otherOrigin}/ninepic`)),
        'does not answer this page',
        `add ${site.origin} to NINEPIC_ORIGINS`,
      );
    });

    it('where the page’s policy forbids it', async () => {
      headers = { 'content-security-policy': `connect-src 'self'` };
      const seen = await visit(at(`${site.otherOrigin}/ninepic`));
      says(seen, 'Content-Security-Policy of this page forbids', `Add ${site.otherOrigin} to connect-src`);
    });

    it('where the policy forbids the pictures', async () => {
      headers = { 'content-security-policy': `img-src 'self'` };
      const seen = await visit(at('/ninepic'));
      says(seen, 'blocked', site.otherOrigin, 'img-src');
      says(seen, 'of the photos in sight do not load');
    });

    it('where it does not serve the event, and which it does', async () => {
      const seen = await visit(at('/ninepic', '4567'));
      says(seen, 'does not serve event 4567', '456 (Sahyadri Trail Marathon)');
    });

    it('where 9Pic refuses its key, or does not know the event', async () => {
      const revoked = await proxy('revoked', { proxy: { apiKey: 'old-key' } });
      says(await visit(at(revoked)), '9Pic refused the proxy’s key', 'NINEPIC_API_KEY');
      const stale = await proxy('stale', { proxy: { events: [455] } });
      says(await visit(at(stale, '455')), '9Pic does not know event 455');
    });

    it('where it is not set up', async () => {
      says(await visit(at(await proxy('unset', { proxy: { apiKey: '' } }))), 'is not set up yet');
    });

    it('where it is not ours', async () => {
      const seen = await visit(at('/foreign'));
      says(seen, 'is not ours', 'everything counts as on');
      says(seen, 'Event 456 is served: Hill race');
    });

    it('where something else answers', async () => {
      const seen = await visit(at('/weather'));
      says(seen, 'knows nothing of event 456', 'another service answers there');
      // One cause, one line.
      assert.match(seen.summary, /^1 problem/);
    });

    it('where the event is closed, and who switched a feature off', async () => {
      const closed = await proxy('closed', { fake: { flags: { event_enabled: false } } });
      says(await visit(at(closed)), 'Event 456 is not open in 9Pic yet');
      const tags = '<ninepic-bib-search></ninepic-bib-search>' + SELFIE + '<ninepic-clip></ninepic-clip>';
      const off = await proxy('off', {
        fake: { flags: { selfie_search: false, video_search: false } },
        proxy: { routes: { bib: false } },
      });
      const seen = await visit(at(off) + tags);
      says(seen, '<ninepic-bib-search> is off: the proxy', 'Take “bib” out of NINEPIC_ROUTES_OFF');
      says(seen, '<ninepic-selfie-search> is off', 'Switch selfie_search on in 9Pic');
      says(seen, '<ninepic-clip> is off', 'Switch video_search on in 9Pic');
    });

    it('and in which mode its request ids are', async () => {
      const server = await proxy('server-ids', { proxy: { requestIds: 'server' } });
      says(await visit(at(server)), 'Request ids: made by 9Pic');
    });
  });
});
