/** Browsers inside other apps: they drop downloads of blobs without a word (behaviour.md 6.1). */
import { downloadApp } from '../i18n/english/download-app.js';
import type { MessageKey } from '../i18n/messages.js';
import { learn } from '../i18n/texts.js';

learn(downloadApp);

const APPS: readonly [name: string, mark: RegExp][] = [
  ['Instagram', /Instagram/],
  ['Facebook', /\bFB(?:AN|AV|_IAB|IOS)\b|FB_IAB/],
  ['WhatsApp', /WhatsApp/],
  ['Telegram', /Telegram/],
  ['LINE', /\bLine\//],
  ['WeChat', /MicroMessenger/],
  ['LinkedIn', /LinkedInApp/],
  ['TikTok', /TikTok|musical_ly|BytedanceWebview/],
  ['Snapchat', /Snapchat/],
];

/**
 * @param say finds the words for an app without a name
 * @returns the app's name; `null` in a browser of its own
 */
export function inAppBrowser(say: (key: MessageKey) => string = String): string | null {
  const { userAgent } = navigator;
  const [name] = APPS.find(([, mark]) => mark.test(userAgent)) ?? [];
  // Telegram's says nothing of itself, and Android says of any that it is one.
  const nameless = userAgent.includes('; wv)') ? say('download.app') : null;
  return name ?? ('TelegramWebviewProxy' in globalThis ? 'Telegram' : nameless);
}
