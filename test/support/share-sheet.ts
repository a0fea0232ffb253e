/** Phones, and the share sheet of a phone: one of ours, which keeps what it is given and answers as it is told. */
import { devices } from 'playwright-core';
import type { Visit } from './download-site.js';

const { defaultBrowserType: _, ...ios } = devices['iPhone 13'] ?? { defaultBrowserType: 'webkit' };
const { defaultBrowserType: __, ...android } = devices['Pixel 5'] ?? { defaultBrowserType: 'chromium' };
export { android, ios };

export interface Sheet {
  readonly files?: readonly { name: string; type: string; size: number }[];
  readonly url?: string;
  readonly active: boolean;
  readonly keys: readonly string[];
}

/** A share sheet: what it was given is kept, and it does what `answer` says. */
export function withSheet(): void {
  const sheets: Sheet[] = [];
  Object.assign(globalThis, { sheets, answer: 'take' });
  Object.assign(navigator, {
    canShare: ({ files }: ShareData) =>
      files === undefined || files.every(({ type }) => type.startsWith('image/')),
    share: ({ files, url, ...rest }: ShareData) => {
      const active = navigator.userActivation.isActive;
      const keys = Object.keys({ ...rest, ...(files ? { files } : {}), ...(url ? { url } : {}) });
      const list = files?.map(({ name, type, size }) => ({ name, type, size }));
      sheets.push({ ...(list ? { files: list } : {}), ...(url ? { url } : {}), active, keys });
      const { answer } = globalThis as unknown as { answer: string };
      if (answer === 'never') return new Promise(() => undefined);
      // One that never answered is still open, for Safari.
      if (answer === 'stuck') return Promise.reject(new DOMException('No.', 'InvalidStateError'));
      if (answer === 'take' && active) return Promise.resolve();
      return Promise.reject(new DOMException('No.', answer === 'close' ? 'AbortError' : 'NotAllowedError'));
    },
  });
}

/** What the sheet was given so far, in order. */
export const sheetsOf = ({ page }: Visit): Promise<Sheet[]> =>
  page.evaluate(() => (globalThis as unknown as { sheets: Sheet[] }).sheets);

/** @param how `take`, `close`, `deny`, `never`, or `stuck` after a sheet that never answered */
export const answerOf = ({ page }: Visit, how: string): Promise<void> =>
  page.evaluate((to) => void Object.assign(globalThis, { answer: to }), how);
