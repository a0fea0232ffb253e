/** One measurement: a fresh browser, a page, what a visitor does there, and what it cost. */
import puppeteer from 'puppeteer-core';
import type { CDPSession, Page } from 'puppeteer-core';
import { installProbes } from './probes.js';
import type { Probes } from './probes.js';
import type { Race } from './race.js';

declare global {
  var probes: Probes;
}

export type Figures = Record<string, number>;

export interface Task {
  readonly page: 'floor' | 'ours';
  readonly photos: number;
  readonly flow: 'load' | 'scroll' | 'cost' | 'jump' | 'viewer';
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Main-thread time, in milliseconds; other processes do not count. */
async function cpu(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

async function heap(session: CDPSession): Promise<number> {
  for (const _ of [1, 2]) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
}

async function quiet(race: Race): Promise<void> {
  for (let same = 0, before = -1; same < 4;) {
    await wait(250);
    const now = race.count();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

async function load(page: Page, session: CDPSession, race: Race): Promise<Figures> {
  await page.waitForFunction(() => globalThis.probes.full !== null, { timeout: 45_000, polling: 100 });
  await quiet(race);
  const requests = race.take();
  const seen = await page.evaluate(() => {
    const { first, full, long, shift } = globalThis.probes;
    const elements = globalThis.probes.elements();
    return { first, full, long, shift, elements, origin: performance.timeOrigin };
  });
  const needed = requests.filter(({ at }) => at <= seen.origin + (seen.full ?? Infinity));
  return {
    'first thumbnail ms': seen.first ?? NaN,
    'full screen ms': seen.full ?? NaN,
    'requests to full screen': needed.length,
    'KB to full screen': needed.reduce((sum, { bytes }) => sum + bytes, 0) / 1024,
    'blocking ms': seen.long.reduce((sum, task) => sum + Math.max(0, task - 50), 0),
    'main-thread CPU ms': await cpu(session),
    'layout shift': seen.shift,
    'elements at start': seen.elements,
  };
}

const percentile = (list: readonly number[], share: number): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length * share)] ?? NaN;

/** The first thousand photos, 80 pixels a frame. */
async function scroll(page: Page, session: CDPSession): Promise<Figures> {
  const before = await cpu(session);
  const { frames, last, blank, blocked } = await page.evaluate(() => globalThis.probes.scroll(80, 990));
  const spent = (await cpu(session)) - before;
  const due = frames.map((ms) => Math.max(1, Math.round(ms / (1000 / 60))));
  const all = due.reduce((sum, count) => sum + count, 0);
  await wait(600);
  return {
    'scroll CPU ms per 1,000': (spent / last) * 1000,
    'frame p95 ms': percentile(frames, 0.95),
    'frames dropped %': (100 * (all - frames.length)) / all,
    'scroll blocking ms': blocked,
    'points without a picture %': 100 * blank,
    'elements at 1,000': await page.evaluate(() => globalThis.probes.elements()),
  };
}

async function jump(page: Page, session: CDPSession, race: Race, photos: number): Promise<Figures> {
  race.take();
  const { ms } = await page.evaluate((count) => globalThis.probes.jump(0.9, count), photos);
  const requests = race.take();
  await wait(800);
  return {
    'jump ms': ms,
    'jump pages': requests.filter(({ kind }) => kind === 'photos').length,
    'jump requests': requests.length,
    'elements after jump': await page.evaluate(() => globalThis.probes.elements()),
    'heap after jump MB': await heap(session),
  };
}

async function open(page: Page, nth: number): Promise<{ ms: number; index: number; press: number } | null> {
  const spot = await page.evaluate((at) => globalThis.probes.spot(at), nth);
  if (!spot) return null;
  await page.evaluate(() => void (globalThis.probes.waiting = globalThis.probes.large(-1)));
  await page.mouse.click(spot.x, spot.y);
  return (await page.evaluate(() => globalThis.probes.waiting)) ?? null;
}

async function viewer(page: Page, photos: number): Promise<Figures> {
  const figures: Figures = {};
  const first = await open(page, 2);
  if (!first) return figures;
  Object.assign(figures, { 'viewer open ms': first.ms, 'viewer press ms': first.press });
  await wait(600);
  const next: number[] = [];
  for (let { index } = first; next.length < 3;) {
    await page.evaluate((at) => void (globalThis.probes.waiting = globalThis.probes.large(at)), index);
    await page.keyboard.press('ArrowRight');
    const shown = await page.evaluate(() => globalThis.probes.waiting);
    if (!shown) break;
    next.push(shown.ms);
    index = shown.index;
    await wait(600);
  }
  figures['next photo ms'] = percentile(next, 0.5);
  await page.keyboard.press('Escape');
  await wait(800);
  if (photos < 10_000) return figures;
  // Another photo: those that were passed on the way are decoded already, and two beside them were loaded.
  const again = await open(page, 9);
  await page.keyboard.press('Escape');
  await wait(800);
  await page.evaluate((count) => globalThis.probes.jump(10_000 / count - 0.0001, count), photos + 1);
  // As long as before the other one: thumbnails that are still to come would be measured with it.
  await wait(800);
  const deep = await open(page, 2);
  if (again && deep) {
    figures['viewer press ms, loaded'] = again.press;
    figures['viewer open at 10,000 / at 2'] = deep.ms / again.ms;
  }
  return figures;
}

const MOUSE =
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4';

/** @param executablePath a Chromium */
export async function measure(task: Task, race: Race, executablePath: string): Promise<Figures> {
  const browser = await puppeteer.launch({
    executablePath,
    // A machine without a mouse would be drawn for as a phone: with a button on every photo.
    args: [
      MOUSE,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--hide-scrollbars',
      '--disable-extensions',
    ],
    defaultViewport: { width: 1280, height: 800 },
  });
  try {
    const page = await browser.newPage();
    const session = await page.createCDPSession();
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('HeapProfiler.enable');
    // The cost of scrolling is steadiest without the throttle, everything else is told as a slow phone has it.
    const rate = task.flow === 'cost' ? 1 : 4;
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    // The tool that runs this names functions by a helper, which the page does not have.
    await page.evaluateOnNewDocument('globalThis.__name = (made) => made;');
    await page.evaluateOnNewDocument(installProbes);
    race.take();
    await page.goto(`${race.url}/${task.page}?n=${task.photos}`, { waitUntil: 'domcontentloaded' });
    const loaded = await load(page, session, race);
    if (task.flow === 'load') return loaded;
    if (task.flow === 'jump') return await jump(page, session, race, task.photos);
    if (task.flow === 'viewer') return await viewer(page, task.photos);
    const figures = await scroll(page, session);
    const cost = { 'CPU ms per 1,000, no throttle': figures['scroll CPU ms per 1,000'] ?? NaN };
    delete figures['scroll CPU ms per 1,000'];
    return task.flow === 'cost' ? cost : figures;
  } finally {
    await browser.close();
  }
}
