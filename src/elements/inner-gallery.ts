/** A search tag alone is still useful: it shows its results in a gallery of its own (design.md 4.2). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { showsResults } from '../controllers/results-place.js';
import { GALLERY } from '../controllers/session-controller.js';
import type { Tag } from './tag.js';
import type { Fetched } from './tag-part.js';

/** Parts of the gallery that a page can style through the search tag. */
const PARTS = [
  ...[
    'toolbar',
    'count',
    'chip',
    'chip-remove',
    'grid',
    'tile',
    'photo',
    'tile-download',
    'select',
    'selection',
    'selection-count',
    'select-all',
    'select-stop',
    'more',
    'timeline',
    'day',
    'hour',
    'finish',
    'finish-button',
    'untimed',
    'window',
    'wider',
    'hour-label',
  ],
  ...[
    'scrubber',
    'notice',
    'download-all',
    'download-set',
    'download-part',
    'downloads',
    'download-preview',
    'download-previews',
    'original-link',
    'progress',
    'cancel',
    'share',
    'clear',
  ],
  ...[
    'viewer',
    'viewer-photo',
    'viewer-close',
    'viewer-next',
    'viewer-previous',
    'viewer-counter',
    'viewer-download',
  ],
  ...['viewer-share', 'retry'],
].join(', ');

export class InnerGallery implements Fetched {
  private readonly host: Tag;
  private loading: Promise<void> | undefined;

  constructor(host: Tag) {
    this.host = host;
  }

  hostConnected(): void {
    this.loading ??= this.load();
  }

  /** The gallery, where the page has none and this tag is the one that was used. */
  render(): TemplateResult | typeof nothing {
    const { store } = this.host;
    if (!store.session || !showsResults(this.host, store)) return nothing;
    this.loading ??= this.load();
    return html`<div class="results" @ninepic-clear=${this.onClear}>
      <ninepic-gallery
        search-only
        exportparts=${PARTS}
        .session=${store.session}
        .messages=${this.host.messages}
        time-zone=${this.host.timeZone ?? nothing}
      ></ninepic-gallery>
    </div>`;
  }

  /** How its tag says what was found: only spoken where the gallery stands below, which says the same. */
  get look(): 'sr-only' | undefined {
    const { host } = this;
    return showsResults(host, host.store) && customElements.get(GALLERY) ? 'sr-only' : undefined;
  }

  /** The gallery goes, with the button that was pressed; a field would bring up a phone's keyboard. */
  private readonly onClear = (): void => {
    const { updateComplete, shadowRoot } = this.host;
    void updateComplete.then(() =>
      shadowRoot?.querySelector<HTMLElement>('button:enabled, [type="checkbox"]:enabled')?.focus(),
    );
  };

  /** On demand, so that a page with a gallery of its own does not pay for it here. */
  private async load(): Promise<void> {
    try {
      await import('../define/gallery.js');
    } catch {
      // The next search asks for it again.
      this.loading = undefined;
    }
  }
}
