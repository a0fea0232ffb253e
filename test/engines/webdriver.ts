/** The few WebDriver calls that the tests need, in the shape of Playwright's page, which the runner's commands know. */

const VIEWPORT = 'viewport';

/** Keys that have no letter, as https://www.w3.org/TR/webdriver2/#keyboard-actions numbers them. */
const keys: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

type Action = Readonly<Record<string, unknown>>;

/** A session of one browser. */
export interface WebDriverPage {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  /** The engine is started with reduced motion and cannot be told otherwise later. */
  emulateMedia(media: { reducedMotion?: string }): Promise<void>;
  readonly keyboard: Record<'type' | 'press' | 'down' | 'up', (text: string) => Promise<void>>;
  readonly mouse: {
    move(x: number, y: number): Promise<void>;
    click(x: number, y: number): Promise<void>;
    down(): Promise<void>;
    up(): Promise<void>;
  };
  close(): Promise<void>;
}

/**
 * Opens a session; `driver` is the driver's address. Errors carry the driver's words.
 *
 * @param pointer where the display's own pointer rests: without a window manager the window that lies there has the focus
 */
export async function openSession(
  driver: string,
  capabilities: object,
  pointer: { x: number; y: number },
): Promise<WebDriverPage> {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${driver}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
  const opened = await call('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
  const at = `/session/${(opened as { sessionId: string }).sessionId}`;
  const execute = (script: string) => call('POST', `${at}/execute/sync`, { script, args: [] });

  const press = async (actions: Action[]): Promise<void> => {
    await call('POST', `${at}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
  };
  const point = async (actions: Action[]): Promise<void> => {
    const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
    await call('POST', `${at}/actions`, { actions: [mouse] });
  };
  const value = (key: string) => keys[key] ?? key;
  const down = (key: string): Action => ({ type: 'keyDown', value: value(key) });
  const up = (key: string): Action => ({ type: 'keyUp', value: value(key) });
  const move = (x: number, y: number): Action => ({
    type: 'pointerMove',
    duration: 0,
    origin: VIEWPORT,
    x,
    y,
  });

  return {
    goto: async (url) => void (await call('POST', `${at}/url`, { url })),
    url: async () => String(await call('GET', `${at}/url`)),
    async setViewportSize({ width, height }) {
      // The window has a frame of its own around what the page sees.
      const outer = (await call('GET', `${at}/window/rect`)) as { width: number; height: number };
      const inner = (await execute('return [innerWidth, innerHeight]')) as [number, number];
      const frame = outer.height - inner[1];
      await call('POST', `${at}/window/rect`, {
        // The pointer lies on the frame, whatever the size: over the page, it would point at what is there.
        x: pointer.x - Math.round(width / 2),
        y: pointer.y - Math.round(frame / 2),
        width: width + outer.width - inner[0],
        height: height + frame,
      });
    },
    emulateMedia: ({ reducedMotion }) =>
      reducedMotion === 'reduce'
        ? Promise.resolve()
        : Promise.reject(new Error('This engine always runs with reduced motion.')),
    keyboard: {
      type: (text) => press([...text].flatMap((letter) => [down(letter), up(letter)])),
      press: (key) => press([down(key), up(key)]),
      down: (key) => press([down(key)]),
      up: (key) => press([up(key)]),
    },
    mouse: {
      move: (x, y) => point([move(x, y)]),
      click: (x, y) =>
        point([move(x, y), { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]),
      down: () => point([{ type: 'pointerDown', button: 0 }]),
      up: () => point([{ type: 'pointerUp', button: 0 }]),
    },
    close: async () => void (await call('DELETE', at)),
  };
}
