import { css } from 'lit';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import type { LanguageFile } from '../i18n/languages.js';
import { isOn } from '../state/page-config.js';
import { SessionClips } from '../state/session-clips.js';
import { PartElement } from './part-element.js';
import type { Part } from './part-element.js';

/**
 * Short videos of the visitor, from the selfie that she was found with (9Pic Motion): clips in all names, videos in what she
 * reads. Ordered by a click, once; they take minutes, and are found again by the link of the selfie search.
 *
 * @tag ninepic-clip
 * @fires ninepic-clip-request - {NinepicClipRequestEvent} Before clips are ordered. Cancelable: nothing is ordered.
 * @fires ninepic-clip-ready - {NinepicClipReadyEvent} Clips can be played; once per search.
 * @fires ninepic-download - {NinepicDownloadEvent} Before a clip is saved or shared. Cancelable.
 * @fires ninepic-downloaded - {NinepicDownloadedEvent} A clip was saved or shared, or could not be.
 * @slot button-label - What the button says.
 * @slot empty - Shown when there is no video of the visitor.
 * @csspart button - The button that orders.
 * @csspart selfie - The button or link to the selfie search.
 * @csspart progress - For how long the clips have been in the making.
 * @csspart clip - One clip, with its caption.
 * @csspart video - The player.
 * @csspart download - The button that saves a clip; a link where only opening it is possible.
 * @csspart more - The button for more videos.
 */
export class NinepicClip extends PartElement {
  static override styles = [
    ...PartElement.styles,
    css`
      /* As high as the button and what stands above it, in one line or two. */
      .space {
        padding-block-start: clamp(5em, 40em - 100%, 6.5em);
      }
    `,
  ];

  static override properties: PropertyDeclarations = {
    label: {},
    selfieHref: { attribute: 'selfie-href' },
    noDownload: { type: Boolean, converter: isOn, attribute: 'no-download' },
  };

  /** What the button says; default: in the visitor's language. */
  label: string | null = null;
  /** The page with the selfie search, if it is another one. */
  selfieHref: string | null = null;
  /** Offer no saving and sharing. */
  noDownload = false;

  /** @internal */
  override get languageFiles(): readonly LanguageFile[] {
    return ['clip'];
  }

  protected override readonly feature = 'clip';

  protected override async loadPart(): Promise<Part> {
    const { ClipView } = await import('./clip-view.js');
    return new ClipView(this);
  }

  /** Not in `willUpdate`: a tag that joins a session finds it after that, and may not be told of it again. */
  protected override update(changed: PropertyValues<this>): void {
    // Free, and once: were clips ordered on an earlier visit?
    if (this.store.session?.shared) this.store.session.withClips(SessionClips).find();
    super.update(changed);
  }
}
