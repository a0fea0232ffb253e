/** A network of sites (multisite): each has its own key, events and budgets, also one that is made after the plugin. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RecordingUpstream, startUpstream } from '../support/upstream.js';
import { assertQuiet, startWordPress, type WordPress } from './wordpress.js';

let site: WordPress;
let upstream: RecordingUpstream;

before(async () => {
  [upstream, site] = await Promise.all([startUpstream(), startWordPress()]);
  const domain = new URL(site.url).host;
  site.run(
    `define('WP_INSTALLING_NETWORK', true);
     require_once ABSPATH . 'wp-admin/includes/network.php';
     require_once ABSPATH . 'wp-admin/includes/upgrade.php';
     global $wpdb;
     foreach ($wpdb->tables('ms_global') as $table => $name) { $wpdb->$table = $name; }
     install_network();
     return populate_network(1, '${domain}', 'admin@example.test', 'Races', '/', false);`,
  );
  site.define({
    MULTISITE: true,
    SUBDOMAIN_INSTALL: false,
    DOMAIN_CURRENT_SITE: domain,
    PATH_CURRENT_SITE: '/',
    SITE_ID_CURRENT_SITE: 1,
    BLOG_ID_CURRENT_SITE: 1,
    NINEPIC_UPSTREAM: upstream.origin,
    NINEPIC_ALLOW_LOOPBACK: true,
  });
  site.run(
    "update_option('permalink_structure', '/%postname%/'); return activate_plugin('ninepic/ninepic.php', '', true);",
  );
  site.run(
    `global $wpdb;
     $id = wpmu_create_blog('${domain}', '/second/', 'Second race', 1);
     // It takes the port's colon out of the domain.
     $wpdb->update($wpdb->blogs, ['domain' => '${domain}'], ['blog_id' => $id]);
     clean_blog_cache($id);
     update_blog_option($id, 'home', '${site.url}/second');
     update_blog_option($id, 'siteurl', '${site.url}/second');
     update_blog_option($id, 'permalink_structure', '/%postname%/');
     foreach ([1 => '456', $id => '789'] as $blog => $event) {
       switch_to_blog($blog);
       update_option('ninepic_api_key', "key-of-site-$blog");
       update_option('ninepic_settings', ['org_id' => '903', 'events' => [$event]]);
       restore_current_blog();
     }
     return $id;`,
  );
  // WordPress has made rules for a blog below /blog meanwhile.
  site.run('flush_rewrite_rules(); switch_to_blog(2); delete_option("rewrite_rules"); return 1;');
});
after(async () => {
  const log = site.log();
  await site.stop();
  await upstream.close();
  assertQuiet(log);
});

const ask = async (path: string): Promise<number> => (await fetch(site.url + path)).status;

test('each site asks with its own key, for its own events', async () => {
  assert.equal(await ask('/wp-json/ninepic/v1/event/456/bibs/1'), 200);
  assert.equal(await ask('/wp-json/ninepic/v1/event/789/bibs/1'), 404);
  assert.equal(await ask('/second/wp-json/ninepic/v1/event/789/bibs/1'), 200);
  assert.equal(await ask('/second/wp-json/ninepic/v1/event/456/bibs/1'), 404);
  assert.deepEqual(
    upstream.calls.map(({ url, headers }) => [url, headers['x-api-key']]),
    [
      ['/api/v1/ext/903/event/456/bibs/1', 'key-of-site-1'],
      ['/api/v1/ext/903/event/789/bibs/1', 'key-of-site-2'],
    ],
  );
});

test('a site that is deleted leaves no table behind', () => {
  const tables = site.run<[string[], string[]]>(
    `global $wpdb;
     require_once ABSPATH . 'wp-admin/includes/ms.php';
     $id = wpmu_create_blog('${new URL(site.url).hostname}', '/third/', 'Third race', 1);
     switch_to_blog($id);
     \\Ninepic\\Store::ensure();
     restore_current_blog();
     $tables = fn () => $wpdb->get_col("SHOW TABLES LIKE 'wp_{$id}_%ninepic%'");
     $before = $tables();
     wpmu_delete_blog($id, true);
     return [$before, $tables()];`,
  );
  assert.deepEqual(tables, [['wp_3_ninepic_store'], []]);
});

test('each site has a table of its own, and removing the plugin removes them all', () => {
  const tables = `$wpdb->get_col("SHOW TABLES LIKE '%ninepic%'")`;
  assert.deepEqual(site.run(`global $wpdb; return ${tables};`), ['wp_2_ninepic_store', 'wp_ninepic_store']);
  const left = site.run<string[]>(
    `global $wpdb;
     uninstall_plugin('ninepic/ninepic.php');
     $options = fn ($table) => $wpdb->get_col("SELECT option_name FROM $table WHERE option_name LIKE 'ninepic%'");
     return array_merge(${tables}, $options('wp_options'), $options('wp_2_options'));`,
  );
  assert.deepEqual(left, []);
});
