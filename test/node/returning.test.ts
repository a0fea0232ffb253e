/** She opened another page of the race's site and comes back: the list is as long as it was, at the photo that she left. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { part, says, searchBib } from '../support/access/visitor.js';
import {
  arrive,
  comesBack,
  isThere,
  lookAround,
  neverMoved,
  news,
  openReturningSite,
  phone,
  photoInSight,
  rests,
  scrollDown,
  watch,
} from '../support/returning-scene.js';
import type { Site } from '../support/site.js';

let site: Site;
before(async () => {
  site = await openReturningSite();
});
after(() => site.close());

const desktop = { width: 1280, height: 800 };

// What a device changes is the same for every kind of site: one of them sees both.
for (const [kind, devices] of Object.entries({
  plain: { phone, desktop },
  turbo: { phone },
  htmx: { desktop },
  swup: { phone },
}))
  describe(`back on a ${kind} site`, () => {
    for (const [device, viewport] of Object.entries(devices))
      test(`${device}: the list is unfolded, at the photo that she looked at; a link begins anew`, async () => {
        const page = await arrive(site, kind, viewport);
        const seen = await lookAround(page);
        await news(page);
        await watch(page, seen);
        await page.goBack();
        await isThere(page, seen);
        await neverMoved(page, seen);
        // And once more, by now from what was brought back.
        await comesBack(page, seen);
      });

    test('has the photos of a number as she left them', async () => {
      const page = await arrive(site, kind);
      await searchBib(page, 'TEAM');
      await says(page, 'gallery', 'for TEAM');
      await part(page, 'gallery', 'photo').first().waitFor();
      await scrollDown(page, 4_000);
      await rests(page);
      const seen = await photoInSight(page);
      assert.ok(seen);
      await news(page);
      await page.goBack();
      await isThere(page, seen);
      // What was kept is of that search alone.
      await searchBib(page, '1234');
      await says(page, 'gallery', 'for 1234');
      await rests(page);
      await scrollDown(page, 0);
      await news(page);
      await page.goBack();
      await says(page, 'gallery', 'for 1234');
      await rests(page);
      assert.equal(await page.evaluate(() => scrollY), 0);
      await page.context().close();
    });
  });
