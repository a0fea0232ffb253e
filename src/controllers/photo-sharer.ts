/**
 * Hands one photo to other apps: its file, else a link to its preview; never the page's address, which is the whole set.
 * Loaded when a viewer opens, because a sheet needs the tap.
 */
import type { Photo } from '../api/payloads.js';
import type { MessageKey } from '../i18n/messages.js';
import { share as texts } from '../i18n/english/share.js';
import { learn } from '../i18n/texts.js';
import { previews } from '../state/link-source.js';
import { canShare, share } from '../ui/save-file.js';
import type { DownloadPort } from './download-port.js';
import { fetchPhoto, fetching, isGood } from './fetching.js';

learn(texts);

const PROBE = (): File => new File(['x'], 'photo.jpg', { type: 'image/jpeg' });

export class PhotoSharer {
  private readonly port: DownloadPort;
  /** What waits for a tap of its own, because the first one was too long ago. */
  private waiting: { readonly id: string; readonly data: ShareData } | undefined;

  constructor(port: DownloadPort) {
    this.port = port;
  }

  /**
   * To be called within the tap.
   *
   * @param tell what came of it, as a text; `null`: nothing needs to be said
   */
  async share(photo: Photo, tell: (key: MessageKey | null) => void): Promise<void> {
    const { port, waiting } = this;
    const isAgain = waiting?.id === photo.id;
    if (!isAgain && !port.announce({ photos: [photo], kind: 'share' })) return;
    const link: ShareData = { url: photo.preview };
    let data = isAgain ? waiting.data : link;
    if (!isAgain && canShare(PROBE())) {
      const file = await fetchPhoto(photo, fetching(port, previews, new AbortController().signal));
      if (isGood(file)) data = { files: [new File([file.bytes], file.name, { type: file.type })] };
    }
    this.waiting = undefined;
    const outcome = typeof navigator.share === 'function' ? await share(data) : 'refused';
    if (outcome === 'refused' && !isAgain && data.files) {
      this.waiting = { id: photo.id, data };
      tell('share.again');
      return;
    }
    const isShared = outcome === 'shared' || (outcome === 'refused' && (await copy(photo.preview)));
    tell(outcome === 'refused' ? (isShared ? 'share.copied' : 'share.failed') : null);
    port.ended({ kind: 'share', saved: isShared ? 1 : 0, failed: isShared ? [] : [port.nameOf(photo)] });
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
