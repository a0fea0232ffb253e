/** The doctor on the built files, as organisers meet it: `#ninepic-doctor` at the end of the address. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { manifest } from '../support/sources.js';
import { examined, FILES, GALLERY, loader, says, scene, SELFIE, SET, WELL } from '../support/doctor-scene.js';

const UUID = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('#ninepic-doctor', () => {
  const race = scene();
  const { open, visit } = race;

  describe('on a page that is in order', () => {
    it('says so, and asks nothing but the proxy', async () => {
      const asked: string[] = [];
      const { page, heard } = await open('/race', WELL);
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
      const { page } = await open('/race#about', `<button>Menu</button>${WELL}`);
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

    it('can be closed beside its title on a phone', async () => {
      const { page } = await visit(WELL, '#ninepic-doctor');
      await page.setViewportSize({ width: 360, height: 700 });
      await examined(page);
      const title = await page.getByRole('heading', { name: 'Is everything in order?' }).boundingBox();
      const close = await page.getByRole('button', { name: 'Close' }).boundingBox();
      assert.ok(title && close && close.x >= title.x + title.width, 'beside it');
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
      race.headers = {
        'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' ${race.site.otherOrigin}; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html`,
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
      const { page } = await open('/race', WELL);
      await page.locator('ninepic-gallery [part=photo]').first().waitFor();
      const files = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => name),
      );
      assert.deepEqual(
        files.filter((name) => name.includes('doctor')),
        [],
      );
    });

    it('where a framework wrote `false` for what is off', async () => {
      const seen = await visit(WELL.replace(GALLERY, '<div data-ninepic-no-hash="false">$&</div>'));
      assert.equal(seen.summary, 'All is well. Nothing has to be done.', seen.lines.join('\n'));
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

    it('where an attribute says what no tag understands', async () => {
      const seen = await visit(
        loader(SET) +
          GALLERY.replace(
            '<ninepic-gallery',
            '<ninepic-gallery layout="gird" download="originals" preview=""',
          ) +
          SELFIE.replace('<ninepic-selfie-search', '<ninepic-selfie-search min-age="eighteen"'),
      );
      says(seen, '<ninepic-gallery> says layout="gird"', 'It can be: rows, grid');
      says(seen, '<ninepic-gallery> says download="originals"', 'It can be: original, preview, none');
      says(seen, '<ninepic-selfie-search> says min-age="eighteen"', 'It can be: a number');
      assert.ok(!seen.lines.some((line) => line.includes('preview=')), seen.lines.join('\n'));
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

    it('where two texts were pasted for two events, and the script of the first one counts', async () => {
      const other = loader(SET.replace('456', '789'), 'ninepic.js?two');
      const seen = await visit(`${loader(SET)}${GALLERY}${other}${GALLERY}`);
      says(seen, 'says data-event-id="789", which nobody reads', 'says "456"', 'data-ninepic-');
    });

    it('where a setting stands on the script as it would on a tag', async () => {
      const seen = await visit(
        loader('proxy-url="/ninepic" data-ninepic-event-id="456" data-zone="x"') + GALLERY,
      );
      says(seen, 'ninepic.js has an attribute proxy-url, which nobody reads', 'It is written data-proxy-url');
      says(seen, 'an attribute data-ninepic-event-id', 'It is written data-event-id');
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
      const { page } = await open('/snippets/script-tag', WELL);
      await page.evaluate(
        (src) =>
          document.body.replaceChildren(
            Object.assign(document.createElement('iframe'), { src, width: 900, height: 800 }),
          ),
        `${race.site.otherOrigin}/race#ninepic-doctor`,
      );
      const frame = page.frameLocator('iframe');
      await frame.locator('[data-ninepic-doctor] .summary').filter({ hasNotText: 'Looking' }).waitFor();
      const text = (await frame.locator('[data-ninepic-doctor] li').allInnerTexts()).join();
      assert.match(text, /shown in a frame/);
      assert.match(text, /allow="camera"/);
    });
  });
});
