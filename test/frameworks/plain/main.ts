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

const makeGallery = (): NinepicGallery => {
  const gallery = document.createElement('ninepic-gallery');
  gallery.noTimeline = true;
  gallery.layout = 'grid';
  // @ts-expect-error There are rows and a grid.
  gallery.layout = 'circle';
  gallery.layout = 'grid';
  gallery.addEventListener('ninepic-results', ({ detail }) => {
    output.value = `${detail.total} by ${detail.by}`;
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
