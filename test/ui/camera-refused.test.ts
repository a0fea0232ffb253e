import { expect, oneEvent } from '@open-wc/testing';
import { openCamera } from '../../src/ui/camera.js';
import { cameraReason } from '../../src/ui/camera-reasons.js';
import type { CameraReason } from '../../src/ui/camera-reasons.js';
import { patch, unpatch } from '../support/patches.js';

describe('a camera that cannot be had', () => {
  afterEach(unpatch);

  /** The reason, and how often the browser was asked. */
  async function refusal(throwing?: Error): Promise<{ reason: CameraReason | undefined; asked: number }> {
    let asked = 0;
    if (throwing)
      patch(navigator.mediaDevices, 'getUserMedia', () => {
        asked += 1;
        return Promise.reject(throwing);
      });
    const video = document.createElement('video');
    const reason = await openCamera({ video }).then(
      () => undefined,
      (error: unknown) => cameraReason(error),
    );
    expect(video.srcObject).to.equal(null);
    return { reason, asked };
  }

  // The exceptions that the specification of getUserMedia documents.
  const exceptions: [string, CameraReason][] = [
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'absent'],
    ['OverconstrainedError', 'absent'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['SecurityError', 'policy'],
    ['InvalidStateError', 'unsupported'],
    ['constructor', 'unsupported'],
  ];
  for (const [name, reason] of exceptions)
    it(`is ${reason} after ${name}, and is not asked for again`, async () => {
      expect(await refusal(new DOMException('no', name))).to.eql({ reason, asked: 1 });
    });

  it('is unsupported after a TypeError', async () => {
    expect((await refusal(new TypeError('no'))).reason).to.equal('unsupported');
  });

  it('is a matter of policy where the page forbids cameras, not of the visitor', async () => {
    patch(document, 'featurePolicy' as keyof Document, {
      allowsFeature: (name: string) => name !== 'camera',
    });
    expect((await refusal(new DOMException('no', 'NotAllowedError'))).reason).to.equal('policy');
  });

  it('is unsupported in an in-app browser', async () => {
    patch(navigator, 'mediaDevices', undefined);
    expect((await refusal()).reason).to.equal('unsupported');
  });

  it('is insecure without https', async () => {
    patch(window, 'isSecureContext', false);
    patch(navigator, 'mediaDevices', undefined);
    expect((await refusal()).reason).to.equal('insecure');
  });

  it('is told from a visitor’s no in a real frame that may not use cameras', async () => {
    const frame = document.createElement('iframe');
    frame.allow = "camera 'none'";
    document.body.append(frame);
    const inside = frame.contentDocument;
    const script = inside?.createElement('script');
    if (!inside || !script) throw new Error('no frame');
    script.type = 'module';
    script.textContent = `
      import { openCamera } from '/src/ui/camera.ts';
      openCamera({ video: document.createElement('video') }).catch((error) =>
        frameElement.dispatchEvent(new CustomEvent('refused', { detail: error.reason })));`;
    const refused = oneEvent(frame, 'refused');
    inside.body.append(script);
    expect((await refused) as unknown).to.have.property('detail', 'policy');
    frame.remove();
  });

  it('gives other errors no reason', () => {
    expect(cameraReason(new Error('x'))).to.equal(undefined);
    expect(cameraReason(undefined)).to.equal(undefined);
  });
});
