/** The plugin in the hands of people: an organiser who sets it up, an author who writes a page, a runner who visits it. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.js';
import { photosShown, results, searchBySelfie, visit, type Visit } from './browser.js';
import { type Fake9Pic, startFake } from './fake-9pic.js';
import { startWordPress, type WordPress } from './wordpress.js';

const KEY = 'wordpress-key-0123456789';
const SETTINGS = '/wp-admin/options-general.php?page=ninepic';

let pic: Fake9Pic;
let site: WordPress;
let browser: Browser;

before(async () => {
  [pic, site, browser] = await Promise.all([startFake(KEY), startWordPress(), launchChromium()]);
  site.define({ NINEPIC_UPSTREAM: pic.api, NINEPIC_ALLOW_LOOPBACK: true });
});
after(async () => {
  await browser?.close();
  const log = site.log();
  await site.stop();
  await pic.close();
  assert.ok(!log.includes(KEY), 'the key is in the log');
  assert.deepEqual(
    log.split('\n').filter((line) => /PHP \w+.*plugins\/ninepic/.test(line)),
    [],
    'PHP complained',
  );
});

const asked = (what: string): number => pic.fake.bill.counts[what] ?? 0;
const shot = (page: Page, name: string): Promise<unknown> =>
  process.env['SCREENSHOTS']
    ? page.screenshot({ path: `${process.env['SCREENSHOTS']}/${name}.png` })
    : Promise.resolve();

describe('an organiser sets it up', () => {
  let admin: Visit;
  const save = async () => {
    await admin.page.locator('#submit').click();
    await admin.page.locator('#setting-error-settings_updated').waitFor();
  };
  const test = async (): Promise<string[]> => {
    await admin.page.getByText('Test connection').click();
    await admin.page.waitForURL(/test=1/);
    return admin.page.locator('.wrap .notice').allInnerTexts();
  };

  before(async () => {
    admin = await visit(browser, site.url, 'admin');
    await admin.page.goto(site.url + SETTINGS);
  });
  after(() => admin.close());

  it('is led from the list of plugins to the settings', async () => {
    await admin.page.goto(`${site.url}/wp-admin/plugins.php`);
    await shot(admin.page, 'plugins');
    await admin.page.getByRole('link', { name: 'Set it up' }).click();
    await admin.page.waitForURL(/page=ninepic/);
    assert.equal(await admin.page.getByRole('button', { name: 'Make a page with them' }).count(), 0);
    await shot(admin.page, 'settings-first');
  });

  it('is told what is missing', async () => {
    const said = await test();
    assert.deepEqual(said.slice(0, 3), [
      'The API key is missing, or has characters that no key has.',
      'The organisation number is missing, or is not a number.',
      'No event is chosen, or one of them is not a number.',
    ]);
  });

  it('is told of a wrong key, which is not shown again', async () => {
    await admin.page.locator('#ninepic-key').fill('a-key-that-was-revoked');
    await admin.page.locator('#ninepic-org').fill('903');
    await save();
    assert.ok(
      (await test()).includes(
        '9Pic says 403: the key is wrong or inactive, or the organisation number is not that of the key.',
      ),
    );
    assert.equal(await admin.page.locator('#ninepic-key').inputValue(), '');
    assert.ok(!(await admin.page.content()).includes('a-key-that-was-revoked'));
  });

  it('keeps the saved key when the form is saved with an empty field, and chooses events by name', async () => {
    await admin.page.locator('#ninepic-key').fill(KEY);
    await save();
    await admin.page.getByLabel('Sahyadri Trail Marathon').check();
    await admin.page.locator('[name="ninepic_settings[trusted_hops]"]').fill('0');
    await save();
    assert.deepEqual(await test(), ['9Pic knows the key and the organisation.', 'Event 456: fine']);
    assert.ok(!(await admin.page.content()).includes(KEY));
    await shot(admin.page, 'settings');
    const [key, loaded] = site.run<[string, string]>(
      'global $wpdb; return [get_option("ninepic_api_key"), $wpdb->get_var("SELECT autoload FROM $wpdb->options WHERE option_name = \'ninepic_api_key\'")];',
    );
    assert.deepEqual([key, loaded], [KEY, 'no']);
  });

  it('is told which event is not theirs', async () => {
    await admin.page.locator('[name="ninepic_settings[other_events]"]').fill('999');
    await save();
    const said = await test();
    assert.equal(said[1], 'Event 456: fine');
    assert.match(said[2] ?? '', /^Event 999: 9Pic (does not know|says 403)/);
    await admin.page.locator('[name="ninepic_settings[other_events]"]').fill('');
    await save();
  });

  it('is told how a call can fail, in a sentence each', async () => {
    const settings = { ...pic.fake.settings };
    const said = async (constants: Readonly<Record<string, unknown>>): Promise<string> => {
      site.define({ NINEPIC_UPSTREAM: pic.api, NINEPIC_ALLOW_LOOPBACK: true, ...constants });
      return (await test())[0] ?? '';
    };
    Object.assign(pic.fake.settings, { latency: 2500 });
    assert.match(
      await said({ NINEPIC_TIMEOUTS: '{"read":1,"billable":2}' }),
      /^9Pic did not answer in time\./,
    );
    Object.assign(pic.fake.settings, settings);
    assert.match(
      await said({ NINEPIC_UPSTREAM: `${pic.api}x` }),
      /^NINEPIC_UPSTREAM is not an https address\.$/,
    );
    // The pictures' half of the pretend 9Pic stands for whatever else could answer in its place.
    for (const [status, body, words] of [
      [200, '<html>Please log in to the Wi-Fi</html>', /^The answer is not one of 9Pic/],
      [302, '', /^The call was redirected, which is never followed/],
      [401, '{}', /^9Pic says 401: the key did not arrive\.$/],
      [404, '{}', /^9Pic does not know this organisation\.$/],
      [429, '{}', /^9Pic says 429: too many calls\./],
      [500, '{}', /^9Pic has a failure of its own \(500\)/],
      [418, '{}', /^9Pic answered 418\.$/],
    ] as const) {
      const other = createServer((_, response) =>
        response.writeHead(status, { 'content-type': 'application/json', location: '/x' }).end(body),
      );
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as AddressInfo;
      assert.match(await said({ NINEPIC_UPSTREAM: `http://127.0.0.1:${port}` }), words);
      other.closeAllConnections();
      other.close();
    }
    await shot(admin.page, 'settings-failed');
    site.define({ NINEPIC_UPSTREAM: pic.api, NINEPIC_ALLOW_LOOPBACK: true });
  });

  it('is told that this server cannot reach 9Pic', async () => {
    site.define({ NINEPIC_UPSTREAM: 'http://127.0.0.1:9', NINEPIC_ALLOW_LOOPBACK: true });
    assert.deepEqual((await test()).slice(0, 1), [
      'This server cannot reach 9Pic: a firewall of your host refuses the call.',
    ]);
    site.define({});
    assert.match((await test())[0] ?? '', /WP_HTTP_BLOCK_EXTERNAL/);
    site.define({ NINEPIC_UPSTREAM: pic.api, NINEPIC_ALLOW_LOOPBACK: true });
  });

  it('chooses a privacy page', async () => {
    site.run(
      'return wp_insert_post(["post_type" => "page", "post_status" => "publish", "post_title" => "Privacy", "post_name" => "privacy"]);',
    );
    await admin.page.reload();
    await admin.page.locator('#ninepic-privacy').selectOption({ label: 'Privacy' });
    await save();
  });

  it('gets a draft with all tags, one click away from being a page', async () => {
    await admin.page.getByRole('button', { name: 'Make a page with them' }).click();
    await admin.page.waitForURL(/post\.php\?post=\d+&action=edit/);
    const [status, content] = site.run<[string, string]>(
      '$page = get_post(get_posts(["post_type" => "page", "post_status" => "draft", "title" => "Your race photos"])[0]); return [$page->post_status, $page->post_content];',
    );
    assert.equal(status, 'draft');
    assert.deepEqual(content.match(/wp:ninepic\/[\w-]+/g), [
      'wp:ninepic/bib-search',
      'wp:ninepic/selfie-search',
      'wp:ninepic/gallery',
      'wp:ninepic/clip',
    ]);
    await admin.page.locator('ninepic-gallery [part~=photo]').first().waitFor({ state: 'attached' });
    await shot(admin.page, 'first-page');
    await admin.page.goto(site.url + SETTINGS);
  });

  it('is alone with it: an author does not get in, and a form without a nonce changes nothing', async () => {
    const author = await visit(browser, site.url, 'author');
    const answer = await author.page.goto(site.url + SETTINGS);
    assert.equal(answer?.status(), 403);
    await author.close();
    const posted = await admin.page.request.post(`${site.url}/wp-admin/options.php`, {
      form: {
        option_page: 'ninepic',
        action: 'update',
        'ninepic_settings[form]': '1',
        'ninepic_settings[org_id]': '1',
      },
    });
    assert.equal(posted.status(), 403);
    assert.equal(site.run('return get_option("ninepic_settings")["org_id"];'), '903');
  });
});

describe('an author writes a page', () => {
  let address: string;

  it('with blocks, which show the tags in the editor', async () => {
    const author = await visit(browser, site.url, 'author');
    const { page } = author;
    await page.goto(`${site.url}/wp-admin/post-new.php`);
    await page.waitForFunction('window.wp?.data?.select("core/editor")?.getCurrentPostId()');
    await page.evaluate(`(() => {
      const { data, blocks } = window.wp;
      data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false);
      data.dispatch('core/editor').editPost({ title: 'Your photos' });
      const wanted = [['bib-search', {}], ['selfie-search', {}], ['gallery', { layout: 'grid', preview: 30 }], ['clip', {}]];
      const made = wanted.map(([name, attributes]) => blocks.createBlock('ninepic/' + name, attributes));
      data.dispatch('core/block-editor').insertBlocks(made);
      data.dispatch('core/block-editor').selectBlock(made[2].clientId);
    })()`);
    await page.locator('ninepic-gallery [part~=photo]').first().waitFor({ state: 'attached' });
    assert.equal(await page.locator('[inert] > ninepic-bib-search').count(), 1);
    await page.locator('.edit-post-sidebar').getByLabel('Layout').waitFor();
    await shot(page, 'editor');
    address = await page.evaluate<string>(`(async () => {
      const { data } = window.wp;
      data.dispatch('core/editor').editPost({ status: 'publish' });
      await data.dispatch('core/editor').savePost();
      return data.select('core/editor').getPermalink();
    })()`);
    await author.close();
    assert.equal(pic.fake.bill.searches, 0, 'the preview has paid for nothing');
  });

  it('and visitors get the tags, with the proxy of the site', async () => {
    const html = await (await fetch(address)).text();
    const tag = /<ninepic-gallery[^>]*>/.exec(html)?.[0];
    assert.equal(
      tag,
      '<ninepic-gallery proxy-url="/wp-json/ninepic/v1" event-id="456" layout="grid" preview="30">',
    );
    assert.match(html, new RegExp(`<ninepic-selfie-search [^>]*privacy-href="${site.url}/privacy/"`));
    assert.ok(!html.includes(KEY));
  });

  it('with the script, marked for optimisers, on that page and on no other', async () => {
    const html = await (await fetch(address)).text();
    const scripts = html.match(/<script[^>]*plugins\/ninepic[^>]*>/g) ?? [];
    assert.equal(scripts.length, 1);
    assert.match(scripts[0] ?? '', /assets\/\d+\.\d+\.\d+\/ninepic\.iife\.js'/);
    for (const mark of [
      'defer',
      'data-cfasync="false"',
      'data-no-optimize="1"',
      'data-no-defer="1"',
      'nowprocket',
    ])
      assert.ok(scripts[0]?.includes(mark), mark);
    assert.ok(!(await (await fetch(`${site.url}/privacy/`)).text()).includes('plugins/ninepic'));
  });

  describe('with shortcodes', () => {
    const post = (user: string, content: string): string =>
      site.run<string>(
        `wp_set_current_user(get_user_by("login", "${user}")->ID); kses_init();
         $id = wp_insert_post(["post_status" => "publish", "post_title" => "x", "post_content" => base64_decode("${Buffer.from(content).toString('base64')}")]);
         return apply_filters("the_content", get_post($id)->post_content);`,
      );

    it('which survive where tags are stripped', () => {
      const shown = post(
        'author',
        '<ninepic-gallery></ninepic-gallery>[ninepic_gallery search-only layout=”grid”]',
      );
      assert.equal(
        shown.trim(),
        '<ninepic-gallery proxy-url="/wp-json/ninepic/v1" event-id="456" search-only="" layout="grid"></ninepic-gallery>',
      );
    });

    it('which cannot lead visitors elsewhere', () => {
      const hostile = [
        '[ninepic_gallery proxy-url="https://evil.example" proxy_url="https://evil.example" onclick="alert(1)" layout="x"]',
        '[ninepic_bib_search label=\'"><script>alert(1)</script>\' results-href="javascript:alert(1)"]',
        '[ninepic_clip]<script>alert(1)</script><a href="/all">All photos</a>[/ninepic_clip]',
      ];
      const shown = post('contributor', hostile.join('\n\n'));
      assert.doesNotMatch(shown, /evil\.example|onclick|<script|javascript:|layout/);
      assert.equal(shown.match(/proxy-url="\/wp-json\/ninepic\/v1"/g)?.length, 3);
      assert.match(shown, /<a href="\/all">All photos<\/a>/);
    });

    it('of an event that is not chosen, which only editors are told', () => {
      assert.match(
        post('author', '[ninepic_gallery event-id="789"]'),
        /Event 789 is not chosen under Settings → 9Pic\./,
      );
    });
  });

  describe('and a runner visits it', () => {
    let runner: Visit;
    before(async () => {
      runner = await visit(browser, site.url);
      await runner.page.goto(address);
    });
    after(() => runner.close());

    it('sees the photos', async () => {
      assert.equal(await photosShown(runner.page), 3000);
    });

    it('finds the photos of a bib, which costs nothing', async () => {
      const total = await results(runner.page, 'bib', async () => {
        await runner.page.locator('ninepic-bib-search [part=input]').fill('1234');
        await runner.page.keyboard.press('Enter');
      });
      assert.ok(total > 0 && total < 100, `${total} photos`);
      assert.equal(await photosShown(runner.page), total);
      assert.equal(pic.fake.bill.searches, 0);
      await shot(runner.page, 'bib');
    });

    it('finds the photos of a selfie, which is one search on the bill', async () => {
      const total = await searchBySelfie(runner.page);
      assert.ok(total > 0, 'photos were found');
      assert.equal(pic.fake.bill.searches, 1);
      assert.equal(asked('POST startFaces'), 1);
      await shot(runner.page, 'selfie');
    });

    it('gets clips, ordered once', async () => {
      await runner.page.locator('ninepic-clip [part=button]').click();
      await runner.page.locator('ninepic-clip [part=video]').first().waitFor();
      assert.equal(asked('POST startClips'), 1);
      await shot(runner.page, 'clip');
    });

    it('sees them again after a reload, without another search', async () => {
      const paid = pic.fake.bill.searches;
      await runner.page.reload();
      assert.ok((await photosShown(runner.page)) < 3000);
      assert.equal(asked('POST startFaces'), 1);
      assert.equal(pic.fake.bill.searches, paid);
    });

    it('had nothing to complain about, and the key was never in the page', async () => {
      assert.deepEqual(
        // The theme's own pictures of commenters come from another server.
        runner.heard.filter((text) => !text.includes('ERR_NAME_NOT_RESOLVED')),
        [],
      );
      const whole = await runner.page.evaluate(() =>
        [
          document.documentElement.outerHTML,
          location.href,
          ...performance.getEntries().map(({ name }) => name),
        ].join(),
      );
      assert.ok(!whole.includes(KEY));
    });
  });

  describe('on every kind of site', () => {
    const photosAt = async (url: string): Promise<number> => {
      const phone = await visit(browser, site.url, undefined, { width: 390, height: 844 });
      await phone.page.goto(url);
      const total = await photosShown(phone.page);
      const found = await results(phone.page, 'bib', async () => {
        await phone.page.locator('ninepic-bib-search [part=input]').fill('1234');
        await phone.page.keyboard.press('Enter');
      });
      assert.ok(found > 0);
      await shot(phone.page, `phone-${new URL(url).pathname.replaceAll('/', '')}`);
      await phone.close();
      return total;
    };

    it('with plain permalinks', async () => {
      const id = site.run<number>('return url_to_postid(' + JSON.stringify(address) + ');');
      site.run('update_option("permalink_structure", ""); flush_rewrite_rules(); return 1;');
      const html = await (await fetch(`${site.url}/?p=${id}`)).text();
      assert.match(html, /proxy-url="\/index\.php\?rest_route=\/ninepic\/v1"/);
      assert.equal(await photosAt(`${site.url}/?p=${id}`), 3000);
      site.run('update_option("permalink_structure", "/%postname%/"); flush_rewrite_rules(); return 1;');
    });

    it('in a folder', async () => {
      site.moveTo('/race');
      assert.equal(await photosAt(`${site.url}/your-photos/`), 3000);
      site.moveTo('');
    });

    it('without a key: the page stands, and says nothing to visitors', async () => {
      const key = site.run<string>(
        '$key = get_option("ninepic_api_key"); update_option("ninepic_api_key", ""); return $key;',
      );
      const html = await (await fetch(address)).text();
      assert.doesNotMatch(html, /<ninepic-|ninepic-notice/);
      const refused = await fetch(`${site.url}/wp-json/ninepic/v1/healthz`);
      assert.deepEqual([refused.status, refused.headers.get('x-ninepic-error')], [503, 'config']);
      site.run(`update_option("ninepic_api_key", "${key}"); return 1;`);
    });

    it('with a key that was revoked: the page says that it does not work, once', async () => {
      site.run('update_option("ninepic_api_key", "a-key-that-was-revoked"); return 1;');
      const runner = await visit(browser, site.url);
      await runner.page.goto(address);
      await runner.page.locator('[role=alert]').filter({ hasText: /\w/ }).first().waitFor();
      assert.ok(!(await runner.page.content()).includes('a-key-that-was-revoked'));
      await shot(runner.page, 'revoked');
      await runner.close();
      site.run(`update_option("ninepic_api_key", "${KEY}"); return 1;`);
    });
  });
});

describe('where WordPress knows modules (6.5), played by a function of its name', () => {
  it('the module is loaded instead of the classic file', async () => {
    site.neighbour(
      'modules',
      `function wp_enqueue_script_module($id, $src, $needs = [], $version = false) {
         add_action('wp_footer', function () use ($id, $src) {
           wp_print_script_tag(['type' => 'module', 'src' => $src, 'id' => $id . '-js-module']);
         });
       }`,
    );
    const runner = await visit(browser, site.url);
    await runner.page.goto(`${site.url}/your-photos/`);
    assert.equal(await photosShown(runner.page), 3000);
    const script = await runner.page
      .locator('script[type=module][src*="/ninepic.js"]')
      .first()
      .evaluate((tag) => tag.outerHTML);
    assert.match(script, /data-no-optimize="1"/);
    assert.deepEqual(
      runner.heard.filter((text) => !text.includes('ERR_NAME_NOT_RESOLVED')),
      [],
    );
    await runner.close();
    site.neighbour('modules');
  });
});
