/** Why there is no camera: a sentence for each `CameraReason`; they come with `ui/camera.ts`. */
import type { Texts } from '../messages.js';

export const camera = {
  'camera.denied':
    'The camera is not allowed. Allow it in the settings of your browser, or choose a picture.',
  'camera.absent': 'No camera was found. Choose a picture instead.',
  'camera.busy': 'The camera is in use by another program. Close it, or choose a picture.',
  'camera.policy': 'This page may not use the camera. Choose a picture instead.',
  'camera.insecure': 'The camera works on secure (https) pages only. Choose a picture instead.',
  'camera.unsupported': 'This browser has no camera here. Choose a picture instead.',
} as const satisfies Texts;
