/** Why a picture cannot be used: a sentence for each `SelfieReason`; they come with `ui/selfie-image.ts`. */
import type { Texts } from '../messages.js';

export const picture = {
  'picture.empty': 'This file is empty. Choose another picture.',
  'picture.too-small': 'This picture is too small to show a face. Choose another one.',
  'picture.not-a-picture': 'This file is not a picture. Choose a JPEG, PNG or WebP picture.',
  'picture.pdf': 'This is a PDF, not a picture. Choose a photo.',
  'picture.svg': 'This is a drawing, not a photo. Choose a photo.',
  'picture.gif': 'This is a GIF. Choose a photo as JPEG or PNG.',
  'picture.heic': 'This browser cannot open HEIC pictures. Take a new picture, or choose a JPEG.',
  'picture.too-large': 'This file is too large. Choose a smaller picture.',
  'picture.too-many-pixels': 'This picture has too many pixels. Choose a smaller one.',
  'picture.cannot-decode': 'This picture is damaged and cannot be opened. Choose another one.',
  'picture.protected':
    'Your browser protects pictures from being changed, so this one cannot be cleaned of hidden data. Choose a JPEG, or allow it for this page.',
} as const satisfies Texts;
