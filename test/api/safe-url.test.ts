import { expect } from '@open-wc/testing';
import { MAX_PRESIGNED_LENGTH, safeHref, safeUrl } from '../../src/api/safe-url.js';

const accepted = [
  'https://photos.9pic.ai/imgs/456/large/a.jpg',
  'HTTPS://PHOTOS.9PIC.AI/A.JPG',
  'https://photos.9pic.ai:8443/a.jpg?x=1#y',
  'https://münchen.example/ü.jpg',
  'https://[2001:db8::1]/a.jpg',
  `https://x.example/${'a'.repeat(2048 - 18)}`,
  'http://localhost:4173/a.jpg',
  'http://127.0.0.1/a.jpg',
  'http://127.9.9.9/a.jpg',
  'http://[::1]:80/a.jpg',
];

const refused: unknown[] = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0000https://x.example/',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'vbscript:x',
  'blob:https://x.example/1',
  'filesystem:https://x.example/1',
  'file:///etc/passwd',
  'ftp://x.example/a.jpg',
  'about:blank',
  'http://photos.9pic.ai/a.jpg',
  'http://10.0.0.1/a.jpg',
  'http://localhost.evil.example/a.jpg',
  'http://127.0.0.1.evil.example/',
  'https://user@x.example/a.jpg',
  'https://user:pw@x.example/a.jpg',
  'https://:pw@x.example/a.jpg',
  '//x.example/a.jpg',
  '/a.jpg',
  'a.jpg',
  '',
  ' ',
  'https://',
  'https://%00/',
  'https:/logout',
  'https:logout',
  'https:\\\\x.example\\a',
  ' https://x.example/a.jpg',
  `https://x.example/${'a'.repeat(2048)}`,
  null,
  undefined,
  7,
  {},
  ['https://x.example/a.jpg'],
  new URL('https://x.example/a.jpg'),
];

describe('a URL from an answer', () => {
  for (const url of accepted)
    it(`reaches the page unchanged: ${url.slice(0, 60)}`, () => expect(safeUrl(url)).to.equal(url));
  for (const url of refused)
    it(`does not reach the page: ${String(url).slice(0, 60)} (${typeof url})`, () =>
      expect(safeUrl(url)).to.equal(undefined));

  it('may be longer when it is presigned, up to 4,096', () => {
    const url = (length: number) => `https://x.example/${'a'.repeat(length - 18)}`;
    expect(safeUrl(url(4096), MAX_PRESIGNED_LENGTH)).to.have.length(4096);
    expect(safeUrl(url(4097), MAX_PRESIGNED_LENGTH)).to.equal(undefined);
  });
});

describe('a link that a page author writes', () => {
  for (const [href, resolved] of [
    ['/privacy', 'https://race.example/privacy'],
    ['privacy.html#selfies', 'https://race.example/en/privacy.html#selfies'],
    ['https://other.example/', 'https://other.example/'],
    ['http://old.example/', 'http://old.example/'],
    ['javascript:alert(1)', undefined],
    ['mailto:a@race.example', undefined],
    ['https://user@x.example/', undefined],
    ['https://:pw@x.example/', undefined],
    ['', undefined],
    [null, undefined],
  ] as const)
    it(`${String(href)} leads to ${String(resolved)}`, () =>
      expect(safeHref(href, 'https://race.example/en/')).to.equal(resolved));
});
