/** A page of a site that is set up: held to the contract from outside, attacked from other pages, and used to save photos. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { checkProxy, type Report } from '../../../src/proxy/conformance/check.js';
import { createProxy } from '../../../src/proxy/index.js';
import { nodeListener } from '../../../src/proxy/node.js';
import { launchChromium } from '../../support/chromium.js';
import { caseFile } from '../support/cases.js';
import { photosShown, searchByBib, searchBySelfie, visit } from './browser.js';
import { type Fake9Pic, startFake } from './fake-9pic.js';
import { assertQuiet, startWordPress, type WordPress } from './wordpress.js';

const KEY = 'wordpress-key-0123456789';
const REQUEST_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

let pic: Fake9Pic;
let site: WordPress;
let browser: Browser;
let address: string;

before(async () => {
  [pic, site, browser] = await Promise.all([startFake(KEY), startWordPress(), launchChromium()]);
  set();
  site.run(
    `$privacy = wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Privacy']);
     update_option('ninepic_settings', ['privacy_page' => $privacy] + get_option('ninepic_settings'));
     return 1;`,
  );
  address = site.run<string>(
    `return get_permalink(wp_insert_post([
       'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Your photos',
       'post_content' => '[ninepic_bib_search][ninepic_selfie_search][ninepic_gallery no-timeline][ninepic_clip]',
     ]));`,
  );
});
after(async () => {
  await browser?.close();
  const log = site.log();
  await site.stop();
  await pic.close();
  assertQuiet(log);
});

const set = (more: Readonly<Record<string, unknown>> = {}): void =>
  site.define({
    NINEPIC_API_KEY: KEY,
    NINEPIC_ORG_ID: '903',
    NINEPIC_EVENT_IDS: '456',
    NINEPIC_UPSTREAM: pic.api,
    NINEPIC_ALLOW_LOOPBACK: true,
    NINEPIC_RELAY_HOSTS: 'localhost',
    ...more,
  });
const shot = (page: Page, name: string): Promise<unknown> =>
  process.env['SCREENSHOTS']
    ? page.screenshot({ path: `${process.env['SCREENSHOTS']}/${name}.png` })
    : Promise.resolve();
const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('`ninepic-proxy check`', () => {
  const outcomes = ({ results }: Report) => new Map(results.map(({ name, outcome }) => [name, outcome]));

  it('finds the plugin to keep the contract, as it finds the Node proxy, and costs nothing', async () => {
    const node = createServer(
      { maxHeaderSize: 16_384 },
      nodeListener(
        createProxy({
          apiKey: KEY,
          orgId: 903,
          events: [456],
          fetch: (input, init) => pic.fake.fetch(new Request(input, init)),
          log: () => undefined,
        }),
      ),
    );
    const there = await checkProxy({ url: `http://${await listen(node)}/ninepic` }, caseFile);
    node.close();
    set({ NINEPIC_LIMITS: '{"bibsPerAddress":0,"originalsPerAddress":0,"billablePerAddress":0}' });
    const here = await checkProxy({ url: `${site.url}/wp-json/ninepic/v1` }, caseFile);
    set();
    const failed = here.results.filter(({ outcome }) => outcome === 'failed');
    assert.deepEqual(failed, []);
    assert.equal(there.ok, true);
    assert.equal(here.ok, true);
    assert.equal(pic.fake.bill.searches, 0);
    // Where the two are judged differently, the case file says why.
    const marked = new Set(caseFile.cases.filter(({ wordpress }) => wordpress?.why).map(({ name }) => name));
    const differently = [...outcomes(here)].filter(
      ([name, outcome]) => outcome !== outcomes(there).get(name) && !marked.has(name),
    );
    assert.deepEqual(differently, []);
    assert.ok(here.results.filter(({ outcome }) => outcome === 'ok').length > 150);
  });
});

describe('pages of others', () => {
  it('cannot order with a picture, nor read with a script', async () => {
    const proxy = `${site.url}/wp-json/ninepic/v1/event/456`;
    const clip = `${proxy}/video-clipping/search-by-selfie?request_id=${REQUEST_ID}`;
    const html = `<!doctype html><title>A cheap holiday</title>
      <img src="${clip}&_method=POST"><img src="${proxy}/faces?_method=POST">
      <script>window.stolen = (data) => { document.title = 'stolen'; };</script>
      <script src="${proxy}/bibs/1234?_jsonp=stolen"></script>
      <script src="${site.url}/?rest_route=/ninepic/v1/event/456/bibs/1234&_jsonp=stolen"></script>
      <form action="${clip}&_method=POST" method="post" enctype="multipart/form-data"><input name="request_id" value="${REQUEST_ID}"></form>
      <script>for (const image of document.images) image.onerror = image.onload = () => image.toggleAttribute('done');</script>`;
    const evil = createServer((_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end(html),
    );
    const there = await listen(evil);
    const before = pic.fake.bill.requests.length;
    const victim = await visit(browser, site.url);
    await victim.page.goto(`http://${there.replace('127.0.0.1', 'localhost')}/`);
    await victim.page.waitForFunction('[...document.images].every((image) => image.complete)');
    assert.equal(await victim.page.title(), 'A cheap holiday');
    // A picture in a comment on the site's own page asks as the site itself.
    await victim.page.goto(`${site.url}/privacy/`);
    await victim.page.evaluate((source) => {
      const image = new Image();
      image.src = source;
      document.body.append(image);
      return new Promise((resolve) => {
        image.onerror = image.onload = resolve;
      });
    }, `${clip}&_method=POST`);
    assert.equal(pic.fake.bill.requests.length, before, 'nothing has reached 9Pic');
    // A form that posts itself comes with a click, and is refused for where it comes from.
    await victim.page.goto(`http://${there.replace('127.0.0.1', 'localhost')}/`);
    const [posted] = await Promise.all([
      victim.page.waitForResponse((response) => response.request().method() === 'POST'),
      victim.page.evaluate('document.forms[0].submit()'),
    ]);
    assert.ok([400, 403].includes(posted.status()), String(posted.status()));
    assert.equal(pic.fake.bill.searches, 0);
    assert.equal(pic.fake.bill.requests.length, before);
    await victim.close();
    evil.close();
    evil.closeAllConnections();
  });
});

describe('a runner saves a photo', () => {
  /** Opens the first photo of her bib, large, and presses the button. */
  async function press(page: Page): Promise<void> {
    await page.goto(address);
    await searchByBib(page, '1234');
    await photosShown(page);
    await page.locator('ninepic-gallery [part~=tile]').first().click();
    await page.locator('[part~=viewer-download]').first().click();
  }
  const ways: [way: string, cors: boolean, relay: boolean][] = [
    ['from storage that lets pages read', true, false],
    ['through this site, from storage that does not', false, true],
  ];
  for (const [way, cors, relay] of ways)
    for (const [device, viewport] of [
      ['desktop', { width: 1280, height: 1000 }],
      ['phone', { width: 390, height: 844 }],
    ] as const)
      it(`${way} (${device})`, async () => {
        pic.fake.settings.storage.cors = cors;
        site.run(
          `update_option('ninepic_settings', ['relay' => ${relay}] + get_option('ninepic_settings')); return 1;`,
        );
        const runner = await visit(browser, site.url, undefined, viewport);
        const [download] = await Promise.all([runner.page.waitForEvent('download'), press(runner.page)]);
        assert.match(download.suggestedFilename(), /^[\w-]+\.jpg$/);
        const bytes = await readFile(await download.path());
        assert.equal(bytes.length, 20_000);
        assert.equal(bytes.readUInt16BE(), 0xffd8);
        assert.equal(download.url().includes('/originals/'), relay);
        assert.equal(
          new URL(runner.page.url()).pathname,
          new URL(address).pathname,
          'the page is still there',
        );
        await shot(runner.page, `original-${relay ? 'relay' : 'cors'}-${device}`);
        await runner.close();
      });

  it('from storage that lets no page read, without the relay: a link in a tab of its own', async () => {
    pic.fake.settings.storage.cors = false;
    site.run(
      "update_option('ninepic_settings', ['relay' => false] + get_option('ninepic_settings')); return 1;",
    );
    const runner = await visit(browser, site.url);
    await press(runner.page);
    const link = runner.page.locator('[part~=original-link]').first();
    await link.waitFor();
    const [href, target, rel] = await link.evaluate(({ href, target, rel }: HTMLAnchorElement) => [
      href,
      target,
      rel,
    ]);
    assert.match(href ?? '', /^http:\/\/localhost:\d+\/storage\/.*X-Amz-Signature=/);
    assert.deepEqual([target, rel], ['_blank', 'noopener noreferrer']);
    const file = await fetch(href ?? '');
    assert.deepEqual([file.status, (await file.arrayBuffer()).byteLength], [200, 20_000]);
    await shot(runner.page, 'original-link');
    await runner.close();
    pic.fake.settings.storage.cors = true;
  });
});

describe('with a cache plugin that keeps every answer, whatever it is told', () => {
  it('clips are ready all the same, and two runners see photos of their own', async () => {
    site.neighbour(
      'keeps-all',
      `if ($_SERVER['REQUEST_METHOD'] === 'GET' && strpos($_SERVER['REQUEST_URI'], '/wp-json/ninepic') === 0) {
         $kept = sys_get_temp_dir() . '/kept-' . md5(DB_HOST . $_SERVER['REQUEST_URI']);
         if (is_file($kept)) {
           header('Content-Type: application/json; charset=utf-8');
           header('X-Kept: 1');
           readfile($kept);
           exit;
         }
         ob_start(function ($text) use ($kept) { http_response_code() === 200 && file_put_contents($kept, $text); return $text; });
       }`,
    );
    Object.assign(pic.fake.settings.clip, { polls: 1 });
    for (const round of [1, 2]) {
      const runner = await visit(browser, site.url);
      let kept = 0;
      runner.page.on('response', (response) => {
        if (response.headers()['x-kept']) kept += 1;
      });
      await runner.page.goto(address);
      assert.ok((await searchBySelfie(runner.page)) > 0);
      await runner.page.locator('ninepic-clip [part=button]').click();
      await runner.page.locator('ninepic-clip [part=video]').first().waitFor();
      if (round === 2) assert.ok(kept > 0, 'the cache was asked at all');
      await shot(runner.page, `kept-${round}`);
      await runner.close();
    }
    assert.equal(pic.fake.bill.counts['POST startClips'], 2);
    site.neighbour('keeps-all');
  });
});

describe('with an optimiser that combines and delays scripts, whatever it is told', () => {
  it('photos are shown and found once the visitor moves, and the viewer opens or says why not', async () => {
    site.neighbour(
      'combines',
      `add_filter('script_loader_tag', function ($html, $handle, $src) {
         if ($handle !== 'ninepic') return $html;
         $file = str_replace(content_url(), WP_CONTENT_DIR, $src);
         file_put_contents(WP_CONTENT_DIR . '/combined.js', "window.other = 1;\n" . file_get_contents($file));
         return '<script>addEventListener("mousemove", () => {
           const script = document.createElement("script");
           script.src = "' . content_url('combined.js') . '";
           document.body.append(script);
         }, { once: true });</script>';
       }, PHP_INT_MAX, 3);`,
    );
    site.run('chmod(WP_CONTENT_DIR, 0777); return 1;');
    const runner = await visit(browser, site.url);
    await runner.page.goto(address);
    await runner.page.mouse.move(200, 200);
    await runner.page.mouse.move(300, 300);
    assert.equal(await photosShown(runner.page), 3000);
    assert.equal(await searchByBib(runner.page, '1234'), await photosShown(runner.page));
    await runner.page.locator('ninepic-gallery [part~=tile]').first().click();
    const viewer = runner.page.locator('[part~=viewer-photo]').first();
    const trouble = runner.page.locator('ninepic-gallery [role=alert]').filter({ hasText: /\w/ }).first();
    await viewer.or(trouble).first().waitFor();
    await shot(runner.page, 'combined');
    await runner.close();
    site.neighbour('combines');
  });
});
