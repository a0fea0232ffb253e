/** The demo's pages that show how tags look like their page: each works, and its tags have its font, accent and corners. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openPage, startDemoSite, type DemoSite } from '../support/demo-site.js';

describe('three looks', { timeout: 600_000 }, () => {
  let site: DemoSite;
  before(async () => {
    site = await startDemoSite();
  });
  after(() => site.close());

  const looks = [
    { name: 'club', font: /Trebuchet/, accent: 'rgb(194, 65, 12)', radius: '22px' },
    { name: 'night', font: /Bahnschrift/, accent: 'rgb(255, 209, 102)', radius: '4px' },
    { name: 'gazette', font: /Georgia/, accent: 'rgb(20, 33, 61)', radius: '0px' },
  ];
  it('are told of in one column, on a phone, too', async () => {
    const { page } = await openPage(site, '/looks/');
    for (const width of [390, 1100]) {
      await page.setViewportSize({ width, height: 844 });
      const [title, ...texts] = await page
        .locator('h1, h2, article > p')
        .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().x));
      assert.ok(title && texts.every((x) => x === title), `${width}: ${title}, ${texts.join()}`);
      const nav = page.locator('.bar nav a');
      const heights = await nav.evaluateAll((all) => all.map((link) => link.getBoundingClientRect().height));
      assert.ok(Math.max(...heights) < 50, `${width}: a link of the bar in two lines`);
    }
    await page.close();
  });
  for (const path of ['/snippets/', '/playground/', '/looks/', ...looks.map(({ name }) => `/looks/${name}`)])
    it(`${path} is no wider than a small phone, in text twice as large, too`, async () => {
      const { page } = await openPage(site, path);
      await page.setViewportSize({ width: 320, height: 640 });
      // What comes last, and is the widest.
      if (/looks\/./.test(path)) await page.locator('ninepic-gallery [part=finish]').waitFor();
      for (const size of ['100%', '200%']) {
        await page.addStyleTag({ content: `html { font-size: ${size} !important }` });
        // Photos are laid out anew after the text.
        await page.waitForFunction(() => document.documentElement.scrollWidth === 320);
      }
      await page.close();
    });

  for (const { name, font, accent, radius } of looks)
    it(`${name}: is reached from the index, and finds photos in its own colours`, async () => {
      const { page, heard } = await openPage(site, '/looks/');
      assert.match(await page.locator(`#${name} code`).innerText(), /--ninepic-color-accent/);
      await page.locator(`#${name} a.run`).click();
      await page.locator('ninepic-bib-search [part="input"]').fill('1234');
      const button = page.locator('ninepic-bib-search button.primary');
      await button.click();
      await page.locator('ninepic-gallery').getByText('for 1234').waitFor();
      await page.locator('ninepic-gallery [part="photo"]').first().waitFor();
      const seen = await button.evaluate((element) => {
        const { fontFamily, backgroundColor, borderRadius } = getComputedStyle(element);
        return { fontFamily, backgroundColor, borderRadius };
      });
      assert.match(seen.fontFamily, font);
      assert.deepEqual([seen.backgroundColor, seen.borderRadius], [accent, radius]);
      assert.deepEqual(heard, []);
      await page.close();
    });
});
