/**
 * What a bib, a request id, a page number may look like. Used by the widget before a request and by the proxy before
 * it talks to 9Pic, because encoding is not validation: `encodeURIComponent('..')` is `..` (behaviour.md F1).
 */

/** Letters and digits, with ` . _ -` only between them; 1 to 32 characters (behaviour.md T1.2.3). */
const BIB = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,30}[\p{L}\p{N}])?$/u;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const EVENT_ID = /^[1-9][0-9]{0,11}$/;
const COUNT = /^[1-9][0-9]{0,6}$/;
const EPOCH = /^[0-9]{1,11}$/;
const WORD = /^[A-Za-z0-9_-]{1,32}$/;
const TICKET = /^[A-Za-z0-9_-]{16,8192}$/;
/** Longer input is not even normalised. */
export const MAX_INPUT = 200;
const CONSENT_VERSION = /^[A-Za-z0-9._-]{1,64}$/;

/** What a value is held to once it is normalised, by the name of the value. */
export const patterns = {
  bib: BIB,
  request_id: UUID,
  event_id: EVENT_ID,
  count: COUNT,
  epoch: EPOCH,
  word: WORD,
  ticket: TICKET,
  consent: CONSENT_VERSION,
} as const;

/** Zeros of the digit rows that NFKC leaves alone: Arabic, Persian and the Indian scripts. */
export const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66] as const;

/** Digits of other scripts in ASCII; everything else as it is. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((z) => code >= z && code < z + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

/**
 * The bib as it is searched: compatibility forms folded (`１２３` is `123`), digits of other scripts in ASCII, trimmed,
 * one leading `#` dropped.
 *
 * @returns the normalised bib, or `undefined` when it cannot be a bib
 */
export function normalizeBib(input: string): string | undefined {
  if (input.length > MAX_INPUT) return undefined;
  const bib = asciiDigits(input.normalize('NFKC')).trim().replace(/^#/, '').trim();
  return BIB.test(bib) ? bib : undefined;
}

/** A `request_id`: the UUID shape without a check of its version nibble (behaviour.md T1.2.4). */
export const isRequestId = (value: string): boolean => UUID.test(value);

/** A 9Pic `event_id` in decimal, without leading zeros. */
export const isEventId = (value: string): boolean => EVENT_ID.test(value);

/** `page` and `page_size`: 1 to 9,999,999 in decimal. */
export const isCount = (value: string): boolean => COUNT.test(value);

/** `from` and `to`: Unix epoch seconds in decimal. */
export const isEpochSeconds = (value: string): boolean => EPOCH.test(value);

/** `group` and `hash-key`. */
export const isWord = (value: string): boolean => WORD.test(value);

/** A relay ticket: base64url, made by the proxy and opaque to everybody else. */
export const isTicket = (value: string): boolean => TICKET.test(value);

/** The value of `X-NinePic-Consent`. */
export const isConsentVersion = (value: string): boolean => CONSENT_VERSION.test(value);

/** The widest timeline window that is asked for: seven days, in seconds (design.md section 5). */
export const MAX_WINDOW_SECONDS = 7 * 24 * 3600;
