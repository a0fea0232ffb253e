/** The live camera of the selfie search: opened by a tap, loaded then, and off on every way out (behaviour.md 1.14). */
import { html, nothing } from 'lit';
import type { ReactiveController, TemplateResult } from 'lit';
import { isAbort } from '../api/errors.js';
import type { Camera } from '../ui/camera.js';
import { cameraReason } from '../ui/camera-reasons.js';
import type { CameraReason } from '../ui/camera-reasons.js';
import type { Tag } from './tag.js';

export interface CameraForm {
  readonly tag: Tag;
}

/** Where the picture goes that was taken. */
export interface CameraUse {
  use(picture: Blob): void;
  /** The picture that was taken cannot be used, or there is no camera to be had for another reason than its own. */
  refuse(error: unknown): void;
}

export class SelfieCamera implements ReactiveController {
  /** Why there is no camera, once the visitor asked for one. */
  reason: CameraReason | null = null;
  private readonly form: CameraForm;
  private readonly use: CameraUse;
  private camera: Camera | undefined;
  private opening: AbortController | undefined;

  constructor(form: CameraForm, use: CameraUse) {
    this.form = form;
    this.use = use;
  }

  /** Whether the viewfinder is on screen. */
  get isOpen(): boolean {
    return this.opening !== undefined;
  }

  hostDisconnected(): void {
    this.close();
  }

  /** From a tap only. */
  readonly open = async (): Promise<void> => {
    if (this.opening) return;
    const opening = (this.opening = new AbortController());
    this.reason = null;
    this.form.tag.requestUpdate();
    try {
      const { openCamera } = await import('../ui/camera.js');
      await this.form.tag.updateComplete;
      const video = this.find<HTMLVideoElement>('video');
      if (opening.signal.aborted || !video) return;
      this.camera = await openCamera({ video, signal: opening.signal, onEnd: this.leave });
      this.focus('capture');
    } catch (error) {
      // The visitor closed it meanwhile, and may have opened it again.
      if (this.opening === opening) this.fail(error);
    }
  };

  private find<T extends Element>(selector: string): T | null {
    return this.form.tag.shadowRoot?.querySelector<T>(selector) ?? null;
  }

  private focus(part: string): void {
    this.form.tag.requestUpdate();
    void this.form.tag.updateComplete.then(() => this.find<HTMLElement>(`[part="${part}"]`)?.focus());
  }

  readonly close = (): void => {
    this.opening?.abort();
    this.opening = undefined;
    this.camera = undefined;
    this.reason = null;
    this.form.tag.requestUpdate();
  };

  /** Back to where the visitor came from: what had the focus is gone. */
  private readonly leave = (): void => {
    this.close();
    this.focus('camera');
  };

  private fail(error: unknown): void {
    this.leave();
    this.reason = cameraReason(error) ?? null;
    if (this.reason) this.form.tag.requestUpdate();
    else if (!isAbort(error)) this.use.refuse(error);
  }

  private readonly capture = async (): Promise<void> => {
    try {
      const picture = await this.camera?.capture();
      if (picture) this.use.use(picture);
    } catch (error) {
      this.fail(error);
    }
  };

  private readonly choose = async (event: Event): Promise<void> => {
    try {
      await this.camera?.switchTo((event.target as HTMLSelectElement).value);
      this.form.tag.requestUpdate();
    } catch (error) {
      // A later choice ends an earlier one.
      if (!isAbort(error)) this.fail(error);
    }
  };

  /** The button that opens it. */
  renderButton(isDisabled: boolean): TemplateResult {
    return html`<button part="camera" type="button" ?disabled=${isDisabled} @click=${this.open}>
      ${this.form.tag.text('selfie.camera')}
    </button>`;
  }

  render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const { camera } = this;
    const { tag } = this.form;
    const cameras = camera?.cameras ?? [];
    return html`<div class="camera">
      <video aria-label=${tag.text('selfie.camera')} disablepictureinpicture></video>
      <div class="row">
        <button part="capture" class="primary" type="button" ?disabled=${!camera} @click=${this.capture}>
          ${tag.text('selfie.capture')}
        </button>
        ${
          cameras.length > 1
            ? html`<label>
                <span class="sr-only">${tag.text('selfie.camera.choose')}</span>
                <select part="camera-select" @change=${this.choose}>
                  ${cameras.map(
                    ({ id, label }, index) =>
                      html`<option value=${id} ?selected=${id === camera?.id}>
                        ${label || `${tag.text('selfie.camera.choose')} ${index + 1}`}
                      </option>`,
                  )}
                </select>
              </label>`
            : nothing
        }
        <button part="cancel" type="button" @click=${this.leave}>${tag.text('selfie.cancel')}</button>
      </div>
    </div>`;
  }
}
