/** What the doctor finds out about the proxy of a page, and of what stands where a proxy should. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GALLERY, loader, says, scene, SELFIE, SET } from '../support/doctor-scene.js';

describe('#ninepic-doctor', () => {
  const race = scene();
  const { proxy, visit } = race;

  describe('says what is wrong with the proxy', () => {
    const at = (url: string, event = '456') =>
      `${loader(`data-proxy-url="${url}" data-event-id="${event}" data-time-zone="Asia/Kolkata"`)}${GALLERY}`;

    it('where there is none', async () => {
      says(await visit(at('https://127.0.0.1:1/ninepic')), 'does not answer', '/ninepic/healthz');
    });

    it('where the address leads into the website, or nowhere', async () => {
      says(await visit(at('/website')), 'a web page answers, not a proxy');
      says(await visit(at('/nowhere')), 'There is nothing at', 'status 404');
    });

    it('where it is 9Pic itself, or the key is in the page', async () => {
      says(await visit(at('https://api.9pic.ai')), 'your own proxy');
      const leaked = at('/ninepic').replace('<ninepic-gallery', '<ninepic-gallery api-key="secret"');
      const seen = await visit(leaked);
      says(seen, 'remove api-key');
      assert.ok(!seen.lines.join().includes('secret'));
    });

    it('where the key stands on the script, or on what is around the tags', async () => {
      const seen = await visit(
        `${loader(`${SET} data-api-key="secret"`)}<div data-ninepic-apikey="secret">${GALLERY}</div><div data-api-key="of a map"></div>`,
      );
      says(seen, 'data-api-key on <script>', 'have 9Pic make a new one');
      says(seen, 'data-ninepic-apikey on <div>');
      assert.equal(seen.lines.filter((line) => line.includes('API key stands')).length, 2);
      assert.ok(!seen.lines.join().includes('secret'));
    });

    it('where it does not let this site in', async () => {
      const others = await proxy('others', { proxy: { origins: ['https://race.example'] } });
      const seen = await visit(at(race.site.otherOrigin + others));
      says(seen, 'does not let this site in', `Add ${race.site.origin} to NINEPIC_ORIGINS`);
      // Without any origin it does not even let itself be noticed.
      says(
        await visit(at(`${race.site.otherOrigin}/ninepic`)),
        'does not answer this page',
        `add ${race.site.origin} to NINEPIC_ORIGINS`,
      );
    });

    it('where the page’s policy forbids it', async () => {
      race.headers = { 'content-security-policy': `connect-src 'self'` };
      const seen = await visit(at(`${race.site.otherOrigin}/ninepic`));
      says(
        seen,
        'Content-Security-Policy of this page forbids',
        `Add ${race.site.otherOrigin} to connect-src`,
      );
    });

    it('where the policy forbids the pictures', async () => {
      race.headers = { 'content-security-policy': `img-src 'self'` };
      const seen = await visit(at('/ninepic'));
      says(seen, 'blocked', race.site.otherOrigin, 'img-src');
      says(seen, 'of the photos in sight do not load');
    });

    it('where it does not serve the event, and which it does', async () => {
      const seen = await visit(at('/ninepic', '4567'));
      says(seen, 'does not serve event 4567', '456 (Sahyadri Trail Marathon)');
    });

    it('where 9Pic refuses its key, or does not know the event', async () => {
      const revoked = await proxy('revoked', { proxy: { apiKey: 'old-key' } });
      says(await visit(at(revoked)), '9Pic refused the proxy’s key', 'NINEPIC_API_KEY');
      const stale = await proxy('stale', { proxy: { events: [455] } });
      says(await visit(at(stale, '455')), '9Pic does not know event 455');
    });

    it('where it is not set up', async () => {
      says(await visit(at(await proxy('unset', { proxy: { apiKey: '' } }))), 'is not set up yet');
    });

    it('where it is not ours', async () => {
      const seen = await visit(at('/foreign'));
      says(seen, 'is not ours', 'everything counts as on');
      says(seen, 'Event 456 is served: Hill race');
    });

    it('where something else answers', async () => {
      const seen = await visit(at('/weather'));
      says(seen, 'knows nothing of event 456', 'another service answers there');
      // One cause, one line.
      assert.match(seen.summary, /^1 problem/);
    });

    it('where the event is closed, and who switched a feature off', async () => {
      const closed = await proxy('closed', { fake: { flags: { event_enabled: false } } });
      says(await visit(at(closed)), 'Event 456 is not open in 9Pic yet');
      const tags = '<ninepic-bib-search></ninepic-bib-search>' + SELFIE + '<ninepic-clip></ninepic-clip>';
      const off = await proxy('off', {
        fake: { flags: { selfie_search: false, video_search: false } },
        proxy: { routes: { bib: false } },
      });
      const seen = await visit(at(off) + tags);
      says(seen, '<ninepic-bib-search> is off: the proxy', 'Take “bib” out of NINEPIC_ROUTES_OFF');
      says(seen, '<ninepic-selfie-search> is off', 'Switch selfie_search on in 9Pic');
      says(seen, '<ninepic-clip> is off', 'Switch video_search on in 9Pic');
    });

    it('and in which mode its request ids are', async () => {
      const server = await proxy('server-ids', { proxy: { requestIds: 'server' } });
      says(await visit(at(server)), 'Request ids: made by 9Pic');
    });
  });
});
