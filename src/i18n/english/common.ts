/** What every tag may have to say: no part of it may wait for a request, because a failure is when requests fail. */
import type { ErrorCode } from '../../api/errors.js';
import type { Texts } from '../messages.js';

export const common = {
  'error.config': 'This part of the page is not set up yet.',
  'error.offline': 'Could not reach the photo service. Check your connection and try again.',
  'error.blocked': 'The photo service is blocked here. The organiser has to allow it.',
  'error.timeout': 'That took too long. Please try again.',
  'error.rate-limited': 'Too many requests just now.',
  'error.feature-off': 'The organiser does not offer this for this event.',
  'error.forbidden': 'The photo service refused this.',
  'error.not-found': 'This event has no photos here.',
  'error.request-unknown': 'This result is no longer there. You can search again.',
  'error.bad-input': 'Please check what you typed.',
  'error.bad-image': 'This picture cannot be used. Choose another.',
  'error.too-large': 'That is too large.',
  'error.unconfirmed': 'We could not confirm your search. Try again: the same search goes on.',
  'error.clip-failed': 'Your video could not be made.',
  'error.upstream': 'The photo service has a problem. Please try again later.',
  'error.bad-response': 'The photo service gave an odd answer. Please try again.',
  retry: 'Try again',
  'retry.wait': { one: 'Try again in {count} minute.', other: 'Try again in {count} minutes.' },
  'selfie.off': 'Search by selfie is not offered for this event.',
  'clip.off': 'Personal videos are not offered for this event.',
  'event.off': 'Photos of this event are not open yet.',
} as const satisfies Texts & Record<`error.${ErrorCode}`, string>;
