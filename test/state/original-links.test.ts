import { expect } from '@open-wc/testing';
import type { OriginalsPage, Photo } from '../../src/api/payloads.js';
import { linkPages, usableUntil } from '../../src/state/original-links.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const NOW = Date.UTC(2026, 4, 10, 12);

const photo = (id: string): Photo => ({
  id,
  preview: `https://photos.9pic.ai/imgs/456/large/${id}.jpg`,
  thumbnail: `https://photos.9pic.ai/imgs/456/small/${id}.jpg`,
  width: 3,
  height: 2,
});
const urlOf = (id: string, query = ''): string => `https://storage.example/large/${id}.jpg${query}`;
const link = (id: string, filename = `${id}.jpg`) => ({ url: urlOf(id), filename });

const answer = (change: Partial<OriginalsPage>): OriginalsPage => ({
  links: [],
  failed: [],
  total: null,
  hasNext: false,
  ...change,
});

/** A list of links in pages of 60, and a clock. */
function list(count: number, pageOf = (page: number): OriginalsPage | undefined => (void page, undefined)) {
  const asked: number[] = [];
  let time = NOW;
  const pages = linkPages(
    (page) => {
      asked.push(page);
      const ids = Array.from({ length: count }, (_, n) => `p${n}`).slice((page - 1) * 60, page * 60);
      return Promise.resolve(
        pageOf(page) ?? answer({ links: ids.map((id) => link(id)), hasNext: page * 60 < count }),
      );
    },
    () => time,
  );
  return { asked, pages, pass: (ms: number) => (time += ms) };
}

describe('how long a link is used', () => {
  const signed = (at: number, seconds: number) =>
    urlOf(
      'a',
      `?X-Amz-Date=${new Date(at).toISOString().replace(/\.\d+|[-:]/g, '')}&X-Amz-Expires=${seconds}`,
    );

  it('is 50 minutes where it says nothing about itself', () => {
    expect(usableUntil(urlOf('a'), NOW)).to.equal(NOW + 50 * MINUTE);
    expect(usableUntil(urlOf('a', '?X-Amz-Expires=soon'), NOW)).to.equal(NOW + 50 * MINUTE);
  });
  it('is 50 minutes of its hour', () => {
    expect(usableUntil(signed(NOW, 3600), NOW)).to.equal(NOW + 50 * MINUTE);
  });
  it('counts from its signature where that was made earlier', () => {
    expect(usableUntil(signed(NOW - 20 * MINUTE, 3600), NOW)).to.equal(NOW + 30 * MINUTE);
  });
  it('is shorter for a link that lives shorter, and not longer for one that lives longer', () => {
    expect(usableUntil(signed(NOW, 600), NOW)).to.equal(NOW + 500_000);
    expect(usableUntil(signed(NOW, 86_400), NOW)).to.equal(NOW + 50 * MINUTE);
  });
  it('does not believe a date that cannot be, because a clock is wrong', () => {
    for (const skew of [-3 * HOUR, 3 * HOUR])
      expect(usableUntil(signed(NOW + skew, 3600), NOW)).to.equal(NOW + 50 * MINUTE);
  });
});

describe('the link of a photo', () => {
  it('is looked for on its own page first, then on the others, each read once', async () => {
    const { asked, pages } = list(150);
    expect((await pages.find(photo('p130'), 130))?.url).to.equal(urlOf('p130'));
    expect(asked).to.deep.equal([3]);
    expect((await pages.find(photo('p5'), 140))?.url).to.equal(urlOf('p5'));
    expect(asked).to.deep.equal([3, 1]);
    expect(await pages.find(photo('nobody'), 3)).to.equal(null);
    expect(asked).to.deep.equal([3, 1, 2]);
  });

  it('is found by name, never by position', async () => {
    const shuffled = answer({ links: [link('c'), link('a'), link('b')] });
    const { pages } = list(0, () => shuffled);
    for (const id of ['a', 'b', 'c']) expect((await pages.find(photo(id), 0))?.url, id).to.equal(urlOf(id));
  });

  it("is found by its address where the file's name is another", async () => {
    const { pages } = list(0, () => answer({ links: [link('a', 'City Marathon 1.jpg'), link('b', '')] }));
    expect((await pages.find(photo('a'), 0))?.url).to.equal(urlOf('a'));
    expect((await pages.find(photo('b'), 0))?.url).to.equal(urlOf('b'));
  });

  it("is found by the preview's file where the API gave no id", async () => {
    const { pages } = list(3);
    const nameless = { ...photo('p1'), id: `url:${photo('p1').preview}` };
    expect((await pages.find(nameless, -1))?.url).to.equal(urlOf('p1'));
  });

  it('is nobody’s where two have the same name', async () => {
    const twins = answer({ links: [link('x', 'a.jpg'), link('y', 'a.jpg')] });
    const { pages } = list(0, () => twins);
    expect(await pages.find(photo('a'), 0)).to.equal(null);
    expect((await pages.find(photo('x'), 0))?.url).to.equal(urlOf('x'));
  });

  it('is known to be missing where 9Pic says so, without reading on', async () => {
    const { asked, pages } = list(300, (page) =>
      page === 1 ? answer({ failed: ['gone', 'lost.jpg'], hasNext: true }) : undefined,
    );
    expect(await pages.find(photo('gone'), 0)).to.equal(null);
    expect(await pages.find(photo('lost'), 0)).to.equal(null);
    expect(asked).to.deep.equal([1]);
  });

  it('is not looked for without end', async () => {
    const { asked, pages } = list(0, () => answer({ hasNext: true }));
    expect(await pages.find(photo('a'), 0)).to.equal(null);
    expect(asked).to.have.length(2);
  });

  it('is renewed before it is used when it is old', async () => {
    const { asked, pages, pass } = list(3);
    await pages.find(photo('p1'), 1);
    pass(49 * MINUTE);
    await pages.find(photo('p2'), 2);
    expect(asked).to.deep.equal([1]);
    pass(2 * MINUTE);
    await pages.find(photo('p2'), 2);
    expect(asked).to.deep.equal([1, 1]);
  });

  it('is asked for once by those who want it at the same time', async () => {
    const { asked, pages } = list(30);
    await Promise.all(['p1', 'p2', 'p3', 'p1'].map((id) => pages.find(photo(id), 1)));
    expect(asked).to.deep.equal([1]);
  });

  it('is read anew when it did not work, once for all that had the same answer', async () => {
    const { asked, pages } = list(30);
    const links = await Promise.all(['p1', 'p2'].map((id) => pages.find(photo(id), 1)));
    for (const dead of links) if (dead) pages.forget(dead);
    await Promise.all(['p1', 'p2'].map((id) => pages.find(photo(id), 1)));
    expect(asked).to.deep.equal([1, 1]);
    // What is forgotten late was renewed by then.
    for (const dead of links) if (dead) pages.forget(dead);
    await pages.find(photo('p1'), 1);
    expect(asked).to.deep.equal([1, 1]);
  });

  it('can be asked for again after a failure', async () => {
    let isDown = true;
    const pages = linkPages(
      () => (isDown ? Promise.reject(new Error('down')) : Promise.resolve(answer({ links: [link('a')] }))),
      () => NOW,
    );
    await pages.find(photo('a'), 0).then(
      () => expect.fail('should fail'),
      (error: Error) => expect(error.message).to.equal('down'),
    );
    isDown = false;
    expect((await pages.find(photo('a'), 0))?.url).to.equal(urlOf('a'));
  });

  it('keeps its query as it was signed', async () => {
    const url = 'https://storage.example/large/a.jpg?X-Amz-Signature=%2Fx%20y&b=1&a=2#';
    const { pages } = list(0, () => answer({ links: [{ url, filename: 'a.jpg' }] }));
    expect((await pages.find(photo('a'), 0))?.url).to.equal(url);
  });
});
