import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { english } from '../../src/i18n/messages.js';
import {
  encoded,
  heicHeader,
  impostors,
  jpegHeader,
  look,
  phonePhoto,
  pngHeader,
  scene,
} from '../support/jpegs.js';
import { expect, heard, page, part, parts, says, shows, tag, until } from '../support/page.js';
import { unpatch } from '../support/patches.js';
import { ALONE, consent, holdDecoding, isReady, makeReady, paid, pasteOf, pick } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

/** The metadata and the first third of the picture. */
const truncated = async (): Promise<Blob> => {
  const photo = await phonePhoto(1, 1200, 1600);
  return photo.slice(0, 62_000 + Math.floor((photo.size - 62_000) / 3), 'image/jpeg');
};
const large = (): Blob => new Blob([new Uint8Array(51 * 1024 * 1024)], { type: 'image/jpeg' });

const refused: Record<string, [keyof typeof english, string, () => Blob | Promise<Blob>]> = {
  'a file of 0 bytes': ['picture.empty', 'bad-image', () => new Blob([], { type: 'image/jpeg' })],
  'a picture that is no more than a dot': [
    'picture.too-small',
    'bad-image',
    () => encoded(scene(2, 2), 'image/png'),
  ],
  'a file of 51 MB': ['picture.too-large', 'too-large', large],
  'a PDF called .jpg': ['picture.pdf', 'bad-image', () => impostors.pdf],
  'an SVG': ['picture.svg', 'bad-image', () => impostors.svg],
  'a GIF': ['picture.gif', 'bad-image', () => impostors.gif],
  'a web page called .png': ['picture.not-a-picture', 'bad-image', () => impostors['not-a-picture']],
  'a HEIC that this browser cannot decode': ['picture.heic', 'bad-image', () => heicHeader(3024, 4032)],
  'a PNG bomb of 20,000 × 20,000': ['picture.too-many-pixels', 'too-large', () => pngHeader(20_000, 20_000)],
  'a JPEG of 96 megapixels': ['picture.too-many-pixels', 'too-large', () => jpegHeader(12_000, 8000)],
  'a JPEG that breaks off': ['picture.cannot-decode', 'bad-image', truncated],
};

describe('a picture that cannot be used', () => {
  let stack: TestStack;
  let search: NinepicSelfieSearch;
  beforeEach(async () => {
    stack = await openStack();
    search = tag(await page(ALONE, stack), 'ninepic-selfie-search');
  });
  afterEach(async () => {
    unpatch();
    await stack.close();
  });

  for (const [what, [key, code, make]] of Object.entries(refused))
    it(`says what is wrong with ${what}, keeps the consent, and costs nothing`, async () => {
      const errors = heard('ninepic-error');
      const consents = heard('ninepic-consent');
      await consent(search);
      await pick(search, await make());
      await shows(search, english[key] as string);
      expect(part(search, 'status').getAttribute('role')).to.equal('alert');
      expect(errors.map(({ detail }) => [detail.code, detail.operation])).to.deep.equal([
        [code, 'startFaces'],
      ]);
      expect(part<HTMLInputElement>(search, 'consent-checkbox').checked).to.equal(true);
      expect(part<HTMLInputElement>(search, 'file').value).to.equal('');
      expect(part<HTMLButtonElement>(search, 'button').disabled).to.equal(true);
      expect(parts(search, 'preview')).to.be.empty;
      // The next one is taken, and the old sentence goes.
      await pick(search, await phonePhoto());
      await isReady(search);
      expect(says(search)).to.equal(english['selfie.ready']);
      expect(consents).to.have.length(1);
      expect(errors).to.have.length(1);
      expect(await paid(stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
    });

  it('takes a large photo of a phone: 48 megapixels, 25 MB, with GPS', async () => {
    const photo = await phonePhoto(6, 6000, 8000);
    await makeReady(
      search,
      new Blob([photo, new Uint8Array(25_000_000 - photo.size)], { type: 'image/jpeg' }),
    );
    part(search, 'button').click();
    await shows(search, /photos? found/);
    const [upload] = await stack.uploads();
    expect(upload?.bytes.length).to.be.lessThan(600_000);
  });

  it('leaves a good picture in place when a bad one is pasted over it', async () => {
    await makeReady(search);
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([impostors.pdf], 'me.jpg', { type: 'image/jpeg' }));
    part(search, 'button').dispatchEvent(pasteOf(clipboardData));
    await shows(search, english['picture.pdf']);
    expect(parts(search, 'preview')).to.have.length(1);
    expect(part<HTMLButtonElement>(search, 'button').disabled).to.equal(false);
  });

  it('takes the later of two pictures, however slow the earlier one is', async () => {
    await consent(search);
    const letGo = holdDecoding();
    const png = (side: number) => encoded(scene(side, side), 'image/png');
    await pick(search, await png(400));
    await pick(search, await png(300));
    await isReady(search);
    await letGo();
    part(search, 'button').click();
    await shows(search, /photos? found/);
    const [upload] = await stack.uploads();
    const { width } = await look(new Blob([upload?.bytes as Uint8Array<ArrayBuffer>]));
    expect(width).to.equal(300);
  });

  it('says nothing of its own where the page says it', async () => {
    search.addEventListener('ninepic-error', (event) => event.preventDefault());
    const errors = heard('ninepic-error');
    await consent(search);
    await pick(search, impostors.gif);
    await until('the event', () => errors.length === 1);
    await search.updateComplete;
    expect(says(search)).to.equal('');
  });

  for (const way of ['drop', 'paste'] as const)
    it(`takes a picture by ${way}, after the consent only`, async () => {
      const files = new DataTransfer();
      files.items.add(new File([await phonePhoto()], 'me.jpg', { type: 'image/jpeg' }));
      const give = () => {
        const options = { bubbles: true, composed: true, cancelable: true };
        const event =
          way === 'drop' ? new DragEvent('drop', { dataTransfer: files, ...options }) : pasteOf(files);
        part(search, 'file').dispatchEvent(event);
        return event;
      };
      await until('the form', () => parts(search, 'file').length > 0);
      // A file that is dropped too early must not replace the page.
      expect(give().defaultPrevented).to.equal(way === 'drop');
      expect(parts(search, 'preview')).to.be.empty;
      await consent(search);
      await until('an open form', () => !part<HTMLInputElement>(search, 'file').disabled);
      expect(give().defaultPrevented).to.equal(true);
      await isReady(search);
    });
});
