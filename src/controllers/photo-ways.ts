/**
 * What becomes of a photo that cannot just be fetched and saved: the proxy relays it, it is tried again, it is a link for
 * the visitor to follow, or there is no original (behaviour.md 6.2). Loaded for the first such photo.
 */
import type { TemplateResult } from 'lit';
import type { OriginalLink, Photo } from '../api/payloads.js';
import { downloadOne } from '../i18n/english/download-one.js';
import { learn } from '../i18n/texts.js';
import { keepFresh } from '../state/keep-fresh.js';
import { nameOf } from '../state/link-source.js';
import type { LinkSource } from '../state/link-source.js';
import { adopt } from '../ui/adopt.js';
import { inAppBrowser } from '../ui/in-app.js';
import { linkStyles, trayLinks, trayPicture } from '../ui/tray-links.js';
import type { TrayLink } from '../ui/tray-links.js';
import { fetchPhoto, fetching, hrefOf, isGood } from './fetching.js';
import { take } from './photo-job.js';
import type { Job, Save } from './photo-job.js';

learn(downloadOne);

/** Which photo it is about that could not be saved. */
export const picture = (photo: Photo): TemplateResult => trayPicture(photo.thumbnail, nameOf(photo));

/**
 * @param link `null`: there is none; `undefined`: there may be one after a search
 * @param wasTried it was fetched in vain
 * @throws NinepicError when links could not be had
 */
export async function otherWay(
  job: Job,
  source: LinkSource,
  link: OriginalLink | null | undefined,
  wasTried = false,
): Promise<void> {
  const { port, photo, signal } = job;
  if (!link) {
    offerPreview(job, link === undefined);
    return;
  }
  if (inAppBrowser()) {
    offerLink(job, source, link, true);
    return;
  }
  if (link.relay) {
    const { relay } = await import('./photo-relay.js');
    const relayed = await relay(port, photo, source, link, signal);
    if (relayed === 'saved') job.show({ at: 'saved', say: 'download.saved.one' });
    // A page of another site may be forbidden to look; a tab of its own harms nobody.
    else if (relayed) offerLink(job, source, relayed, true);
    if (relayed) return;
  }
  const file = await fetchPhoto(photo, fetching(port, source, signal), wasTried ? link : undefined);
  if (isGood(file)) take(job, file.name, file.bytes, file.type);
  else if (file.missing === 'none') offerPreview(job, false);
  else if (file.missing === 'closed') offerLink(job, source, file.link ?? link, false);
  else throw new Error(`${file.name} could not be fetched.`);
}

function offerPreview(job: Job, mayBeFound: boolean): void {
  const press = (): void => job.start('preview');
  job.show({
    at: 'open',
    say: mayBeFound ? 'download.find' : 'download.none',
    body: () => picture(job.photo),
    next: { part: 'download-preview', text: 'download.preview', onPress: press },
  });
}

/** The visitor has to save it by hand. @param isRelayed by the proxy, where it relays */
function offerLink(job: Job, source: LinkSource, first: OriginalLink, isRelayed: boolean): void {
  const { port, photo, kind, signal } = job;
  const app = inAppBrowser(port.say);
  let link = first;
  adopt(port.host.shadowRoot, linkStyles);
  const drawn = (): TrayLink => ({
    href: isRelayed ? hrefOf(port, link) : link.url,
    text: port.say(kind === 'original' ? 'download.open' : 'download.open.preview'),
    onPress: () => job.end(true),
  });
  const save: Save = {
    at: 'open',
    say: app ? 'download.in-app' : 'download.hint',
    values: { app: app ?? '' },
    link: drawn,
    body: () => trayLinks([drawn()]),
  };
  job.show(save);
  // A link that is on screen is renewed before it dies.
  const renew = async (): Promise<void> => {
    link = (await source.renew(photo, link)) ?? link;
    job.show(save);
  };
  void keepFresh(renew, port.session.client.platform.sleep, signal);
}
