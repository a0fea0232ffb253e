/** Browsers inside other apps: they drop downloads of blobs without a word (behaviour.md 6.1). */

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

/** @returns the app's name; `null` in a browser of its own */
export function inAppBrowser(userAgent = navigator.userAgent): string | null {
  const [name] = APPS.find(([, mark]) => mark.test(userAgent)) ?? [];
  // Telegram's says nothing of itself.
  return name ?? ('TelegramWebviewProxy' in globalThis ? 'Telegram' : null);
}
