/** The plugin in the hands of an organiser, who sets it up on its settings page. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { visit, type Visit } from './browser.js';
import { KEY, shot, openRaceSite } from './race-site.js';

const SETTINGS = '/wp-admin/options-general.php?page=ninepic';

const { pic, site, browser } = await openRaceSite();

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

  it('finds what was chosen again, once wp-config.php no longer decides it', async () => {
    const upstream = { NINEPIC_UPSTREAM: pic.api, NINEPIC_ALLOW_LOOPBACK: true };
    const decided = { NINEPIC_EVENT_IDS: '789', NINEPIC_ROUTES_OFF: 'clip', NINEPIC_ORIGINALS_BY: 'bib' };
    site.define({ ...upstream, ...decided });
    await admin.page.reload();
    assert.equal(await admin.page.getByLabel('search by race number').count(), 0);
    await save();
    site.define(upstream);
    await admin.page.reload();
    for (const box of ['Sahyadri Trail Marathon', 'order clips', 'of photos found by selfie'])
      assert.ok(await admin.page.getByLabel(box).isChecked(), box);
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
