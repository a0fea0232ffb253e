/**
 * Hands one photo to other apps: its file, else a link to its preview; never the page's address, which is the whole set.
 * Loaded when a viewer opens, because a sheet needs the tap.
 */
import type { Photo } from '../api/payloads.js';
import type { MessageKey } from '../i18n/messages.js';
import { share as texts } from '../i18n/english/share.js';
import { learn } from '../i18n/texts.js';
import { nameOf, previews } from '../state/link-source.js';
import { canShare } from '../ui/save-file.js';
import { share } from '../ui/share-sheet.js';
import type { DownloadPort } from './download-port.js';
import type { TellViewer } from './downloads.js';
import { fetchPhoto, fetching, isGood } from './fetching.js';

learn(texts);

const PROBE = (): File => new File(['x'], 'photo.jpg', { type: 'image/jpeg' });

export class PhotoSharer {
  private readonly port: DownloadPort;
  /** What waits for a tap of its own, because the first one was too long ago. */
  private waiting: { readonly id: string; readonly data: ShareData } | undefined;
  /** The photo whose file is on its way. */
  private coming: string | undefined;
  /** Sheets that have not answered. */
  private open = 0;

  constructor(port: DownloadPort) {
    this.port = port;
  }

  /**
   * To be called within the tap.
   *
   * @param tell told what came of it, where anything needs to be said
   */
  async share(photo: Photo, tell: TellViewer): Promise<void> {
    const say = (key: MessageKey): void => tell(() => ({ message: this.port.say(key) }));
    const { port, waiting } = this;
    // Two taps are one wish.
    if (this.coming === photo.id) return;
    const isAgain = waiting?.id === photo.id;
    if (!isAgain && !port.announce([photo], 'share')) return;
    const link: ShareData = { url: photo.preview };
    let data = isAgain ? waiting.data : link;
    if (!isAgain && canShare(PROBE())) {
      this.coming = photo.id;
      const file = await fetchPhoto(photo, fetching(port, previews, new AbortController().signal));
      if (this.coming === photo.id) this.coming = undefined;
      if (isGood(file)) data = { files: [new File([file.bytes], file.name, { type: file.type })] };
    }
    this.waiting = undefined;
    const isSecond = this.open > 0;
    this.open += 1;
    const outcome = typeof navigator.share === 'function' ? await share(data) : 'refused';
    this.open -= 1;
    // The sheet of the tap before is still open, and tells what came of it.
    if (outcome === 'closed' && isSecond) return;
    if (outcome === 'refused' && !isAgain && data.files) {
      this.waiting = { id: photo.id, data };
      say('share.again');
      return;
    }
    const isShared = outcome === 'shared' || (outcome === 'refused' && (await copy(photo.preview)));
    if (outcome === 'refused') say(isShared ? 'share.copied' : 'share.failed');
    else tell(() => ({}));
    port.ended({ kind: 'share', saved: isShared ? 1 : 0, failed: isShared ? [] : [nameOf(photo)] });
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
