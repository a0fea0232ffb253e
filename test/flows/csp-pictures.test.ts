import { aTimeout } from '@open-wc/testing';
import { openFrame } from '../support/frame.js';
import { expect, parts, shows, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const PAGE = '<ninepic-gallery proxy-url="{proxy}" event-id="{event}" no-timeline></ninepic-gallery>';

describe('a page whose policy lets our requests through, but not the photos', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  const trouble = (gallery: Element) =>
    gallery.shadowRoot?.querySelector('[role="alert"]')?.textContent ?? '';

  it('is told so: the photos are blocked, not broken', async () => {
    const framed = await openFrame(PAGE, stack, "'self'", undefined, "'none'");
    const codes: string[] = [];
    framed.document.addEventListener('ninepic-error', ({ detail }) => codes.push(detail.code));
    const gallery = await framed.find('ninepic-gallery');
    await shows(gallery, '3,000 photos');
    await until('the word', () => trouble(gallery).includes('blocked'));
    expect(parts(gallery, 'tile').length).to.be.greaterThan(3);
    expect(codes).to.deep.equal(['blocked']);
  });

  it('is not told so where a photo is merely lost', async () => {
    await stack.fault('status', { route: 'picture', status: 404, times: 'always' });
    const framed = await openFrame(PAGE, stack, "'self'");
    const gallery = await framed.find('ninepic-gallery');
    const broken = () => gallery.shadowRoot?.textContent.includes('Photo cannot be shown');
    await until('photos that cannot be shown', broken);
    // Nothing is to come.
    await aTimeout(300);
    expect(trouble(gallery)).to.equal('');
    expect(framed.violations()).to.deep.equal([]);
  });
});
