/** Why a picture cannot be used, more finely than an error code: each reason has its own sentence for the visitor. */
import { NinepicError } from '../api/errors.js';
import type { ErrorCode } from '../api/errors.js';
import { picture } from '../i18n/english/picture.js';
import { learn } from '../i18n/texts.js';

learn(picture);

const codes = {
  /** No bytes at all. */
  empty: 'bad-image',
  /** Under 1 kB: no face can be in it, and the proxy refuses it (behaviour.md T1.3.7). */
  'too-small': 'bad-image',
  /** None of the kinds that are known here, whatever its name says. */
  'not-a-picture': 'bad-image',
  pdf: 'bad-image',
  svg: 'bad-image',
  gif: 'bad-image',
  /** An iPhone's own format, in a browser that cannot decode it. */
  heic: 'bad-image',
  /** More bytes than {@link MAX_SELFIE_BYTES}. */
  'too-large': 'too-large',
  /** More pixels than {@link MAX_SELFIE_PIXELS}; told by the header, before anything is decoded. */
  'too-many-pixels': 'too-large',
  /** Truncated, damaged, or a file that can no longer be read. */
  'cannot-decode': 'bad-image',
  /** The browser's privacy protection falsifies canvases, and the file cannot be cleaned without one (T1.20.8). */
  protected: 'bad-image',
} as const satisfies Record<string, ErrorCode>;

/** What is wrong with the picture. */
export type SelfieReason = keyof typeof codes;

/** All of them, so that a test can count the sentences. */
export const selfieReasons = Object.keys(codes) as readonly SelfieReason[];

interface SelfieCause {
  readonly selfie: SelfieReason;
  readonly error?: unknown;
}

/**
 * The error for a reason: code `bad-image` or `too-large`, and the reason in its `cause` for {@link selfieReason}.
 *
 * @param error what the browser threw, where it did
 */
export function selfieProblem(reason: SelfieReason, message: string, error?: unknown): NinepicError {
  const cause: SelfieCause = error === undefined ? { selfie: reason } : { selfie: reason, error };
  return new NinepicError(codes[reason], message, { cause });
}

/** @returns the reason that an error of `prepareSelfie` or of a camera's `capture` carries; `undefined` for others */
export function selfieReason(error: unknown): SelfieReason | undefined {
  const reason = ((error as Error | undefined)?.cause as Partial<SelfieCause> | undefined)?.selfie;
  return reason !== undefined && Object.hasOwn(codes, reason) ? reason : undefined;
}
