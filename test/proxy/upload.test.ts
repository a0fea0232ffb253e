/** The upload of a picture (behaviour.md T1.2.8, T1.3.7, T1.20.7): bounded, told by its bytes, cleaned, built anew. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { imageInfo } from '../../src/proxy/image.js';
import { readBoundary, readParts } from '../../src/proxy/multipart.js';
import { stripMetadata } from '../../src/proxy/strip-metadata.js';
import { openProxy, REQUEST_ID, selfieForm, SITE } from './support/harness.js';
import { type Bytes, jpegWithMetadata, picture, pictureWithMetadata } from './support/pictures.js';

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const pixels = (bytes: Uint8Array) => sharp(bytes).removeAlpha().raw().toBuffer();

describe('what reaches 9Pic of a selfie', () => {
  it('is the picture without its metadata, under our own name, and the id', async () => {
    const site = openProxy();
    const answer = await site.post('/event/456/faces', selfieForm(await jpegWithMetadata(1), REQUEST_ID));
    assert.equal(answer.status, 200);
    const form = site.sent[0]?.body as FormData;
    assert.deepEqual([...form.keys()], ['file', 'request_id']);
    const file = form.get('file') as File;
    assert.equal(file.name, 'selfie.jpg');
    assert.equal(file.type, 'image/jpeg');
    const text = latin1(new Uint8Array(await file.arrayBuffer()));
    for (const trace of ['Exif', 'SECRET', 'GPS', 'adobe:ns', 'Photoshop', 'holiday'])
      assert.ok(!text.includes(trace), trace);
  });

  it('has the field names that the organiser configured', async () => {
    const site = openProxy({ fields: { file: 'selfie', requestId: 'id' } });
    await site.post('/event/456/faces', selfieForm(await picture('jpeg'), REQUEST_ID));
    assert.deepEqual([...(site.sent[0]?.body as FormData).keys()], ['selfie', 'id']);
  });
});

describe('cleaning leaves the picture as it is', () => {
  const samples: [string, () => Promise<Bytes>, 'image/jpeg' | 'image/png' | 'image/webp'][] = [
    ['a JPEG', () => jpegWithMetadata(1), 'image/jpeg'],
    ['a PNG', () => pictureWithMetadata('png'), 'image/png'],
    ['a WebP', () => pictureWithMetadata('webp'), 'image/webp'],
  ];
  for (const [name, make, type] of samples) {
    it(`${name} has the same pixels and no metadata`, async () => {
      const before = await make();
      assert.match(latin1(before), /SECRET/);
      const after = stripMetadata(before, type);
      assert.ok(after);
      assert.doesNotMatch(latin1(after), /SECRET|Exif|xmpmeta/);
      assert.deepEqual(await pixels(after), await pixels(before));
      const info = await sharp(after).metadata();
      assert.equal(info.exif, undefined);
      assert.equal(info.xmp, undefined);
    });
  }

  it('a JPEG lying on its side keeps its orientation and nothing else', async () => {
    const after = stripMetadata(await jpegWithMetadata(6), 'image/jpeg');
    assert.ok(after);
    assert.doesNotMatch(latin1(after), /SECRET/);
    assert.equal((await sharp(after).metadata()).orientation, 6);
  });

  it('what stands behind the end of a JPEG is left out', async () => {
    const film = Buffer.concat([await picture('jpeg'), Buffer.from('SECRET film of a motion photo')]);
    const after = stripMetadata(new Uint8Array(film), 'image/jpeg');
    assert.ok(after);
    assert.doesNotMatch(latin1(after), /SECRET/);
  });

  it('a progressive JPEG, which has several scans, survives', async () => {
    const before = new Uint8Array(
      await sharp(await picture('jpeg', 300, 200))
        .jpeg({ progressive: true })
        .toBuffer(),
    );
    const after = stripMetadata(before, 'image/jpeg');
    assert.ok(after);
    assert.deepEqual(await pixels(after), await pixels(before));
  });

  it('5,000 damaged pictures never throw', async () => {
    const samples = [
      await jpegWithMetadata(6),
      await pictureWithMetadata('png'),
      await pictureWithMetadata('webp'),
    ];
    let state = 7;
    const next = (below: number) => (state = (state * 1103515245 + 12345) % 2147483648) % below;
    for (let run = 0; run < 5000; run += 1) {
      const bytes = (samples[run % 3] ?? samples[0])?.slice() ?? new Uint8Array();
      for (let hit = 0; hit < 5; hit += 1) bytes[next(Math.min(bytes.length, 600))] = next(256);
      const cut = bytes.slice(0, 20 + next(bytes.length));
      const info = imageInfo(cut);
      if (info) stripMetadata(cut, info.type);
    }
  });
});

describe('the size a picture announces', () => {
  for (const type of ['jpeg', 'png', 'webp'] as const)
    it(`is read from a ${type}`, async () => {
      assert.deepEqual(imageInfo(await picture(type, 321, 123)), {
        type: `image/${type}`,
        width: 321,
        height: 123,
      });
    });
  it('is read from a lossless WebP and one with transparency', async () => {
    const source = sharp(await picture('png', 200, 100)).ensureAlpha(0.5);
    for (const options of [{ lossless: true }, { lossless: false }]) {
      const info = imageInfo(new Uint8Array(await source.clone().webp(options).toBuffer()));
      assert.deepEqual([info?.width, info?.height], [200, 100]);
    }
  });
});

describe('an upload without end', () => {
  it('is given up after ten megabytes, whatever length it announces, and nothing is sent', async () => {
    for (const announced of [undefined, '1000']) {
      const site = openProxy();
      let given = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          given += 65_536;
          controller.enqueue(new Uint8Array(65_536));
        },
      });
      const answer = await site.proxy(
        new Request('https://proxy.example/ninepic/event/456/faces', {
          method: 'POST',
          body,
          duplex: 'half',
          headers: {
            origin: SITE,
            'x-ninepic-widget': '1',
            'content-type': 'multipart/form-data; boundary=b',
            ...(announced === undefined ? {} : { 'content-length': announced }),
          },
        } as RequestInit),
      );
      assert.equal(answer.status, 413);
      assert.equal(answer.headers.get('x-ninepic-error'), 'too-large');
      assert.ok(given < 11 * 1024 * 1024, `${given} bytes were taken`);
      assert.equal(site.sent.length, 0);
    }
  });
});

describe('multipart bodies', () => {
  const encode = (text: string) => new TextEncoder().encode(text);
  const names = (text: string) => readParts(encode(text), 'b')?.map(({ name }) => name);
  const part = (head: string, body = 'x') => `--b\r\n${head}\r\n\r\n${body}\r\n`;
  const field = (name: string, body?: string) => part(`Content-Disposition: form-data; name="${name}"`, body);
  const rows: [string, string, string[] | undefined][] = [
    ['two fields', `${field('a')}${field('b')}--b--\r\n`, ['a', 'b']],
    ['no line break at the end', `${field('a')}--b--`, ['a']],
    ['no parts', '--b--\r\n', []],
    ['an empty part', `${field('a', '')}--b--`, ['a']],
    ['a body that looks like a boundary', `${field('a', '\r\n--bee')}--b--`, undefined],
    ['a body with a half boundary', `${field('a', '\r\n--x --b')}--b--`, ['a']],
    ['headers in any case', `${part('content-DISPOSITION: Form-Data; NAME=a')}--b--`, ['a']],
    ['a name without quotes', `${part('Content-Disposition: form-data; name=a')}--b--`, ['a']],
    ['an escaped quote', `${part('Content-Disposition: form-data; name="a\\"b"')}--b--`, ['a\\"b']],
    [
      'the name after the file name',
      `${part('Content-Disposition: form-data; filename="x; name=y"; name="a"')}--b--`,
      ['a'],
    ],
    ['two names', `${part('Content-Disposition: form-data; name="a"; name="b"')}--b--`, undefined],
    [
      'two dispositions',
      `${part('Content-Disposition: form-data; name="a"\r\nContent-Disposition: form-data; name="b"')}--b--`,
      undefined,
    ],
    ['an attachment', `${part('Content-Disposition: attachment; name="a"')}--b--`, undefined],
    ['no disposition', `${part('Content-Type: image/jpeg')}--b--`, undefined],
    ['no name', `${part('Content-Disposition: form-data; filename="x"')}--b--`, undefined],
    [
      'base64',
      `${part('Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64')}--b--`,
      undefined,
    ],
    [
      'binary',
      `${part('Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: BINARY')}--b--`,
      ['a'],
    ],
    ['a header without a colon', `${part('Content-Disposition form-data')}--b--`, undefined],
    ['a folded header', `${part('Content-Disposition: form-data;\r\n name="a"')}--b--`, undefined],
    ['an unclosed quote', `${part('Content-Disposition: form-data; name="a')}--b--`, undefined],
    ['text before', `x\r\n${field('a')}--b--`, undefined],
    ['text behind', `${field('a')}--b--\r\nx`, undefined],
    ['no end', field('a'), undefined],
    ['cut within a part', field('a').slice(0, -3), undefined],
    ['cut within headers', '--b\r\nContent-Disp', undefined],
    ['line feeds only', field('a').replaceAll('\r', ''), undefined],
    ['one dash at the end', `${field('a')}--b-`, undefined],
    ['another boundary', `${field('a').replaceAll('--b', '--c')}--c--`, undefined],
    ['nothing', '', undefined],
    ['eight parts', `${field('a').repeat(8)}--b--`, new Array<string>(8).fill('a')],
    ['nine parts', `${field('a').repeat(9)}--b--`, undefined],
    [
      'headers of 3 kB',
      `${part(`X: ${'x'.repeat(3000)}\r\nContent-Disposition: form-data; name="a"`)}--b--`,
      undefined,
    ],
  ];
  for (const [name, text, expected] of rows)
    it(`${name}: ${expected === undefined ? 'refused' : `${expected.length} parts`}`, () =>
      assert.deepEqual(names(text), expected));

  const types: [string, string | undefined][] = [
    ['multipart/form-data; boundary=abc', 'abc'],
    ['multipart/form-data;boundary="a b"', 'a b'],
    ['Multipart/Form-Data; charset=utf-8; BOUNDARY=abc', 'abc'],
    ['multipart/form-data', undefined],
    ['multipart/form-data; boundary=', undefined],
    ['multipart/form-data; boundary=""', undefined],
    ['multipart/form-data; boundary=a; boundary=b', undefined],
    ['multipart/form-data; boundary="a\r\nb"', undefined],
    [`multipart/form-data; boundary=${'a'.repeat(71)}`, undefined],
    ['multipart/form-data; boundary="a "', undefined],
    ['multipart/form-data; boundary=a b', undefined],
    ['', undefined],
  ];
  for (const [type, expected] of types)
    it(`the boundary of ${JSON.stringify(type.slice(0, 60))}`, () =>
      assert.equal(readBoundary(type), expected));

  it('10,000 random bodies never throw', () => {
    const pieces = [
      '--b',
      '\r\n',
      '--',
      '\r',
      '\n',
      'Content-Disposition: form-data; name="a"',
      '"',
      ';',
      'x',
      '\r\n\r\n',
      '\0',
    ];
    let state = 11;
    const next = (below: number) => (state = (state * 1103515245 + 12345) % 2147483648) % below;
    for (let run = 0; run < 10_000; run += 1)
      readParts(
        encode(`--b${Array.from({ length: next(14) }, () => pieces[next(pieces.length)]).join('')}`),
        'b',
      );
  });
});
