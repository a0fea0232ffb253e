import { css } from 'lit';
import type { PropertyDeclarations } from 'lit';
import { tellsMissed } from '../controllers/missed-search.js';
import type { LanguageFile } from '../i18n/languages.js';
import { isOn } from '../state/page-config.js';
import { PartElement } from './part-element.js';
import type { Part } from './part-element.js';

/**
 * A selfie, and the photos with that face (9Pic FaceFind). Consent comes first; the picture is made small and clean on
 * the device; the search is asked for once and never paid for twice.
 *
 * @tag ninepic-selfie-search
 * @fires ninepic-consent - {NinepicConsentEvent} The visitor consented.
 * @fires ninepic-search - {NinepicSearchEvent} Before anything is sent. Cancelable: nothing is sent.
 * @fires ninepic-request - {NinepicRequestEvent} A search was made, and has this id.
 * @fires ninepic-clear - {NinepicClearEvent} The visitor cleared the search.
 * @slot consent - Replaces the text that the visitor agrees to.
 * @slot button-label - What the button says.
 * @csspart consent - The text and its box.
 * @csspart consent-checkbox - The box.
 * @csspart file - The file input.
 * @csspart camera - The button that opens the camera.
 * @csspart camera-select - The choice of cameras.
 * @csspart capture - The button that takes the picture.
 * @csspart retake - The button for another picture.
 * @csspart preview - The picture.
 * @csspart button - The button that searches.
 * @csspart clear - The button that clears the search.
 */
export class NinepicSelfieSearch extends PartElement {
  static override styles = [
    ...PartElement.styles,
    css`
      /* As high as the form will be: the narrower the tag, the more lines its texts have. */
      .space {
        padding-block-start: max(31.75em, 51em - 60%, 80.6em - 190%);
      }
    `,
  ];

  static override properties: PropertyDeclarations = {
    privacyHref: { attribute: 'privacy-href' },
    controller: {},
    retention: {},
    contactHref: { attribute: 'contact-href' },
    consentVersion: { attribute: 'consent-version' },
    minAge: { type: Number, attribute: 'min-age' },
    noCamera: { type: Boolean, converter: isOn, attribute: 'no-camera' },
    label: {},
    resultsHref: { attribute: 'results-href' },
  };

  /** Address of the privacy page. Required: without it nobody can consent. */
  privacyHref: string | null = null;
  /** Who is responsible; default: the privacy page says it. */
  controller: string | null = null;
  /** How long the selfie is kept; default: the privacy page says it. */
  retention: string | null = null;
  /** Where to ask for deletion: a page or a mail address (`mailto:`). */
  contactHref: string | null = null;
  /** Version of the consent text; default: the first 8 digits of its hash. */
  consentVersion: string | null = null;
  /** Ask the visitor to state this age, or to be the parent. */
  minAge = 0;
  /** Offer no live camera. */
  noCamera = false;
  /** What stands above the file input. */
  label: string | null = null;
  /** The page with the gallery, if it is another one. */
  resultsHref: string | null = null;

  /** @internal */
  override get languageFiles(): readonly LanguageFile[] {
    return ['selfie', 'later'];
  }

  /** @internal */
  readonly tellsMissed = (): boolean => tellsMissed(this, this.store.session);

  protected override readonly feature = 'selfie';

  protected override async loadPart(): Promise<Part> {
    const { SelfieForm } = await import('./selfie-form.js');
    return new SelfieForm(this);
  }
}
