/** Sites that tags have to get along with, seen from outside the page: policies, frames, themes, paper, and a long life. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { BIB, CLIP, GALLERY, SELFIE, part } from '../support/access/visitor.js';
import { SCRIPT, openSite, type Site } from '../support/site.js';

const TAGS = ['bib-search', 'selfie-search', 'clip', 'gallery'] as const;
const ALL = BIB + SELFIE + CLIP + '<ninepic-gallery><a href="/x">On 9Pic</a></ninepic-gallery>';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** How many objects of these classes there are, after the rubbish was taken out. */
async function alive(session: CDPSession, tag: string): Promise<number> {
  const prototype = await session.send('Runtime.evaluate', {
    expression: `customElements.get('ninepic-${tag}').prototype`,
    objectGroup: 'count',
  });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: String(prototype.result.objectId),
    objectGroup: 'count',
  });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: String(objects.objectId),
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup: 'count' });
  return Number(result.value);
}

describe('a page that puts all tags in and takes them out a hundred times', () => {
  test('keeps none of them, and grows by less than two megabytes', async () => {
    const page = await site.open('<div id="place"></div>');
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const cycle = (times: number) =>
      page.evaluate(
        async ([markup, count]) => {
          const place = document.getElementById('place') as HTMLElement;
          for (let turn = 0; turn < count; turn += 1) {
            place.innerHTML = markup;
            await new Promise((resolve) => setTimeout(resolve));
            place.replaceChildren();
            await new Promise((resolve) => setTimeout(resolve));
          }
          await new Promise((resolve) => setTimeout(resolve, 100));
        },
        [ALL, times] as const,
      );
    const held = async () => {
      const tags: Record<string, number> = {};
      for (const tag of TAGS) tags[tag] = await alive(session, tag);
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      return { tags, heap: metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN };
    };
    await page.evaluate((markup) => {
      (document.getElementById('place') as HTMLElement).innerHTML = markup;
    }, ALL);
    await part(page, 'gallery', 'photo').first().waitFor();
    await part(page, 'selfie-search', 'consent').waitFor();
    await cycle(10);
    const first = await held();
    await cycle(100);
    // A picture that is still being loaded holds the tag that it was in.
    let last = await held();
    for (const end = Date.now() + 40_000; last.tags.gallery && Date.now() < end;) last = await held();
    for (const tag of TAGS) assert.ok(last.tags[tag] === 0, `${tag}: ${JSON.stringify(last.tags)}`);
    const grown = (last.heap - first.heap) / 1e6;
    assert.ok(grown < 2, `${grown.toFixed(2)} MB more`);
    await page.context().close();
  });
});

describe('a page whose script does not run', () => {
  const pages: Record<string, { head?: string; headers?: Record<string, string> }> = {
    'because its hash does not match': {
      head: SCRIPT.replace('src=', `integrity="sha384-${'A'.repeat(64)}" crossorigin="anonymous" src=`),
    },
    'because the policy forbids it': { headers: { 'content-security-policy': "script-src 'none'" } },
    'because it cannot be had': { head: SCRIPT.replace('/ninepic.js', '/gone.js') },
  };
  for (const [why, options] of Object.entries(pages))
    test(`shows the fallback: ${why}`, async () => {
      const page = await site.open(ALL, options);
      assert.ok(await page.getByRole('link', { name: 'On 9Pic' }).isVisible());
      assert.equal(await page.evaluate(() => customElements.get('ninepic-gallery')), undefined);
      await page.context().close();
    });
});

describe('a frame of another site', () => {
  /** The tags in a page of the race, in a frame with these attributes. */
  async function framed(attributes: string): Promise<Page> {
    const inner = await site.tab();
    await site.show(
      inner,
      SELFIE + '<ninepic-gallery no-timeline><a href="/x">On 9Pic</a></ninepic-gallery>',
    );
    const address = inner.url();
    await inner.context().close();
    const page = await site.tab();
    await site.show(page, '', { head: '' });
    await page.goto(site.mediaOrigin + new URL(page.url()).pathname);
    await page.evaluate(
      ([src, given]) => {
        document.body.innerHTML = `<iframe ${given} width="900" height="900" title="race" src="${src}"></iframe>`;
      },
      [address, attributes] as const,
    );
    return page;
  }
  const inside = (page: Page) => page.frameLocator('iframe');
  const consent = async (page: Page) => {
    await inside(page).locator('[part="consent-checkbox"]').check();
    await inside(page).locator('[part="camera"]').click();
  };

  test('that allows the camera: it opens', async () => {
    const page = await framed('allow="camera"');
    await consent(page);
    await inside(page).locator('[part="capture"]').waitFor();
    await page.context().close();
  });

  test('that does not: the visitor is told, and can pick a file', async () => {
    const page = await framed('');
    await consent(page);
    await inside(page).getByText('This page may not use the camera').waitFor();
    assert.ok(await inside(page).locator('[part="file"]').isEnabled());
    await inside(page).locator('ninepic-gallery [part="photo"]').first().waitFor();
    await page.context().close();
  });

  test('that takes its origin away, so that no module may be loaded: the fallback stays', async () => {
    const page = await framed('sandbox="allow-scripts"');
    await inside(page).getByRole('link', { name: 'On 9Pic' }).waitFor();
    await page.context().close();
  });
});

describe('the looks of a page', () => {
  const look = (page: Page) =>
    page.evaluate(
      (tags) =>
        tags.map((tag) => {
          const root = document.querySelector(`ninepic-${tag}`)?.shadowRoot;
          const button = root?.querySelector<HTMLElement>('button.primary') ?? root?.querySelector('button');
          const { fontFamily, borderRadius, backgroundColor } = getComputedStyle(button as Element);
          return { tag, fontFamily, borderRadius, backgroundColor };
        }),
      ['bib-search', 'selfie-search'],
    );

  test('reach all tags by two properties, and its font without any', async () => {
    const style = `body { font-family: Georgia }
      :root { --ninepic-color-accent: rgb(194, 24, 91); --ninepic-radius: 0px }`;
    const page = await site.open(ALL, { style });
    await part(page, 'selfie-search', 'consent').waitFor();
    for (const { tag, ...seen } of await look(page))
      assert.deepEqual(
        seen,
        { fontFamily: 'Georgia', borderRadius: '0px', backgroundColor: 'rgb(194, 24, 91)' },
        tag,
      );
    await page.context().close();
  });

  test('leave the tags a font of their own where the page says so', async () => {
    const page = await site.open(ALL, { style: ':root { --ninepic-font: Courier }' });
    await part(page, 'selfie-search', 'consent').waitFor();
    for (const { tag, fontFamily } of await look(page)) assert.equal(fontFamily, 'Courier', tag);
    await page.context().close();
  });

  test('show the fallback until the script is there, and then nothing moves where its place is kept', async () => {
    const page = await site.tab();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/ninepic.js', async (route) => {
      await held;
      await route.continue();
    });
    // The place that the README gives away.
    const style = 'ninepic-gallery:not(:defined) { display: block; min-block-size: 100vh }';
    const fallback =
      '<ninepic-gallery no-timeline><a href="/x">On 9Pic</a></ninepic-gallery><footer>Imprint</footer>';
    const shown = site.show(page, fallback, { style });
    await page.getByRole('link', { name: 'On 9Pic' }).waitFor();
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    release();
    await shown;
    await part(page, 'gallery', 'photo').first().waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    assert.deepEqual(shifts, []);
    await page.context().close();
  });
});

describe('paper', () => {
  test('shows the photos that are on screen, none over another, and nothing to press', async () => {
    const page = await site.open(`${BIB}${GALLERY}<footer>Imprint</footer>`);
    await part(page, 'gallery', 'hour').first().waitFor();
    await part(page, 'gallery', 'photo').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 718, height: 1000 });
    const { boxes, pressed, footer } = await page.evaluate(() => {
      const root = document.querySelector('ninepic-gallery')?.shadowRoot;
      const rect = (element: Element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x, y, width, height };
      };
      return {
        boxes: [...(root?.querySelectorAll('.item') ?? [])].map(rect),
        pressed: [...(root?.querySelectorAll('button, input') ?? [])].filter(
          (control) => control.getClientRects().length > 0 && !control.matches('[part="tile"]'),
        ).length,
        footer: document.querySelector('footer')?.getBoundingClientRect().y ?? 0,
      };
    });
    assert.ok(boxes.length > 3);
    assert.equal(pressed, 0);
    boxes.forEach((one, index) => {
      assert.ok(one.x >= 0 && one.x + one.width <= 718, `photo ${index + 1} is on the paper`);
      assert.ok(one.y + one.height <= footer, 'the footer comes after the photos');
      for (const other of boxes.slice(index + 1)) {
        const apart =
          one.x + one.width <= other.x + 1 ||
          other.x + other.width <= one.x + 1 ||
          one.y + one.height <= other.y + 1 ||
          other.y + other.height <= one.y + 1;
        assert.ok(apart, `photo ${index + 1} lies over another`);
      }
    });
    assert.ok((await page.pdf()).length > 5000);
    await page.context().close();
  });
});
