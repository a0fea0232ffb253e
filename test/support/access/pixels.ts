/** What is really painted, in numbers. */
import type { Page } from 'playwright-core';
import sharp from 'sharp';

export type Colour = readonly [red: number, green: number, blue: number];

export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the window, row by row: three bytes a pixel. */
export async function pixels(page: Page, clip: Clip): Promise<Uint8Array> {
  const image = await page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
  return sharp(image).removeAlpha().raw().toBuffer();
}

/** The colours of `now` where it differs from `then`, each with how many pixels have it and what was there. */
export function changed(then: Uint8Array, now: Uint8Array): { was: Colour; is: Colour; count: number }[] {
  const found = new Map<string, { was: Colour; is: Colour; count: number }>();
  const at = (bytes: Uint8Array, index: number): Colour => [
    bytes[index] ?? 0,
    bytes[index + 1] ?? 0,
    bytes[index + 2] ?? 0,
  ];
  for (let index = 0; index + 2 < now.length; index += 3) {
    if (
      then[index] === now[index] &&
      then[index + 1] === now[index + 1] &&
      then[index + 2] === now[index + 2]
    )
      continue;
    const [was, is] = [at(then, index), at(now, index)];
    const key = `${was.join()} ${is.join()}`;
    const known = found.get(key);
    if (known) known.count += 1;
    else found.set(key, { was, is, count: 1 });
  }
  return [...found.values()];
}

/** Relative luminance (WCAG 2.2). */
function brightness([red, green, blue]: Colour): number {
  const linear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio, 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
