import { expect } from '@open-wc/testing';
import { send } from '../../src/api/http.js';
import type { Call } from '../../src/api/http.js';
import { patch, unpatch } from '../support/patches.js';
import { failure, json, lost, photoList, scripted } from '../support/scripted-fetch.js';
import type { Answer } from '../support/scripted-fetch.js';

afterEach(unpatch);

const OK = photoList(['a', 'b']);
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response('<h1>no</h1>', { status: code, headers });

/** A body that keeps coming. */
const endless: Answer = () => {
  const chunk = new Uint8Array(256 * 1024).fill(32);
  return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }));
};

const at = (url: string, response: Response): Response => {
  Object.defineProperty(response, 'url', { value: url });
  return response;
};

describe('a read that fails', () => {
  for (const [what, answer, tries, code] of [
    ['a network that is not there', lost, 3, 'offline'],
    ['500', status(500), 4, 'upstream'],
    ['502', status(502), 4, 'upstream'],
    ['503', status(503), 4, 'upstream'],
    ['504', status(504), 4, 'timeout'],
    ['408', status(408), 3, 'timeout'],
    ['429', status(429), 4, 'rate-limited'],
    ['400', status(400), 1, 'bad-input'],
    ['401', status(401), 1, 'forbidden'],
    ['403', status(403), 1, 'forbidden'],
    ['404', status(404), 1, 'not-found'],
    ['413', status(413), 1, 'too-large'],
    ['422', status(422), 1, 'bad-input'],
    ['an HTML page with 200', () => new Response('<!doctype html><h1>Free WiFi</h1>'), 2, 'bad-response'],
    ['an empty body', () => new Response(''), 2, 'bad-response'],
    ['half a body', json('{"responseType":"success","data":{"im'), 2, 'bad-response'],
    ['a notice before the JSON', json(`Notice: x in y.php\n${JSON.stringify(OK)}`), 2, 'bad-response'],
    ['"error" with 200', json({ responseType: 'error', message: 'x', data: null }), 2, 'bad-response'],
    ['a list without photos', json({ responseType: 'success', data: {} }), 2, 'bad-response'],
    ['a body without end', endless, 1, 'too-large'],
  ] as const)
    it(`with ${what} is sent ${tries} times, and is ${code}`, async () => {
      const { client, sent } = scripted([answer]);
      expect(await failure(client.photos('456'))).to.include({ code, operation: 'photos' });
      expect(sent).to.have.length(tries);
    });

  it('is found at the second try', async () => {
    const { client, waits } = scripted([status(503), json(OK)]);
    expect((await client.photos('456')).photos).to.have.length(2);
    expect(waits).to.deep.equal([250]);
  });

  it('waits as long as the server wants', async () => {
    const { client, waits } = scripted([status(429, { 'retry-after': '3' }), json(OK)]);
    await client.photos('456');
    expect(waits).to.have.length(1);
    expect(waits[0]).to.be.within(3000, 3600);
  });

  it('is not tried again when the server wants more than half a minute, and says how long', async () => {
    const { client, sent, waits } = scripted([status(429, { 'retry-after': '120' })]);
    expect(await failure(client.photos('456'))).to.include({
      code: 'rate-limited',
      retryAfter: 120,
      status: 429,
    });
    expect([sent.length, waits.length]).to.deep.equal([1, 0]);
  });

  it('waits half a minute in all, then a person decides', async () => {
    const { client, sent, waits } = scripted([status(503, { 'retry-after': '12' })]);
    await failure(client.photos('456'));
    expect(sent).to.have.length(3);
    expect(waits.reduce((sum, wait) => sum + wait)).to.be.at.most(30_000);
  });

  it('is never told by its message', async () => {
    const { client } = scripted([
      json({ responseType: 'error', message: 'Feature disabled', data: null }, 403),
    ]);
    expect(await failure(client.photos('456'))).to.include({ code: 'forbidden' });
  });

  it('is called what our proxy calls it', async () => {
    const { client } = scripted([status(403, { 'x-ninepic-error': 'feature-off' })]);
    expect(await failure(client.photos('456'))).to.include({ code: 'feature-off', fromUpstream: false });
  });

  it('is not called what nobody has a sentence for', async () => {
    const { client } = scripted([status(403, { 'x-ninepic-error': 'constructor' })]);
    expect(await failure(client.photos('456'))).to.include({ code: 'forbidden' });
  });

  it('accepts a byte order mark', async () => {
    const { client } = scripted([json(`\ufeff${JSON.stringify(OK)}`)]);
    expect((await client.photos('456')).photos).to.have.length(2);
  });

  for (const code of [200, 404])
    it(`does not believe another site that it was led to (${code})`, async () => {
      const away: Answer = () =>
        at('https://evil.example/x', new Response(JSON.stringify(OK), { status: code }));
      const { client } = scripted([away]);
      expect(await failure(client.byBib('456', '1'))).to.include({ code: 'bad-response' });
    });

  it('survives nesting of 100,000 and a string of 4 MB', async () => {
    const deep = `{"images":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const long = JSON.stringify({ images: [{ image_id: 'x'.repeat(4_000_000), img_url: 1 }] });
    const { client } = scripted([json(deep), json(long)]);
    for (let body = 0; body < 2; body += 1) expect((await client.photos('456')).photos).to.deep.equal([]);
  });
});

describe('a request that nobody waits for any more', () => {
  const waiting: Answer = ({ init }) =>
    new Promise((_, reject) =>
      init.signal?.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError'))),
    );

  it('ends as an abort, which is no error of ours', async () => {
    const { client, sent } = scripted([waiting]);
    const stop = new AbortController();
    const ended = failure(client.photos('456', { signal: stop.signal }));
    stop.abort();
    const error = await ended;
    expect(error.name).to.equal('AbortError');
    expect(error).to.not.have.property('code', 'offline');
    expect(sent).to.have.length(1);
  });

  it('is not sent when it was given up before', async () => {
    const { client, sent } = scripted([json(OK)]);
    expect((await failure(client.photos('456', { signal: AbortSignal.abort() }))).name).to.equal(
      'AbortError',
    );
    expect(sent).to.be.empty;
  });

  it('is not tried again when it is given up between two tries', async () => {
    const stop = new AbortController();
    const { client, sent } = scripted([
      () => {
        stop.abort();
        return new Response('', { status: 503 });
      },
    ]);
    expect((await failure(client.photos('456', { signal: stop.signal }))).name).to.equal('AbortError');
    expect(sent).to.have.length(1);
  });

  it('is a lost one when the browser gave it up by itself', async () => {
    const { client } = scripted([() => new DOMException('navigating', 'AbortError')]);
    expect(await failure(client.photos('456'))).to.include({ code: 'offline' });
  });

  it('leaves no listener at the signal', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const counting = (name: 'addEventListener' | 'removeEventListener', step: number) =>
      patch(signal, name, (...args: Parameters<EventTarget['addEventListener']>) => {
        listeners += step;
        EventTarget.prototype[name].apply(signal, args);
      });
    counting('addEventListener', 1);
    counting('removeEventListener', -1);
    await scripted([json(OK)]).client.photos('456', { signal });
    expect(listeners).to.equal(0);
  });

  const call = (changes: Partial<Call<unknown>>): Call<unknown> => ({
    operation: 'photos',
    url: 'https://race.example/ninepic/event/456/images',
    cache: 'default',
    method: 'GET',
    timeout: 20,
    probe: 'https://race.example/ninepic/healthz',
    read: (payload) => payload,
    ...changes,
  });

  it('is a timeout when no answer comes', async () => {
    const { platform, sent } = scripted([waiting]);
    expect(await failure(send(platform, call({})))).to.include({ code: 'timeout', retryable: true });
    expect(sent).to.have.length(3);
  });

  it('is a timeout when the body stops on its way', async () => {
    const stuck: Answer = ({ init }) =>
      new Response(
        new ReadableStream({
          start: (controller) =>
            init.signal?.addEventListener('abort', () =>
              controller.error(new DOMException('', 'AbortError')),
            ),
        }),
      );
    const { platform } = scripted([stuck]);
    expect(await failure(send(platform, call({ paid: true })))).to.include({ code: 'timeout' });
  });
});

describe('a proxy that cannot be reached', () => {
  it('is blocked when it answers those who do not ask for its permission', async () => {
    const { client, probes } = scripted([lost], () => new Response(''));
    expect(await failure(client.photos('456'))).to.include({ code: 'blocked', retryable: false });
    expect(probes.map(({ url, init }) => [url.href, init.credentials])).to.deep.equal([
      ['https://race.example/ninepic/healthz', 'omit'],
    ]);
  });

  for (const [disposition, code] of [
    ['enforce', 'blocked'],
    ['report', 'offline'],
  ] as const)
    it(`is ${code} when the page's policy would ${disposition}`, async () => {
      const policy: Answer = ({ url }) => {
        document.dispatchEvent(
          new SecurityPolicyViolationEvent('securitypolicyviolation', {
            blockedURI: url.href,
            documentURI: location.href,
            effectiveDirective: 'connect-src',
            violatedDirective: 'connect-src',
            originalPolicy: "connect-src 'self'",
            disposition,
            statusCode: 200,
          }),
        );
        return new TypeError('Failed to fetch');
      };
      expect(await failure(scripted([lost], policy).client.photos('456'))).to.include({ code });
    });

  it('is not asked at all when the device says that it is offline', async () => {
    patch(navigator, 'onLine', false);
    const { client, sent, probes } = scripted([json(OK)]);
    expect(await failure(client.photos('456'))).to.include({ code: 'offline', unsent: true });
    expect([sent.length, probes.length]).to.deep.equal([0, 0]);
  });
});
