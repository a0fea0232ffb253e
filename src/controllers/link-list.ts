/**
 * Links to photos that this page may not read: the visitor saves them one by one, and sees which she has been to. Loaded
 * when there are such photos.
 */
import { html } from 'lit';
import { downloadLinks } from '../i18n/english/download-links.js';
import { learn } from '../i18n/texts.js';
import { keepFresh } from '../state/keep-fresh.js';
import { nameOf } from '../state/link-source.js';
import type { LinkSource } from '../state/link-source.js';
import type { MissingFile } from '../state/photo-files.js';
import { adopt } from '../ui/adopt.js';
import type { TrayView } from '../ui/download-tray.js';
import { inAppBrowser } from '../ui/in-app.js';
import { linkStyles, trayLinks } from '../ui/tray-links.js';
import { trayProgress } from '../ui/tray-progress.js';
import type { DownloadPort } from './download-port.js';
import { hrefOf } from './fetching.js';
import type { Transfer } from './transfer.js';

learn(downloadLinks);

/** Finds the links of all photos of a run, without fetching any photo. */
export async function findLinks({ photos, signal, missing }: Transfer, source: LinkSource): Promise<void> {
  for (const photo of photos) {
    const link = await source.find(photo);
    signal.throwIfAborted();
    missing.push({ photo, name: nameOf(photo), missing: link ? 'closed' : 'none', link });
  }
}

export interface LinkListOptions {
  readonly port: DownloadPort;
  /** Of the links, which are renewed while the list is open. */
  readonly source: LinkSource;
  readonly files: readonly MissingFile[];
  /** What else is said. */
  readonly view: () => TrayView;
  readonly draw: (view: () => TrayView) => void;
  /** Told once, when all were followed. */
  readonly onAll: () => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

export class LinkList {
  /** Names of the photos whose links were followed. */
  readonly ticked = new Set<string>();
  private readonly options: LinkListOptions;
  private files: readonly MissingFile[];
  private isTold = false;
  private isCopied = false;
  private readonly life = new AbortController();

  constructor(options: LinkListOptions) {
    const { port, source, files, signal } = options;
    this.options = options;
    this.files = files;
    adopt(port.host.shadowRoot, linkStyles);
    signal.addEventListener('abort', () => this.stop());
    void keepFresh(() => this.renew(source), port.session.client.platform.sleep, this.life.signal);
  }

  stop(): void {
    this.life.abort();
  }

  show(): void {
    this.options.draw(() => this.view);
  }

  private get view(): TrayView {
    const { port, view } = this.options;
    const { size } = this.ticked;
    const before = view();
    const app = inAppBrowser(port.say);
    const hint = app ? port.say('download.links.in-app', { app }) : port.say('download.links');
    const page = port.session.link;
    const links = this.files.flatMap(({ link, name }) =>
      link
        ? {
            href: hrefOf(port, link),
            text: name,
            isDone: this.ticked.has(name),
            onPress: () => this.tick(name),
          }
        : [],
    );
    const text = size > 0 ? port.say('download.saved', { count: size }) : hint;
    return {
      ...before,
      text: this.isCopied ? port.say('download.link.done') : text,
      body: html`${size > 0 ? trayProgress(hint) : before.body} ${trayLinks(links)}`,
      actions: [
        ...(before.actions ?? []),
        ...(app && page
          ? [{ part: 'share', text: port.say('download.link'), onPress: () => void this.copy(page) }]
          : []),
      ],
    };
  }

  private tick(name: string): void {
    this.ticked.add(name);
    this.isCopied = false;
    this.show();
    if (!this.isTold && this.files.every((file) => this.ticked.has(file.name))) {
      this.isTold = true;
      this.options.onAll();
    }
  }

  private async copy(page: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(page);
      this.isCopied = true;
      this.show();
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
