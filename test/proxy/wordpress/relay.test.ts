/** The download relay in PHP: files that go through it, in pieces and not in memory (behaviour.md 6.5). */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { until } from '../support/harness.js';
import { names } from '../support/relay-tables.js';
import { MB, head, openRelaySite, piece, refused } from './relay-site.js';

const { site, storage, asked, set, relay } = await openRelaySite();

describe('a file on its way', () => {
  it('of 50 MB comes whole, through a PHP of 64 MB', async () => {
    storage.answer = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 50 * MB });
      void (async () => {
        for (let n = 0; n < 50; n += 1)
          if (!response.write(piece(n))) await new Promise((resolve) => response.once('drain', resolve));
        response.end();
      })();
    };
    const answer = await fetch(await relay());
    assert.equal(answer.headers.get('content-length'), String(50 * MB));
    assert.equal(answer.headers.get('content-encoding'), null);
    const [got, sent] = [createHash('sha256'), createHash('sha256')];
    for await (const bytes of answer.body ?? []) got.update(bytes);
    for (let n = 0; n < 50; n += 1) sent.update(piece(n));
    assert.equal(got.digest('hex'), sent.digest('hex'));
    assert.equal(asked.length, 1);
  });

  it('is sent on while it comes', async () => {
    let rest: () => void = () => undefined;
    storage.answer = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 2 * MB });
      response.write(piece(0));
      rest = () => response.end(piece(1));
    };
    const reader = (await fetch(await relay())).body?.getReader();
    let got = 0;
    while (got < MB) got += (await reader?.read())?.value?.length ?? NaN;
    rest();
    while (got < 2 * MB) got += (await reader?.read())?.value?.length ?? NaN;
    assert.equal(got, 2 * MB);
  });

  it('whose length storage does not say is sent with its length', async () => {
    storage.answer = (_, response) => {
      response.writeHead(200, head);
      response.write(piece(0));
      response.end(piece(1));
    };
    const answer = await fetch(await relay());
    assert.equal(answer.headers.get('content-length'), String(2 * MB));
    assert.ok(Buffer.concat([piece(0), piece(1)]).equals(Buffer.from(await answer.arrayBuffer())));
  });

  it('that breaks off at storage breaks off at the visitor', async () => {
    storage.answer = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 2 * MB });
      response.write(piece(0), () => response.destroy());
    };
    await assert.rejects(async () => (await fetch(await relay())).arrayBuffer());
    storage.answer = (_, response) => {
      response.writeHead(200, head);
      response.write(piece(0), () => response.destroy());
    };
    await refused(await fetch(await relay()), 502, 'upstream');
    storage.answer = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 0 });
      response.end();
    };
    await refused(await fetch(await relay()), 502, 'bad-response');
  });

  it('that stands still is broken off', async () => {
    set({ NINEPIC_TIMEOUTS: '{"read":1,"billable":2}' });
    storage.answer = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 2 * MB });
      response.write(piece(0));
    };
    await assert.rejects(async () => (await fetch(await relay())).arrayBuffer());
  });

  it('is let go of when the visitor leaves', async () => {
    let left = false;
    storage.answer = (_, response) => {
      response.once('close', () => {
        left = true;
      });
      response.writeHead(200, { ...head, 'content-length': 50 * MB });
      const more = () => void (response.destroyed || response.write(piece(0), () => setTimeout(more, 20)));
      more();
    };
    const gone = new AbortController();
    const answer = await fetch(await relay(), { signal: gone.signal });
    assert.equal(answer.status, 200);
    gone.abort();
    await until(() => left);
    assert.equal(asked.length, 1, 'and not asked for again');
  });

  it('is not in the way of other plugins: their buffers, their notices, their compression', async () => {
    const url = await relay();
    site.neighbour(
      'noisy',
      "ob_start(fn ($text) => strtoupper($text)); add_action('rest_api_init', function () { echo 'Notice: oh'; });",
    );
    storage.answer = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': MB });
      response.end(piece(0));
    };
    const answer = await fetch(url);
    assert.ok(piece(0).equals(Buffer.from(await answer.arrayBuffer())));
  });
});

it('a saved file is called the same as by the other proxy', () => {
  // A half of a character does not come through JSON into PHP.
  const rows = names.filter(([given]) => given !== '\ud800.jpg');
  const given = JSON.stringify(rows.map(([name, type]) => [typeof name === 'string' ? name : '', type]));
  const said = site.run<string[]>(
    `return array_map(
       fn ($row) => Ninepic\\AttachmentName::disposition(Ninepic\\AttachmentName::plain($row[0], $row[1])),
       json_decode(base64_decode("${Buffer.from(given).toString('base64')}")),
     );`,
  );
  assert.deepEqual(
    said,
    rows.map(([, , header]) => header),
  );
});
