/** What is said about one photo that is being saved: in the tray, and in the viewer. */
import type { TrayAction, TrayView } from '../ui/download-tray.js';
import type { DownloadState } from '../ui/viewer-chrome.js';
import type { DownloadPort } from './download-port.js';
import type { Save } from './photo-saver.js';

/** What the visitor can do about it. */
export interface SaveActs {
  /** Goes on: once more, into the photo library, or the preview instead. */
  readonly press: () => void;
  /** The photo's own link was followed. */
  readonly followed: () => void;
  readonly cancel: () => void;
}

function sentence(port: DownloadPort, save: Save): string {
  switch (save.at) {
    case 'busy':
      return port.say('download.fetching');
    case 'saved':
      return port.say('download.saved.one');
    case 'failed':
      return port.say('download.failed');
    case 'ready':
      return port.say('download.ready');
    case 'link':
      return save.app === null ? port.say('download.hint') : port.say('download.in-app', { app: save.app });
    case 'none':
      return port.say(save.find ? 'download.find' : 'download.none');
  }
}

const openLink = (port: DownloadPort, kind: 'original' | 'preview'): string =>
  port.say(kind === 'original' ? 'download.open' : 'download.open.preview');

export function inTray(port: DownloadPort, save: Save, acts: SaveActs): TrayView {
  const action = (part: string, text: string, onPress: () => void, isPrimary = true): TrayAction => ({
    part,
    text,
    onPress,
    isPrimary,
  });
  const actions: Partial<Record<Save['at'], TrayAction>> = {
    busy: action('cancel', port.say('download.cancel'), acts.cancel, false),
    ready: action('download-part share', port.say('download.photos'), acts.press),
    none: action('download-preview', port.say('download.preview'), acts.press),
    failed: action('retry', port.say('retry'), acts.press, false),
  };
  const next = actions[save.at];
  const text = sentence(port, save);
  if (save.at !== 'link') return { text, isTrouble: save.at === 'failed', actions: next ? [next] : [] };
  const { kind } = save;
  const href = port.hrefOf(save.link, save.relayed);
  const link = { href, text: openLink(port, kind), isDone: false, onPress: acts.followed };
  return { text, links: [link], actions: [] };
}

export function inViewer(port: DownloadPort, save: Save, followed: () => void): DownloadState {
  const message = sentence(port, save);
  switch (save.at) {
    case 'busy':
      return { busy: true };
    case 'ready':
      return { message, label: port.say('download.photos') };
    case 'none':
      return { message, label: port.say('download.preview') };
    case 'link':
      return {
        message,
        link: {
          href: port.hrefOf(save.link, save.relayed),
          text: openLink(port, save.kind),
          onPress: followed,
        },
      };
    case 'saved':
    case 'failed':
      return { message };
  }
}
