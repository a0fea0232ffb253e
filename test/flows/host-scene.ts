/** A page of somebody who never thought of these tags. */
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { watchErrors, type ErrorWatch } from '../support/errors.js';
import { expect, part, pictures, searchBib, shows, tag, until } from '../support/page.js';
import { unpatch } from '../support/patches.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

export const SETTINGS = 'proxy-url="{proxy}" event-id="{event}"';
export const BOTH = `<ninepic-bib-search ${SETTINGS}></ninepic-bib-search>
  <ninepic-gallery ${SETTINGS} no-timeline></ninepic-gallery>`;

/** To be called in a suite: a proxy for each of its tests, none of which may throw where nobody looks. */
export function hostScene(): { readonly stack: TestStack } {
  let stack: TestStack;
  let errors: ErrorWatch;
  beforeEach(async () => {
    stack = await openStack();
    errors = watchErrors();
  });
  afterEach(async () => {
    unpatch();
    const thrown = errors.end();
    await stack.close();
    expect(thrown).to.deep.equal([]);
  });
  return {
    get stack() {
      return stack;
    },
  };
}

/** Types a number, sees photos, and can read what the tags say. */
export const works = async (root: ParentNode) => {
  const search = tag(root, 'ninepic-bib-search');
  const gallery = tag<NinepicGallery>(root, 'ninepic-gallery');
  await shows(gallery, '3,000 photos');
  await searchBib(search, '1234');
  await shows(gallery, /\d+ photos? for 1234/);
  await until('pictures', () => pictures(gallery).length > 0);
  const [photo] = pictures(gallery);
  const { width, height } = photo?.getBoundingClientRect() ?? { width: 0, height: 0 };
  expect([width > 20, height > 20], 'a photo that can be seen').to.deep.equal([true, true]);
  const count = part(gallery, 'count');
  expect(count.getBoundingClientRect().height, 'words that can be read').to.be.greaterThan(8);
  const input = part(search, 'input').getBoundingClientRect();
  expect([input.width > 60, input.height > 20], 'a field to type into').to.deep.equal([true, true]);
  return gallery;
};
