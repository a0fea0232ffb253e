/** Every text that a visitor can see, in English, and the ways to fill in numbers. */
import type { ErrorCode } from '../api/errors.js';

/** A text; one for each plural category of the language where a number decides (`Intl.PluralRules`). */
export type Message = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

export type MessageKey = keyof typeof english;

/** A full set of texts. `{name}` stands for a value. */
export type Messages = Readonly<Record<MessageKey, Message>>;

const errors = {
  'error.config': 'This part of the page is not set up yet.',
  'error.offline': 'Could not reach the photo service. Check your connection and try again.',
  'error.blocked': 'This page blocks the photo service. The organiser has to allow it.',
  'error.timeout': 'That took too long. Please try again.',
  'error.rate-limited': 'Too many requests just now. Please try again in a moment.',
  'error.feature-off': 'The organiser does not offer this for this event.',
  'error.forbidden': 'The photo service refused this request.',
  'error.not-found': 'This event has no photos here.',
  'error.request-unknown': 'This result is no longer there. You can search again.',
  'error.bad-input': 'Please check what you typed.',
  'error.bad-image': 'This picture cannot be used. Choose another one.',
  'error.too-large': 'That is too large.',
  'error.unconfirmed': 'We could not confirm your search. Try again: the same search is continued.',
  'error.clip-failed': 'Your video could not be made.',
  'error.upstream': 'The photo service has a problem. Please try again later.',
  'error.bad-response': 'The photo service gave an answer that we do not understand. Please try again.',
} as const satisfies Record<`error.${ErrorCode}`, string>;

export const english = {
  ...errors,
  retry: 'Try again',
  'retry.wait': { one: 'Try again in {count} minute.', other: 'Try again in {count} minutes.' },
  'bib.label': 'Race number (bib)',
  'bib.button': 'Find my photos',
  'bib.searching': 'Searching for {bib}…',
  'bib.invalid': 'A race number has letters and digits only, for example 1234 or A-567.',
  'bib.missing': 'Type your race number first.',
  'bib.found': { one: '{count} photo for {bib}.', other: '{count} photos for {bib}.' },
  'bib.none': 'No photos for {bib} yet.',
  'bib.off': 'Search by race number is not offered for this event.',
  'gallery.label': 'Race photos',
  'gallery.loading': 'Loading photos…',
  'gallery.count.all': { one: '{count} photo', other: '{count} photos' },
  'gallery.count.bib': { one: '{count} photo for {bib}', other: '{count} photos for {bib}' },
  'gallery.count.selfie': { one: '{count} photo for your selfie', other: '{count} photos for your selfie' },
  'gallery.count.time': { one: '{count} photo at this time', other: '{count} photos at this time' },
  'gallery.empty.all': 'There are no photos yet. Please come back later.',
  'gallery.empty.bib':
    'No photos for {bib}. Check the number, or look through all photos: a bib can be hidden or folded.',
  'gallery.empty.selfie':
    'No photos were found for this selfie. Try your race number, or look through all photos.',
  'gallery.empty.time': 'No photos at this time.',
  'gallery.off': 'The organiser shows photos of this event by search only.',
  'gallery.more': { one: 'Show {count} photo', other: 'Show all {count} photos' },
  'gallery.newer': { one: '{count} new photo', other: '{count} new photos' },
  'gallery.failed': 'Some photos could not be loaded.',
  'gallery.broken': 'Photo cannot be shown',
  'gallery.photo': 'Photo {index} of {total}',
  'gallery.photo.bib': 'Photo {index} of {total}, bib {bib}',
  'gallery.chip.all': 'All photos',
  'gallery.chip.bib': 'Bib {bib}',
  'gallery.chip.selfie': 'My selfie',
  'gallery.chip.time': 'Time',
  'time.label': 'Photos by time',
  'time.zone': 'Race time: {zone}',
  'time.zone.own': 'Your local time: {zone}',
  'time.day': { one: '{day}, {count} photo', other: '{day}, {count} photos' },
  'time.hour': { one: '{from} to {to}, {count} photo', other: '{from} to {to}, {count} photos' },
  'time.span': '{from} to {to}',
  'time.untimed': { one: '{count} photo without a time', other: '{count} photos without a time' },
  'time.untimed.here': 'Photos without a time',
  'time.scrubber': 'Go to a time',
  'time.finish': 'Around my finish time',
  'time.finish.button': 'Show',
  'time.finish.missing': 'Type the time of day at which you finished, for example 08:42:10.',
  'time.finish.invalid': 'This is not a time of day. Write it like 08:42:10.',
  'time.wider': { one: '{count} minute before and after', other: '{count} minutes before and after' },
  'selfie.off': 'Search by selfie is not offered for this event.',
  'selfie.heading': 'Find your photos with a selfie',
  'consent.purpose':
    'Your selfie is compared with the faces in the photos of this event, to find the photos with you. This is biometric data.',
  'consent.processor': 'The comparison is done by 9Pic, for {controller}.',
  'consent.processor.unnamed': 'The comparison is done by 9Pic, for the organiser named on the privacy page.',
  'consent.retention': 'Kept: {retention}.',
  'consent.retention.unnamed': 'How long it is kept is on the privacy page.',
  'consent.deletion': 'Ask for deletion here:',
  'consent.deletion.unnamed': 'How to have it deleted is on the privacy page.',
  'consent.contact': 'Delete my face search',
  'consent.link': 'The result gets a link. Anyone with this link can see these photos.',
  'consent.alternative': 'You do not have to agree: you can search by race number, without your face.',
  'consent.privacy': 'Privacy page',
  'consent.agree': 'I agree that my face is searched in the photos of this event.',
  'consent.age': 'I am {age} or older, or the parent of the child in this photo.',
  'selfie.file': 'Choose or take a picture of your face',
  'selfie.drop': 'You can also drop or paste a picture here.',
  'selfie.camera': 'Use the camera',
  'selfie.camera.choose': 'Camera',
  'selfie.capture': 'Take the picture',
  'selfie.cancel': 'Cancel',
  'selfie.retake': 'Another picture',
  'selfie.preview': 'Your picture',
  'selfie.button': 'Find my photos',
  'selfie.consent.first': 'Tick the box above first.',
  'selfie.preparing': 'Preparing your picture on this device…',
  'selfie.ready': 'Your picture is ready. Search when you like what you see.',
  'selfie.searching': 'Searching for your face…',
  'selfie.confirming': 'The connection broke. Looking for the answer, without searching twice…',
  'selfie.found': { one: '{count} photo found.', other: '{count} photos found.' },
  'selfie.none': 'No photos found for this selfie. Try another picture, or your race number.',
  'selfie.again': 'More photos may still be on their way. Searching again with a picture is a new search.',
  'selfie.again.button': 'New search',
  'selfie.clear': 'Clear my search',
  'camera.denied':
    'The camera is not allowed. Allow it in the settings of your browser, or choose a picture.',
  'camera.absent': 'No camera was found. Choose a picture instead.',
  'camera.busy': 'The camera is in use by another program. Close it, or choose a picture.',
  'camera.policy': 'This page may not use the camera. Choose a picture instead.',
  'camera.insecure': 'The camera works on secure (https) pages only. Choose a picture instead.',
  'camera.unsupported': 'This browser has no camera here. Choose a picture instead.',
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
  'gallery.clear': 'Clear my search',
  'gallery.share': 'Copy link to these photos',
  'gallery.share.meaning': 'Anyone with this link can see these photos.',
  'gallery.share.done': 'Link copied. Anyone with it can see these photos.',
  'gallery.share.failed': 'Copy the address of this page to share these photos.',
  'clip.off': 'Personal videos are not offered for this event.',
  'clip.intro': 'Short videos of you, cut from the footage of this race.',
  'clip.button': 'Make my video',
  'clip.selfie.first': 'Find yourself with a selfie first; your video is made from the same picture.',
  'clip.selfie.link': 'Go to the selfie search',
  'clip.looking': 'Looking for your videos…',
  'clip.ordering': 'Ordering your video…',
  'clip.confirming': 'The connection broke. Looking for your order, without ordering twice…',
  'clip.rendering': 'Your video is being made from the footage of the race. This takes some minutes.',
  'clip.minutes': { one: '{count} minute so far.', other: '{count} minutes so far.' },
  'clip.offline': 'You are offline. We look again as soon as you are back.',
  'clip.leave': 'You can close this page: your video goes on being made.',
  'clip.comeback': 'Come back with this link:',
  'clip.link': 'My photos and videos',
  'clip.found': { one: 'Your video is ready.', other: 'Your {count} videos are ready.' },
  'clip.none': 'No video of you was found in the footage of this event.',
  'clip.timeout': 'Your video is still being made. Look again now or later; nothing is ordered twice.',
  'clip.unconfirmed': 'We could not confirm your order. Try again: the same order is continued.',
  'clip.look': 'Look again',
  'clip.restart': 'Start again',
  'clip.caption': 'Clip {index} of {total}',
  'clip.broken': 'This clip could not be played.',
  'clip.open': 'Open clip',
  'clip.more': { one: 'Show {count} more clip', other: 'Show {count} more clips' },
  'clip.download': 'Save',
  'clip.saving': 'Fetching the clip…',
  'clip.share': 'Save or share now',
  'clip.saved': 'Saved.',
  'clip.unsaved': 'This browser may not save the clip from here. Open it and save it there.',
  'event.off': 'Photos of this event are not open yet.',
  'viewer.close': 'Close',
  'viewer.next': 'Next photo',
  'viewer.previous': 'Previous photo',
  'viewer.counter': '{index} of {total}',
  'viewer.loading': 'Loading photo…',
  'viewer.failed': 'This photo could not be loaded.',
  'viewer.download': 'Download',
  'viewer.share': 'Share',
} as const satisfies Record<string, Message>;

const plurals = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

function cached<T>(map: Map<string, T>, lang: string, make: (lang: string) => T): T {
  let value = map.get(lang);
  if (!value) {
    try {
      value = make(lang);
    } catch {
      // A language that does not exist: the page's author mistyped it.
      value = make('en');
    }
    map.set(lang, value);
  }
  return value;
}

/** A number as the language writes it. */
export const formatNumber = (value: number, lang: string): string =>
  cached(numbers, lang, (tag) => new Intl.NumberFormat(tag)).format(value);

/** Fills a text; `count` chooses its plural form, and all numbers are written as the language does. */
export function format(
  message: Message,
  lang: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  let text: string;
  if (typeof message === 'string') text = message;
  else {
    const rules = cached(plurals, lang, (tag) => new Intl.PluralRules(tag));
    text = message[rules.select(Number(values['count'] ?? 0))] ?? message.other;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, lang) : value;
  });
}
