/**
 * The picture of a selfie search: picked, dropped, pasted or taken, made ready for upload, shown, and forgotten. It is
 * held here and in the search that it is for, nowhere else (behaviour.md T1.20.6).
 */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { NinepicError, isNinepicError } from '../api/errors.js';
import type { MessageKey } from '../i18n/messages.js';
import type { SelfieReason } from '../ui/selfie-reasons.js';
import type { Tag } from './tag.js';

export interface PictureForm {
  readonly tag: Tag & {
    /** What stands above the file input, if the page's author said so. */
    readonly label: string | null;
  };
  readonly hasConsent: boolean;
  /** Whether a picture may be taken in: the visitor has consented, and no search is under way. */
  readonly takesPictures: boolean;
  /** Another picture is in place. */
  onPicture(): void;
  /** @returns false when the page shows a message of its own */
  onPictureRefused(error: NinepicError): boolean;
}

export class SelfiePicture {
  /** Ready for upload. */
  blob: Blob | null = null;
  isPreparing = false;
  /** What is wrong with the file that was picked last. */
  problem: MessageKey | null = null;
  /** Takes the same file once more, where nothing is wrong with it: what prepares it could not be loaded. */
  again: (() => void) | undefined;
  private readonly form: PictureForm;
  /** A file is held over the drop zone. */
  private isOver = false;
  /** Counts the pictures that were picked: a slow one does not replace a later one. */
  private picks = 0;

  constructor(form: PictureForm) {
    this.form = form;
  }

  private find<T extends Element>(selector: string): T | null {
    return this.form.tag.shadowRoot?.querySelector<T>(selector) ?? null;
  }

  /** Takes a picture that is ready for upload. */
  use(picture: Blob): void {
    this.forget();
    this.blob = picture;
    this.form.onPicture();
    void this.draw(picture);
  }

  /** Says what is wrong with a file; a picture that was in place stays. */
  refuse(error: unknown): void {
    this.isPreparing = false;
    this.emptyInput();
    // Whatever else fails here could not be loaded: the code that prepares pictures comes with the first one.
    const known = isNinepicError(error) ? error : new NinepicError('offline', String(error));
    const { code, message } = known;
    const reason = (known.cause as { selfie?: SelfieReason } | undefined)?.selfie;
    const told = this.form.onPictureRefused(
      new NinepicError(code, message, { operation: 'startFaces', cause: error }),
    );
    this.problem = told ? (reason ? `picture.${reason}` : `error.${code}`) : null;
    this.form.tag.requestUpdate();
  }

  /** Nothing of a picture is left here, also not of one that is still being prepared. */
  forget(): void {
    this.picks += 1;
    this.again = undefined;
    this.blob = null;
    this.isPreparing = false;
    this.problem = null;
    this.emptyInput();
    this.form.tag.requestUpdate();
  }

  /** Makes room for another picture. */
  readonly retake = async (): Promise<void> => {
    this.forget();
    await this.form.tag.updateComplete;
    this.find<HTMLElement>('[part="file"]')?.focus();
  };

  readonly onPaste = (event: ClipboardEvent): void => {
    const [file] = this.form.takesPictures ? (event.clipboardData?.files ?? []) : [];
    if (!file) return;
    event.preventDefault();
    void this.pick(file);
  };

  private readonly onFile = (event: Event): void => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file) void this.pick(file);
  };

  private readonly onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Without this the browser leaves the page for the file, also where it is not wanted.
    event.preventDefault();
    if (!this.form.takesPictures) return;
    this.isOver = event.type === 'dragover';
    this.form.tag.requestUpdate();
    const [file] = event.type === 'drop' ? event.dataTransfer.files : [];
    if (file) void this.pick(file);
  };

  private async pick(file: Blob): Promise<void> {
    const pick = (this.picks += 1);
    this.isPreparing = true;
    this.again = undefined;
    this.problem = null;
    this.form.tag.requestUpdate();
    try {
      const { prepareSelfie } = await import('../ui/selfie-image.js');
      const picture = await prepareSelfie(file);
      if (pick === this.picks) this.use(picture);
    } catch (error) {
      if (pick !== this.picks) return;
      this.refuse(error);
      if (!isNinepicError(error)) this.again = () => void this.pick(file);
    }
  }

  /** The bytes that the input holds would outlive the search, and the same file could not be picked again. */
  private emptyInput(): void {
    const input = this.find<HTMLInputElement>('[part="file"]');
    if (input) input.value = '';
  }

  private async draw(picture: Blob): Promise<void> {
    await this.form.tag.updateComplete;
    this.find<HTMLElement>('[part="button"]')?.focus();
    const { drawPreview } = await import('../ui/selfie-preview.js');
    const canvas = this.find<HTMLCanvasElement>('[part="preview"]');
    if (canvas && this.blob === picture) await drawPreview(canvas, picture);
  }

  /**
   * The preview, or the ways to a picture.
   *
   * @param camera the button for the live camera, where one is offered
   */
  render(isHidden: boolean, camera: unknown): TemplateResult {
    const { form } = this;
    const { tag } = form;
    if (this.blob)
      return html`<canvas part="preview" role="img" aria-label=${tag.text('selfie.preview')}></canvas>`;
    // Where there is no live camera, the input is told to open the system's own.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    const capture = !devices?.getUserMedia && matchMedia('(pointer: coarse)').matches ? 'user' : nothing;
    return html`<div
      class=${this.isOver ? 'pick over' : 'pick'}
      ?hidden=${isHidden}
      @dragover=${this.onDrag}
      @dragleave=${this.onDrag}
      @drop=${this.onDrag}
    >
      <label for="file">${tag.label ?? tag.text('selfie.file')}</label>
      <input
        part="file"
        id="file"
        type="file"
        accept="image/*,.heic,.heif"
        aria-describedby="hint"
        capture=${capture}
        ?disabled=${!form.takesPictures}
        @change=${this.onFile}
      />
      <div class="row">
        ${camera}
        <span id="hint" class=${form.hasConsent ? 'hint drop' : 'hint'}>
          ${tag.text(form.hasConsent ? 'selfie.drop' : 'selfie.consent.first')}
        </span>
      </div>
    </div>`;
  }
}
