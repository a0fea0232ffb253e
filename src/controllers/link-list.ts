/**
 * Links to photos that this page may not read: the visitor saves them one by one, and sees which she has been to. Loaded
 * when there are such photos.
 */
import { keepFresh } from '../state/link-source.js';
import type { LinkSource } from '../state/link-source.js';
import type { MissingFile } from '../state/photo-files.js';
import type { TrayView } from '../ui/download-tray.js';
import { inAppBrowser } from '../ui/in-app.js';
import type { DownloadPort } from './download-port.js';

export class LinkList {
  /** Names of the photos whose links were followed. */
  readonly ticked = new Set<string>();
  /** Told when all were followed. */
  onAll: () => void = () => undefined;
  private readonly port: DownloadPort;
  private files: readonly MissingFile[];
  private readonly view: TrayView;
  private readonly draw: (view: TrayView) => void;
  private isTold = false;
  private readonly life = new AbortController();

  /** @param source of the links, which are renewed while the list is open */
  constructor(
    port: DownloadPort,
    source: LinkSource,
    files: readonly MissingFile[],
    view: TrayView,
    draw: (view: TrayView) => void,
  ) {
    this.port = port;
    this.files = files;
    this.view = view;
    this.draw = draw;
    void keepFresh(() => this.renew(source), port.sleep, this.life.signal);
  }

  stop(): void {
    this.life.abort();
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
        return [
          {
            href: port.hrefOf(link),
            text: name,
            isDone: this.ticked.has(name),
            onPress: () => this.tick(name),
          },
        ];
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
    if (!this.isTold && this.files.every((file) => this.ticked.has(file.name))) {
      this.isTold = true;
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

  private async renew(source: LinkSource): Promise<void> {
    const renewed = async (file: MissingFile): Promise<MissingFile> =>
      file.link ? { ...file, link: (await source.renew(file.photo, file.link)) ?? file.link } : file;
    this.files = await Promise.all(this.files.map(renewed));
    if (!this.life.signal.aborted) this.show();
  }
}
