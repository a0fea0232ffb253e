/** The live camera of the selfie search: opened by a tap, loaded then, and off on every way out (behaviour.md 1.14). */
import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import type { MessageKey } from '../i18n/messages.js';
import type { Camera } from '../ui/camera.js';
import type { CameraReason } from '../ui/camera-reasons.js';

export interface CameraHost extends ReactiveControllerHost, HTMLElement {
  sentence(key: MessageKey): string;
  /** A picture was taken, ready for upload. */
  onCapture(picture: Blob): void;
  /** The picture that was taken cannot be used. */
  onCaptureFailed(error: unknown): void;
}

export class SelfieCamera implements ReactiveController {
  /** Why there is no camera, once the visitor asked for one. */
  reason: CameraReason | null = null;
  private readonly host: CameraHost;
  private camera: Camera | undefined;
  private opening: AbortController | undefined;

  constructor(host: CameraHost) {
    this.host = host;
    host.addController(this);
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
    this.host.requestUpdate();
    const { openCamera } = await import('../ui/camera.js');
    const { cameraReason } = await import('../ui/camera-reasons.js');
    await this.host.updateComplete;
    const video = this.host.shadowRoot?.querySelector('video');
    if (opening.signal.aborted || !video) return;
    try {
      this.camera = await openCamera({ video, signal: opening.signal, onEnd: () => this.close() });
      this.host.requestUpdate();
      await this.host.updateComplete;
      this.host.shadowRoot?.querySelector<HTMLElement>('[part="capture"]')?.focus();
    } catch (error) {
      this.fail(cameraReason(error) ?? null);
    }
  };

  readonly close = (): void => {
    this.opening?.abort();
    this.opening = undefined;
    this.camera = undefined;
    this.host.requestUpdate();
  };

  private fail(reason: CameraReason | null): void {
    this.close();
    this.reason = reason;
  }

  private readonly capture = async (): Promise<void> => {
    const { camera } = this;
    if (!camera) return;
    try {
      this.host.onCapture(await camera.capture());
      this.close();
    } catch (error) {
      const { cameraReason } = await import('../ui/camera-reasons.js');
      this.close();
      this.reason = cameraReason(error) ?? null;
      if (!this.reason) this.host.onCaptureFailed(error);
    }
  };

  private readonly choose = async (event: Event): Promise<void> => {
    const { cameraReason } = await import('../ui/camera-reasons.js');
    try {
      await this.camera?.switchTo((event.target as HTMLSelectElement).value);
      this.host.requestUpdate();
    } catch (error) {
      const reason = cameraReason(error);
      if (reason) this.fail(reason);
    }
  };

  render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const { host, camera } = this;
    const cameras = camera?.cameras ?? [];
    return html`<div class="camera">
      <video aria-label=${host.sentence('selfie.camera')} disablepictureinpicture></video>
      <div class="row">
        <button part="capture" class="primary" type="button" ?disabled=${!camera} @click=${this.capture}>
          ${host.sentence('selfie.capture')}
        </button>
        ${
          cameras.length > 1
            ? html`<label>
                <span class="sr-only">${host.sentence('selfie.camera.choose')}</span>
                <select part="camera-select" @change=${this.choose}>
                  ${cameras.map(
                    ({ id, label }, index) =>
                      html`<option value=${id} ?selected=${id === camera?.id}>
                        ${label || `${host.sentence('selfie.camera.choose')} ${index + 1}`}
                      </option>`,
                  )}
                </select>
              </label>`
            : nothing
        }
        <button part="cancel" type="button" @click=${this.close}>${host.sentence('selfie.cancel')}</button>
      </div>
    </div>`;
  }
}
