/** A page without a framework: tags in its HTML, and made by its code. */
import 'ninepic-elements/define';
import type { NinepicGallery } from 'ninepic-elements';

const output = document.querySelector('output')!;
const main = document.querySelector('main')!;

const search = document.querySelector('ninepic-bib-search')!;
search.messages = { 'bib.button': 'Los!' };
// @ts-expect-error There is no such text.
search.messages = { 'bib.knopf': 'Los!' };
search.messages = { 'bib.button': 'Los!' };

search.addEventListener('ninepic-search', ({ detail }) => {
  if (detail.by === 'time') output.title = new Date(detail.from * 1000).toISOString();
  else if (detail.by === 'bib') output.title = detail.bib;
  // @ts-expect-error A selfie has no number.
  else output.title = detail.bib;
});

const makeGallery = (): NinepicGallery => {
  const gallery = document.createElement('ninepic-gallery');
  gallery.noTimeline = true;
  gallery.layout = 'grid';
  // @ts-expect-error There are rows and a grid.
  gallery.layout = 'circle';
  gallery.layout = 'grid';
  gallery.addEventListener('ninepic-results', ({ detail }) => {
    output.value = `${detail.total} by ${detail.by}`;
    if (detail.by === 'bib') output.title = detail.bib;
    // @ts-expect-error There is no number where another search brought them.
    output.title = detail.bib;
    output.title = detail.requestId ?? '';
    // @ts-expect-error Results have no bibs.
    void detail.bibs;
  });
  return gallery;
};

main.append(makeGallery());
document.querySelector('button')!.addEventListener('click', () => {
  const gallery = main.querySelector('ninepic-gallery');
  if (gallery) gallery.remove();
  else main.append(makeGallery());
});
