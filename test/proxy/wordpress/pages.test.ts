/** The plugin in the hands of people once it is set up: an author who writes a page, a runner who visits it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { photosShown, searchByBib, searchBySelfie, visit, type Visit } from './browser.js';
import { KEY, setUp, shot, openRaceSite } from './race-site.js';

const { pic, site, browser } = await openRaceSite();
setUp(site);

const asked = (what: string): number => pic.fake.bill.counts[what] ?? 0;

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

    it('by the clock of the site where that is a city’s, and no tag says another', () => {
      const zones = (zone: string, code: string): (string | undefined)[] => {
        site.run(`update_option('timezone_string', '${zone}'); update_option('gmt_offset', '5.5');`);
        const tags = post('author', code).match(/<ninepic-[^>]*>/g) ?? [];
        return tags.map((tag) => / time-zone="([^"]*)"/.exec(tag)?.[1]);
      };
      assert.deepEqual(zones('Asia/Kolkata', '[ninepic_bib_search]\n\n[ninepic_gallery]'), [
        undefined,
        'Asia/Kolkata',
      ]);
      assert.deepEqual(zones('Asia/Kolkata', '[ninepic_gallery time-zone="Africa/Nairobi"]'), [
        'Africa/Nairobi',
      ]);
      assert.deepEqual(zones('', '[ninepic_gallery]'), [undefined], 'an offset is no place');
      site.run("update_option('gmt_offset', '0');");
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
      const total = await searchByBib(runner.page, '1234');
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
      const found = await searchByBib(phone.page, '1234');
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
