/** Photos come and go while she looks at them: she is told, loses nothing, and sees none twice. */
import '../../src/define.js';
import { firstDrawn, gallery, galleryScene, indexOf, nextFrame, places } from '../support/gallery-page.js';
import { expect, page, part, parts, pictures, says, shows, tag, tiles, until } from '../support/page.js';

describe('a list of photos that changes', () => {
  const now = galleryScene();

  it('follows a list that gets shorter while she is at its end', async () => {
    const element = await now.open('preview="0"');
    await shows(element, '3,000 photos');
    const first = () =>
      tiles(element)
        .find((tile) => indexOf(tile) === 0)
        ?.querySelector('img')?.src;
    await until('the first photo', first);
    const before = first();
    await now.stack.changePhotos({ removeAt: 0, count: 500 });
    window.scrollTo(0, document.documentElement.scrollHeight);
    await until('the new length', () => /2,500 photos/.test(says(element)));
    await until('its last photo', () => places(element).has(2499));
    expect(tiles(element).length).to.be.lessThan(60);
    // The browser still has page one as it was, with the old length.
    window.scrollTo(0, 0);
    await until('what is first now', () => ![undefined, before].includes(first()));
    expect([parts(element, 'notice').length, says(element)]).to.deep.equal([0, '2,500 photos']);
  });

  it('tells of photos that come while she scrolls, shows none twice, moves none, and shows all on a press', async () => {
    const element = await now.open('preview="0" no-timeline');
    await until('tiles', () => tiles(element).length > 8);
    await now.stack.changePhotos({ insertAt: 0, count: 40 });
    const twice: string[] = [];
    const moved: string[] = [];
    // Row by row over the seam of the first two pages: the second begins with forty that were seen already.
    while (!(firstDrawn(element) > 250)) {
      const before = places(element);
      const { scrollY: from } = window;
      window.scrollBy(0, 160);
      await nextFrame();
      const by = scrollY - from;
      const sources = pictures(element).map(({ src }) => src);
      if (new Set(sources).size < sources.length) twice.push(`at ${scrollY}`);
      for (const [index, { top }] of places(element)) {
        const off = top + by - (before.get(index)?.top ?? top + by);
        if (Math.abs(off) > 1) moved.push(`${index} by ${off}`);
      }
      await until('photos', () => places(element).size > 0);
    }
    expect({ twice, moved }).to.deep.equal({ twice: [], moved: [] });
    await until('the news', () => parts(element, 'notice').length > 0);
    expect(part(element, 'notice').innerText).to.contain('40 new photos');
    part(element, 'notice').click();
    await shows(element, '3,040 photos');
    await until('no news', () => parts(element, 'notice').length === 0);
    // Whoever loads the page once more begins with what was read last.
    const next = tag(await page(gallery('preview="0" group="next"'), now.stack), 'ninepic-gallery');
    await shows(next, '3,040 photos');
    expect(parts(next, 'notice')).to.have.length(0);
  });
});
