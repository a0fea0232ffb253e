/** A button that goes with what it did leaves the focus beside it, not at the top of the page (WCAG 2.4.3). */
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { expect, page, part, parts, searchBib, shows, tag, until } from '../support/page.js';
import { ALONE, hurried, pageWith, searchSelfie } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const SETTINGS = 'proxy-url="{proxy}" event-id="{event}"';
const GALLERY = `<ninepic-gallery ${SETTINGS}></ninepic-gallery>`;
const SEARCH = `<ninepic-bib-search ${SETTINGS}></ninepic-bib-search>`;

/** The part that has the focus in a tag. */
const focused = (element: Element): string | undefined => element.shadowRoot?.activeElement?.part.value;
/** Presses a button as the keyboard does. */
async function press(element: Element, name: string): Promise<void> {
  await until(`the button "${name}"`, () => parts(element, name).length > 0);
  part(element, name).focus();
  await sendKeys({ press: 'Enter' });
}

describe('the focus of who goes by keyboard', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  it('stays at the search that she tries again', async () => {
    await stack.fault('500', { route: 'byBib', times: 4 });
    const search = tag(await page(SEARCH + GALLERY, stack), 'ninepic-bib-search');
    await until('the field', () => parts(search, 'input').length > 0);
    await searchBib(search, '1234');
    await press(search, 'retry');
    await shows(search, /photos? for 1234/);
    expect(focused(search)).to.equal('button');
  });

  it('stays above the photos that she tries again', async () => {
    await stack.fault('500', { route: 'photos', times: 4 });
    const gallery = tag(await page(GALLERY, stack), 'ninepic-gallery');
    await press(gallery, 'retry');
    await shows(gallery, '3,000 photos');
    expect(focused(gallery)).to.equal('toolbar');
  });

  it('stays above all photos, which come when she clears what her link brought', async () => {
    history.replaceState(null, '', `#ninepic-${stack.eventId}=bib:1234`);
    const gallery = tag(await page(GALLERY, stack), 'ninepic-gallery');
    await press(gallery, 'clear');
    await shows(gallery, '3,000 photos');
    expect(focused(gallery)).to.equal('toolbar');
  });

  it('comes back to the field’s button when she clears what is shown below it', async () => {
    const search = tag(await page(SEARCH, stack), 'ninepic-bib-search');
    await until('the field', () => parts(search, 'input').length > 0);
    await searchBib(search, '1234');
    await until('photos', () => search.shadowRoot?.querySelector('ninepic-gallery')?.shadowRoot);
    await press(tag(search.shadowRoot as unknown as ParentNode, 'ninepic-gallery'), 'clear');
    await until('the button', () => focused(search) === 'button');
  });

  it('is where another search begins after a selfie that she tried again', async () => {
    const { session } = hurried(stack);
    await stack.fault('reset', { route: 'startFaces', at: 'proxy', times: 'always' });
    await stack.fault('reset', { route: 'faces', at: 'proxy', times: 'always' });
    const search = tag<NinepicSelfieSearch>(await pageWith(session, ALONE), 'ninepic-selfie-search');
    await searchSelfie(search);
    await shows(search, 'could not confirm');
    await stack.heal();
    await press(search, 'retry');
    await shows(search, /\d+ photos? found/);
    await until('the button', () => focused(search) === 'retake');
  });
});
