/** What may be kept by whom (behaviour.md 1.5). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  failure,
  type Harness,
  openProxy,
  REQUEST_ID,
  selfieForm,
  SITE,
  success,
} from './support/harness.js';
import { picture } from './support/pictures.js';

const OTHER_ID = '9c858901-8a57-4791-81fe-4c455b099bc9';
const faces = (id: string) => `/event/456/faces/${id}`;

function assertNobodyKeeps(answer: Response): void {
  assert.equal(answer.headers.get('cache-control'), 'private, no-store');
  assert.equal(answer.headers.get('cdn-cache-control'), 'no-store');
  assert.equal(answer.headers.get('surrogate-control'), 'no-store');
  assert.equal(answer.headers.get('vary'), 'Origin');
}

describe('cache headers (T1.5.1, T1.5.2)', () => {
  it('what holds nobody’s search may be kept for a minute', async () => {
    const site = openProxy();
    for (const path of ['/event/456/images', '/event/456/timeline/days', '/event/456/details']) {
      const answer = await site.get(path);
      assert.equal(
        answer.headers.get('cache-control'),
        'public, max-age=60, stale-while-revalidate=300',
        path,
      );
    }
  });

  it('a bib is kept by its visitor only, and by nobody where access is asked for', async () => {
    const open = await openProxy().get('/event/456/bibs/7');
    assert.equal(open.headers.get('cache-control'), 'private, max-age=60');
    assertNobodyKeeps(await openProxy({ verifyAccess: () => true }).get('/event/456/bibs/7'));
  });

  it('a face search, a clip, originals, errors and refusals are kept by nobody', async () => {
    const site = openProxy();
    const personal = [
      await site.get(faces(REQUEST_ID)),
      await site.get(`/event/456/video-clipping/${REQUEST_ID}`),
      await site.post('/event/456/faces', selfieForm(await picture('jpeg'))),
      await site.post('/event/456/original-photos', '{"method":"bib","identifier":"7"}'),
      await site.get('/event/456/images?page=x'),
      await site.get('/nothing'),
    ];
    site.reply(failure(404));
    personal.push(await site.get('/event/456/images?page=2'), await site.get('/event/456/bibs/8'));
    for (const answer of personal) assertNobodyKeeps(answer);
  });
});

describe('two visitors behind one shared cache (T1.5.5)', () => {
  /** @param obedient honours Cache-Control and Vary; otherwise it keys on the full address and keeps everything */
  function sharedCache(site: Harness, obedient: boolean): (path: string) => Promise<string> {
    const kept = new Map<string, string>();
    return async (path) => {
      const known = kept.get(path);
      if (known !== undefined) return known;
      const answer = await site.get(path, { origin: SITE });
      const body = await answer.text();
      if (!obedient || /public/.test(answer.headers.get('cache-control') ?? '')) kept.set(path, body);
      return body;
    };
  }

  for (const obedient of [true, false]) {
    it(`never get each other's photos (${obedient ? 'a cache by the book' : 'a cache that ignores Cache-Control'})`, async () => {
      const site = openProxy({ cacheSeconds: 60 });
      site.reply((call) => success({ images: [{ image_id: `of ${call.url.split('/').pop() ?? ''}` }] }));
      const cache = sharedCache(site, obedient);
      for (const id of [REQUEST_ID, OTHER_ID, REQUEST_ID]) {
        const body = await cache(faces(id));
        assert.ok(body.includes(id));
        assert.ok(!body.includes(id === REQUEST_ID ? OTHER_ID : REQUEST_ID));
      }
    });
  }
});

describe('the memory of the proxy (T1.5.3)', () => {
  it('visitors who ask for one page at one moment share one call', async () => {
    const site = openProxy();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, visitor) =>
        site.get('/event/456/images?page=2', visitor % 2 ? { origin: SITE } : {}),
      ),
    );
    assert.equal(site.sent.length, 1);
    // The page is shared, the permission to read it is not.
    assert.equal(answers[0]?.headers.get('access-control-allow-origin'), null);
    assert.equal(answers[1]?.headers.get('access-control-allow-origin'), SITE);
    await site.get('/event/456/images?page=2');
    assert.equal(site.sent.length, 2, 'and the next one asks anew');
  });

  it('with cacheSeconds it answers from memory, by what is asked and not by how it is spelled', async () => {
    const site = openProxy({ cacheSeconds: 30 });
    for (const query of [
      'page=1&page_size=50',
      'page_size=50&page=1',
      '_=9&page=1&page_size=50',
      '%70age=1&page_size=50',
    ])
      assert.equal((await site.get(`/event/456/images?${query}`)).status, 200);
    assert.equal(site.sent.length, 1);
    site.clock.now += 31_000;
    await site.get('/event/456/images?page=1&page_size=50');
    assert.equal(site.sent.length, 2);
  });

  it('what was stripped stays stripped when it is answered again (T1.18.3)', async () => {
    const site = openProxy({ cacheSeconds: 30 });
    site.reply(() =>
      success({ images: [{ image_id: 'a', original_url: 'https://photos.9pic.ai/ORIGINAL.jpg' }] }),
    );
    const answers = await Promise.all([1, 2, 3].map(() => site.get('/event/456/images')));
    answers.push(await site.get('/event/456/images'));
    for (const answer of answers) assert.ok(!(await answer.text()).includes('ORIGINAL'));
    assert.equal(site.sent.length, 1);
  });

  it('errors and everything of a person are never kept', async () => {
    const site = openProxy({ cacheSeconds: 30 });
    site.reply(failure(500));
    assert.equal((await site.get('/event/456/images')).status, 500);
    site.reply(() => Response.json({ responseType: 'error', message: 'loading', data: null }));
    assert.match(await (await site.get('/event/456/images')).text(), /loading/);
    site.reply(() => success({ images: [] }));
    assert.match(await (await site.get('/event/456/images')).text(), /"images"/);
    const before = site.sent.length;
    for (const path of ['/event/456/bibs/7', faces(REQUEST_ID), '/event/456/ping'])
      for (let visit = 0; visit < 2; visit += 1) await site.get(path);
    assert.equal(site.sent.length - before, 6);
  });
});
