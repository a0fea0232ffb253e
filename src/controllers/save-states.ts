/** What is said about one photo that is being saved: in the tray, and in the viewer. */
import type { TrayView } from '../ui/download-tray.js';
import type { DownloadState } from '../ui/viewer-chrome.js';
import type { DownloadPort } from './download-port.js';
import type { Save } from './photo-job.js';

export const inTray = (port: DownloadPort, { at, say, values, next, body }: Save): TrayView => ({
  text: port.say(say, values),
  isTrouble: at === 'failed',
  body: body?.(),
  actions: next && [{ ...next, text: port.say(next.text), isPrimary: at === 'open' }],
});

/** The button of the viewer is there all the time; what it does next stands on it. */
export const inViewer = (port: DownloadPort, { at, say, values, next, link }: Save): DownloadState => ({
  busy: at === 'busy',
  message: at === 'busy' ? undefined : port.say(say, values),
  label: next && at === 'open' ? port.say(next.text) : undefined,
  link: link?.(),
});
