/** A runner shares a photo from the viewer on her phone: its file where that can be, else a link to it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scene } from '../support/download-scene.js';
import { answerOf, ios, sheetsOf, withSheet } from '../support/share-sheet.js';

describe('a runner with a phone shares a photo', { timeout: 600_000 }, () => {
  const now = scene({ ...ios, before: withSheet });
  const share = async () => {
    await now.visit.part('tile').first().tap();
    await now.visit.part('viewer-share').tap();
  };

  it('as its file', async () => {
    await now.come();
    await share();
    const [start, end] = await now.visit.ended();
    assert.deepEqual([start?.kind, start?.photos, end?.kind, end?.saved], ['share', 1, 'share', 1]);
    const [sheet] = await sheetsOf(now.visit);
    assert.deepEqual(sheet?.keys, ['files']);
    assert.equal(now.site.stack.fake.bill.counts['POST originals'] ?? 0, 0);
  });

  it('by a second tap where the first was too long ago', async () => {
    await now.come();
    await answerOf(now.visit, 'deny');
    await share();
    await now.visit.part('viewer').getByText('Press Share again.').first().waitFor();
    await answerOf(now.visit, 'take');
    await now.visit.part('viewer-share').tap();
    const [, end] = await now.visit.ended();
    assert.equal(end?.saved, 1);
    assert.deepEqual(
      (await sheetsOf(now.visit)).map(({ keys }) => keys),
      [['files'], ['files']],
    );
  });

  for (const what of ['files', 'links'])
    it(`once where she taps twice, in a browser that shares ${what}`, async () => {
      await now.come();
      await now.visit.page.evaluate((isLink) => {
        let open = 0;
        Object.assign(navigator, {
          ...(isLink ? { canShare: undefined } : {}),
          // As browsers do: one sheet at a time.
          share: () => {
            open += 1;
            if (open > 1) return Promise.reject(new DOMException('a sheet is open', 'InvalidStateError'));
            return new Promise<void>((resolve) => Object.assign(globalThis, { take: resolve }));
          },
        });
      }, what === 'links');
      await now.visit.part('tile').first().tap();
      await now.visit.part('viewer-share').evaluate((button: HTMLElement) => {
        button.click();
        button.click();
      });
      await now.visit.page.waitForFunction(() => 'take' in globalThis);
      await now.visit.page.evaluate(() => (globalThis as unknown as { take: () => void }).take());
      const ends = (await now.visit.ended()).filter(({ name }) => name === 'ninepic-downloaded');
      assert.deepEqual(
        ends.map(({ saved, failed }) => [saved, failed]),
        [[1, []]],
      );
    });

  it("as its preview's link where files cannot be shared, never as the page's address", async () => {
    await now.come({
      before: () => {
        Object.assign(globalThis, { shared: [] as ShareData[] });
        Object.assign(navigator, {
          canShare: undefined,
          share: (data: ShareData) => {
            (globalThis as unknown as { shared: ShareData[] }).shared.push(data);
            return Promise.resolve();
          },
        });
      },
    });
    await share();
    await now.visit.ended();
    const [data] = await now.visit.page.evaluate(
      () => (globalThis as unknown as { shared: ShareData[] }).shared,
    );
    assert.match(data?.url ?? '', /\/imgs\/456\/.*\.jpg/);
    assert.deepEqual(Object.keys(data ?? {}), ['url']);
  });

  it('by copying that link where there is no sheet at all', async () => {
    await now.come({
      before: () => void Object.assign(navigator, { canShare: undefined, share: undefined }),
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await share();
    await now.visit.part('viewer').getByText('Link to this photo copied.').first().waitFor();
    assert.match(await now.visit.page.evaluate(() => navigator.clipboard.readText()), /\/imgs\/456\/.*\.jpg/);
  });

  it('not before the page agrees', async () => {
    await now.come();
    await now.visit.page.evaluate(() =>
      addEventListener('ninepic-download', (event) => event.preventDefault()),
    );
    await share();
    await now.visit.page.waitForFunction(
      () => (globalThis as unknown as { heard: unknown[] }).heard.length === 1,
    );
    assert.deepEqual(await sheetsOf(now.visit), []);
  });
});
