/**
 * The live camera, as an extra beside the file input (behaviour.md 1.14). Open it from a tap only. It shows itself in
 * a `<video>`, gives one picture, and is switched off on every way out.
 */
import { camera } from '../i18n/english/camera.js';
import { learn } from '../i18n/texts.js';
import { CameraError, toCameraError } from './camera-reasons.js';
import { drawUpright, encodeJpeg, isEmpty } from './selfie-canvas.js';
import { selfieProblem } from './selfie-reasons.js';

learn(camera);

/** A camera to choose. */
export interface CameraChoice {
  readonly id: string;
  /** The system's name for it; may be empty. */
  readonly label: string;
}

/** What a camera is opened with. */
export interface CameraOptions {
  /** Where it is shown. The element stays the caller's; it is muted, played inline and mirrored for a front camera. */
  video: HTMLVideoElement;
  /** One of `cameras`; default: the front camera. */
  id?: string;
  /** Ends the camera, also while the visitor is still being asked: a late yes then switches nothing on. */
  signal?: AbortSignal;
  /** The camera ended without the caller's doing: the page was hidden or left, or the camera was unplugged. */
  onEnd?: () => void;
}

const aborted = () => new DOMException('The camera was cancelled.', 'AbortError');
const stopTracks = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop();
};

async function requestStream(id: string | undefined): Promise<MediaStream> {
  if (!isSecureContext) throw new CameraError('insecure');
  // Missing in in-app browsers, whatever the type says.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (typeof devices?.getUserMedia !== 'function') throw new CameraError('unsupported');
  const which = id === undefined ? { facingMode: { ideal: 'user' } } : { deviceId: { exact: id } };
  try {
    const video = { ...which, width: { ideal: 1600 }, height: { ideal: 1200 } };
    return await devices.getUserMedia({ audio: false, video });
  } catch (error) {
    throw toCameraError(error);
  }
}

/**
 * WebKit plays, and knows the size of its pictures, before it has one to draw. A camera that keeps it waiting for more than
 * a second is shown as it is.
 */
const firstFrame = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, typeof video.requestVideoFrameCallback === 'function' ? 1000 : 0);
    video.requestVideoFrameCallback?.(() => resolve());
  });

/** Browsers name cameras only once one of them may be used. */
async function listCameras(): Promise<readonly CameraChoice[]> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices
      .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  } catch {
    return [];
  }
}

/** An open camera. Made by {@link openCamera}. */
export class Camera {
  /** All cameras, known once one is open; a choice makes sense from two on. */
  cameras: readonly CameraChoice[] = [];
  /** The one in use. */
  id: string | undefined;
  /** Whether the preview is mirrored, as people know themselves; not so for a camera that looks away from them. */
  mirrored = false;
  private stream: MediaStream | undefined;
  private ended = false;
  /** Counts the requests: what an earlier one brings is switched off. */
  private request = 0;
  private readonly listeners = new AbortController();

  private readonly options: CameraOptions;

  constructor(options: CameraOptions) {
    this.options = options;
    const { signal } = this.listeners;
    const hidden = () => {
      // A permission prompt of the system may hide the page, so a request that is pending is judged when it ends.
      if (document.hidden && this.stream) this.lose();
    };
    document.addEventListener('visibilitychange', hidden, { signal });
    addEventListener('pagehide', () => this.lose(), { signal });
    options.signal?.addEventListener('abort', () => this.stop(), { signal });
  }

  /**
   * Asks for a camera in place of the one in use, which is switched off first: phones have one open at a time.
   *
   * @throws CameraError after which the camera is stopped; AbortError when it was stopped meanwhile
   */
  async switchTo(id?: string): Promise<void> {
    this.release();
    this.request += 1;
    const { request } = this;
    const isOver = () => this.ended || request !== this.request;
    try {
      if (this.ended || this.options.signal?.aborted) throw aborted();
      const stream = await requestStream(id);
      if (isOver() || document.hidden) {
        stopTracks(stream);
        throw aborted();
      }
      await this.show(stream);
      const cameras = await listCameras();
      if (isOver()) throw aborted();
      this.cameras = cameras;
    } catch (error) {
      if (request !== this.request) throw aborted();
      const stopped = this.ended;
      this.stop();
      throw stopped ? aborted() : error;
    }
  }

  /**
   * Takes the picture and switches the camera off.
   *
   * @returns a JPEG as `prepareSelfie` makes them, not mirrored; it need not be prepared again
   * @throws CameraError `busy` when the camera has given no picture yet; NinepicError `bad-image` with the reason
   *   `protected` when the browser falsifies canvases
   */
  async capture(): Promise<Blob> {
    let canvas: OffscreenCanvas;
    try {
      canvas = this.draw();
      if (isEmpty(canvas)) {
        await firstFrame(this.options.video);
        canvas = this.draw();
      }
      if (isEmpty(canvas)) throw new CameraError('busy');
    } finally {
      this.stop();
    }
    const picture = await encodeJpeg(canvas).catch(() => undefined);
    if (!picture) throw selfieProblem('protected', 'Canvases are falsified in this browser.');
    return picture;
  }

  private draw(): OffscreenCanvas {
    const { video } = this.options;
    const { videoWidth: width, videoHeight: height } = video;
    if (!this.stream || width === 0) throw new CameraError('busy');
    return drawUpright({ source: video, width, height }, 1);
  }

  /** Switches the camera off, for good. */
  stop(): void {
    this.ended = true;
    this.listeners.abort();
    this.release();
  }

  private lose(): void {
    if (this.ended) return;
    this.stop();
    this.options.onEnd?.();
  }

  private release(): void {
    if (!this.stream) return;
    stopTracks(this.stream);
    this.stream = undefined;
    this.options.video.srcObject = null;
  }

  private async show(stream: MediaStream): Promise<void> {
    const { video } = this.options;
    this.stream = stream;
    const [track] = stream.getVideoTracks();
    track?.addEventListener('ended', () => this.stream === stream && this.lose());
    const { deviceId, facingMode } = track?.getSettings() ?? {};
    this.id = deviceId;
    this.mirrored = facingMode !== 'environment';
    // Without all three iOS opens its own player, or shows nothing.
    video.muted = true;
    video.playsInline = true;
    video.autoplay = true;
    // The preview alone is mirrored: a stylesheet does not reach what is drawn from the video.
    video.style.setProperty('transform', this.mirrored ? 'scaleX(-1)' : 'none');
    video.srcObject = stream;
    try {
      await video.play();
    } catch (error) {
      throw new CameraError('busy', error);
    }
    await firstFrame(video);
  }
}

/**
 * Opens the front camera, or the one that is named, and shows it.
 *
 * @throws CameraError with a closed reason; AbortError when `signal` aborted or the page was hidden meanwhile
 */
export async function openCamera(options: CameraOptions): Promise<Camera> {
  const camera = new Camera(options);
  await camera.switchTo(options.id);
  return camera;
}
