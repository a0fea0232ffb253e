/** Links to photos that this page may not read: the visitor saves them one by one, and sees which she has been to. */
import type { MissingFile } from '../state/photo-files.js';
import type { TrayView } from '../ui/download-tray.js';
import { inAppBrowser } from '../ui/in-app.js';
import type { DownloadPort } from './download-port.js';

/** Milliseconds after which the links are renewed while the list is open: they die after an hour. */
const RENEW = 45 * 60_000;

export class LinkList {
  /** Names of the photos whose links were followed. */
  readonly ticked = new Set<string>();
  /** Told when all were followed. */
  onAll: () => void = () => undefined;
  private readonly port: DownloadPort;
  private files: readonly MissingFile[];
  private readonly view: TrayView;
  private readonly draw: (view: TrayView) => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOpen = true;

  constructor(
    port: DownloadPort,
    files: readonly MissingFile[],
    view: TrayView,
    draw: (view: TrayView) => void,
  ) {
    this.port = port;
    this.files = files;
    this.view = view;
    this.draw = draw;
    this.timer = setTimeout(() => void this.renew(), RENEW);
  }

  stop(): void {
    this.isOpen = false;
    clearTimeout(this.timer);
  }

  show(): void {
    const { port, view, files } = this;
    const app = inAppBrowser();
    const hint = app ? port.say('download.links.in-app', { app }) : port.say('download.links');
    const { link: page } = port.session;
    this.draw({
      ...view,
      text:
        this.ticked.size > 0 || view.text === ''
          ? port.say('download.saved', { count: this.ticked.size })
          : hint,
      detail: this.ticked.size > 0 ? hint : view.detail,
      links: files.flatMap(({ link, name }) => {
        if (!link) return [];
        const href = link.relay ? new URL(link.relay, port.proxyUrl).href : link.url;
        return [{ href, text: name, isDone: this.ticked.has(name), onPress: () => this.tick(name) }];
      }),
      actions:
        app && page
          ? [
              ...view.actions,
              { part: 'share', text: port.say('download.link'), onPress: () => void this.copy(page) },
            ]
          : view.actions,
    });
  }

  private tick(name: string): void {
    this.ticked.add(name);
    this.show();
    if (this.isOpen && this.files.every((file) => this.ticked.has(file.name))) {
      this.isOpen = false;
      this.onAll();
    }
  }

  private async copy(page: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(page);
      this.draw({ ...this.view, text: this.port.say('download.link.done') });
    } catch {
      // The address of this page is the same link.
    }
  }

  private async renew(): Promise<void> {
    const { port } = this;
    this.timer = setTimeout(() => void this.renew(), RENEW);
    try {
      const ask = await port.ask(this.files.map(({ photo }) => photo));
      this.files = await Promise.all(
        this.files.map(async (file) => ({ ...file, link: (await ask.find(file.photo)) ?? file.link })),
      );
      if (this.isOpen) this.show();
    } catch {
      // The old ones may still live; the next round tries again.
    }
  }
}
