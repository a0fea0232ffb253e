import { expect } from '@open-wc/testing';
import { isAbort } from '../../src/api/errors.js';
import { openCamera } from '../../src/ui/camera.js';
import type { Camera, CameraOptions } from '../../src/ui/camera.js';
import { cameraReason } from '../../src/ui/camera-reasons.js';
import { selfieReason } from '../../src/ui/selfie-reasons.js';
import { anatomy } from '../support/jpegs.js';
import { patch, unpatch } from '../support/patches.js';

const devices = navigator.mediaDevices;
const realRequest = devices.getUserMedia.bind(devices);

/** Every stream that was handed out, so that its tracks can be looked at whatever became of it. */
const streams: MediaStream[] = [];
const tracks = () => streams.flatMap((stream) => stream.getTracks()).map((track) => track.readyState);
const asked: MediaStreamConstraints[] = [];

/** A camera whose picture is red on the left and blue on the right. */
function twoColours(facingMode?: string): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 1920;
  canvas.height = 1080;
  const context = canvas.getContext('2d');
  const draw = () => {
    if (!context) return;
    context.fillStyle = 'red';
    context.fillRect(0, 0, 960, 1080);
    context.fillStyle = 'blue';
    context.fillRect(960, 0, 960, 1080);
  };
  draw();
  const stream = canvas.captureStream(30);
  const [track] = stream.getVideoTracks();
  // A canvas gives a frame when it is drawn on; a camera gives them all the time.
  const timer = setInterval(() => (track?.readyState === 'live' ? draw() : clearInterval(timer)), 20);
  if (track && facingMode) patch(track, 'getSettings', () => ({ deviceId: facingMode, facingMode }));
  return stream;
}

function cameraGives(request: (constraints: MediaStreamConstraints) => Promise<MediaStream>): void {
  patch(devices, 'getUserMedia', async (constraints: MediaStreamConstraints) => {
    asked.push(constraints);
    const stream = await request(constraints);
    streams.push(stream);
    return stream;
  });
}

function hide(hidden: boolean): void {
  patch(document, 'hidden', hidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('the live camera', () => {
  let video: HTMLVideoElement;
  let camera: Camera | undefined;
  let ends: number;
  const open = async (options: Partial<CameraOptions> = {}): Promise<Camera> => {
    camera = await openCamera({ video, onEnd: () => (ends += 1), ...options });
    return camera;
  };
  const failure = (opening: Promise<unknown>): Promise<unknown> =>
    opening.then(
      () => 'opened',
      (error: unknown) => error,
    );

  beforeEach(() => {
    streams.length = 0;
    asked.length = 0;
    ends = 0;
    video = document.createElement('video');
    document.body.append(video);
    cameraGives(realRequest);
  });
  afterEach(() => {
    camera?.stop();
    camera = undefined;
    unpatch();
    video.remove();
  });

  it('asks for the front camera, without sound, and shows it mirrored', async () => {
    const { cameras, mirrored, id } = await open();
    expect(asked).to.have.length(1);
    expect(asked[0]?.audio).to.equal(false);
    expect((asked[0]?.video as MediaTrackConstraints).facingMode).to.eql({ ideal: 'user' });
    expect(mirrored).to.equal(true);
    expect(getComputedStyle(video).transform).to.equal('matrix(-1, 0, 0, 1, 0, 0)');
    expect(video.videoWidth).to.be.greaterThan(0);
    expect([video.muted, video.playsInline, video.paused, video.src]).to.eql([true, true, false, '']);
    expect(cameras.map((choice) => choice.id)).to.include(id);
  });

  it('takes a picture that is not mirrored, in full size up to 1600 pixels, and switches itself off', async () => {
    cameraGives(() => Promise.resolve(twoColours()));
    const picture = await (await open()).capture();
    expect(tracks()).to.eql(['ended']);
    expect(video.srcObject).to.equal(null);
    const bitmap = await createImageBitmap(picture);
    expect([bitmap.width, bitmap.height]).to.eql([1600, 900]);
    const context = new OffscreenCanvas(1600, 900).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const [red = 0, , blue = 255] = context?.getImageData(100, 450, 1, 1).data ?? [];
    expect(red, 'what the camera has on its left').to.be.greaterThan(200);
    expect(blue).to.be.lessThan(60);
    expect(picture.type).to.equal('image/jpeg');
    expect((await anatomy(picture)).words).to.eql([]);
    expect(ends, 'the caller did it').to.equal(0);
  });

  it('can be opened again to retake the picture', async () => {
    await (await open()).capture();
    await (await open()).capture();
    expect(tracks()).to.eql(['ended', 'ended']);
  });

  it('does not mirror a camera that looks away', async () => {
    cameraGives(() => Promise.resolve(twoColours('environment')));
    expect((await open()).mirrored).to.equal(false);
    expect(getComputedStyle(video).transform).to.equal('none');
  });

  it('switches the camera in use off before it asks for another', async () => {
    const { cameras } = await open();
    const wanted = cameras[0]?.id ?? '';
    let before: string[] = [];
    cameraGives((constraints) => {
      before = tracks();
      return realRequest(constraints);
    });
    await camera?.switchTo(wanted);
    expect(before).to.eql(['ended']);
    expect((asked[1]?.video as MediaTrackConstraints).deviceId).to.eql({ exact: wanted });
    expect(tracks()).to.eql(['ended', 'live']);
    expect(camera?.id).to.equal(wanted);
  });

  it('keeps the last of two quick switches only', async () => {
    await open();
    cameraGives(({ video: wanted }) => {
      const { exact } = (wanted as MediaTrackConstraints).deviceId as { exact: string };
      return Promise.resolve(twoColours(exact));
    });
    const first = failure(camera?.switchTo('first') ?? Promise.resolve());
    await camera?.switchTo('second');
    expect(isAbort(await first)).to.equal(true);
    expect(tracks()).to.eql(['ended', 'ended', 'live']);
    expect(camera?.id).to.equal('second');
  });

  const waysOut: [string, number, (controller: AbortController) => void][] = [
    ['stopped', 0, () => camera?.stop()],
    ['aborted', 0, (controller) => controller.abort()],
    ['hidden', 1, () => hide(true)],
    ['left', 1, () => window.dispatchEvent(new PageTransitionEvent('pagehide'))],
    ['unplugged', 1, () => streams[0]?.getTracks()[0]?.dispatchEvent(new Event('ended'))],
  ];
  for (const [what, told, leave] of waysOut)
    it(`has no live track once it is ${what}`, async () => {
      const controller = new AbortController();
      await open({ signal: controller.signal });
      expect(tracks()).to.eql(['live']);
      leave(controller);
      expect(tracks()).to.eql(['ended']);
      expect(video.srcObject).to.equal(null);
      expect(ends, 'said once, if the caller did not do it').to.equal(told);
      hide(true);
      expect(ends).to.equal(told);
    });

  const lateWays: [string, (controller: AbortController) => void][] = [
    ['was cancelled', (controller) => controller.abort()],
    ['is hidden', () => hide(true)],
    ['was left', () => window.dispatchEvent(new PageTransitionEvent('pagehide'))],
  ];
  for (const [what, leave] of lateWays)
    it(`switches a permission off at once that comes when the page ${what}`, async () => {
      let allow: (stream: MediaStream) => void = () => undefined;
      cameraGives(() => new Promise((resolve) => (allow = resolve)));
      const controller = new AbortController();
      const opening = failure(open({ signal: controller.signal }));
      leave(controller);
      allow(await realRequest({ video: true }));
      expect(isAbort(await opening)).to.equal(true);
      expect(tracks()).to.eql(['ended']);
      expect(video.srcObject).to.equal(null);
    });

  it('survives a permission prompt that hides the page while it is asked', async () => {
    let allow: (stream: MediaStream) => void = () => undefined;
    cameraGives(() => new Promise((resolve) => (allow = resolve)));
    const opening = open();
    hide(true);
    hide(false);
    allow(await realRequest({ video: true }));
    await opening;
    expect(tracks()).to.eql(['live']);
  });

  it('asks nobody once it was cancelled', async () => {
    expect(isAbort(await failure(open({ signal: AbortSignal.abort() })))).to.equal(true);
    expect(asked).to.eql([]);
  });

  it('takes no picture before the camera has given one, and is off then too', async () => {
    await open();
    patch(video, 'videoWidth', 0);
    expect(cameraReason(await failure(camera?.capture() ?? Promise.resolve()))).to.equal('busy');
    expect(tracks()).to.eql(['ended']);
  });

  /** A video that plays, and for so many times has no frame to draw. */
  const drawsNothing = (times: number) => {
    const { prototype } = OffscreenCanvasRenderingContext2D;
    const draw = Reflect.get(prototype, 'drawImage') as (...what: unknown[]) => void;
    patch(prototype, 'drawImage', function (this: unknown, ...what: unknown[]) {
      if (!(what[0] instanceof HTMLVideoElement) || times-- <= 0) draw.apply(this, what);
    });
  };

  it('waits for the first frame where the browser plays before it has one', async () => {
    await open();
    drawsNothing(1);
    expect((await camera?.capture())?.type).to.equal('image/jpeg');
    expect(tracks()).to.eql(['ended']);
  });

  it('says that the camera gave no picture, not that the browser falsified it', async () => {
    await open();
    drawsNothing(Infinity);
    expect(cameraReason(await failure(camera?.capture() ?? Promise.resolve()))).to.equal('busy');
    expect(tracks()).to.eql(['ended']);
  });

  it('takes no picture in a browser that falsifies canvases', async () => {
    await open();
    patch(
      OffscreenCanvasRenderingContext2D.prototype,
      'getImageData',
      (_x: 0, _y: 0, w: number, h: number) => {
        const pixels = new ImageData(w, h);
        pixels.data.fill(255);
        return pixels;
      },
    );
    expect(selfieReason(await failure(camera?.capture() ?? Promise.resolve()))).to.equal('protected');
    expect(tracks()).to.eql(['ended']);
  });
});
