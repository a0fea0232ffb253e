/**
 * The one error family of the package (design.md 4.6). Codes are a closed list: programs branch on them, visitors read
 * the sentence that `i18n/messages.ts` has for each, and developers read `message`.
 */
export const errorCodes = [
  'config',
  'offline',
  'blocked',
  'timeout',
  'rate-limited',
  'feature-off',
  'forbidden',
  'not-found',
  'request-unknown',
  'bad-input',
  'bad-image',
  'too-large',
  'unconfirmed',
  'clip-failed',
  'upstream',
  'bad-response',
] as const;

/** What went wrong, for programs. */
export type ErrorCode = (typeof errorCodes)[number];

/** What is known about a failure besides its code. */
export interface ErrorDetails {
  /** HTTP status of the answer, where there was one. */
  status?: number;
  /** Seconds after which the server will have us again. */
  retryAfter?: number;
  /** The client method that failed, for example `byBib`. */
  operation?: string;
  /** Whether asking again can help; default: what `code` says. */
  retryable?: boolean;
  /** True when 9Pic itself (or a proxy that is not ours) said no, false when our proxy did (design.md section 5). */
  fromUpstream?: boolean;
  /** True when nothing was sent: the device said that it is offline. */
  unsent?: boolean;
  /** What it came from. */
  cause?: unknown;
}

const BRAND = Symbol.for('ninepic.error.v1');
const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'offline',
  'timeout',
  'rate-limited',
  'unconfirmed',
  'clip-failed',
  'upstream',
  'bad-response',
]);

/** Every failure that the package reports. An abort is not one. */
export class NinepicError extends Error {
  /** Tells it apart where it is only printed. */
  override readonly name = 'NinepicError';
  /** What went wrong, for programs. */
  readonly code: ErrorCode;
  /** HTTP status of the answer, where there was one. */
  readonly status: number | undefined;
  /** Seconds after which the server will have us again, where it said so. */
  readonly retryAfter: number | undefined;
  /** The client method that failed, for example `byBib`. */
  readonly operation: string | undefined;
  /** Whether asking again can help. */
  readonly retryable: boolean;
  /** True when 9Pic itself (or a proxy that is not ours) said no. */
  readonly fromUpstream: boolean;
  /** True when nothing was sent: the device said that it is offline. */
  readonly unsent: boolean;
  /** When it was made, in milliseconds since the epoch. @internal */
  readonly at = Date.now();

  /** @param message for the developer's console: what happened and what to fix; never shown to visitors */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.retryAfter = details.retryAfter;
    this.operation = details.operation;
    this.retryable = details.retryable ?? RETRYABLE.has(code);
    this.fromUpstream = details.fromUpstream ?? false;
    this.unsent = details.unsent ?? false;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Guard by brand: two copies of the package, or two realms, break `instanceof`. */
export function isNinepicError(value: unknown): value is NinepicError {
  return typeof value === 'object' && value !== null && (value as { [BRAND]?: unknown })[BRAND] === true;
}

/** Whether a "Try again" button makes sense for this failure. */
export function isRetryable(value: unknown): boolean {
  return isNinepicError(value) && value.retryable;
}

/** An abort is somebody's wish, not a failure (behaviour.md R2.3.2). */
export function isAbort(value: unknown): boolean {
  return value instanceof DOMException && value.name === 'AbortError';
}

/** The server may have done what was asked although we have no answer. */
export function isAmbiguous(error: NinepicError): boolean {
  if (error.unsent) return false;
  if (error.status === undefined)
    return (
      error.code === 'offline' ||
      error.code === 'blocked' ||
      error.code === 'timeout' ||
      error.code === 'bad-response'
    );
  // Our proxy says 503 before it sends anything: its budget's store is down, or it has no key.
  if (error.status === 503 && !error.fromUpstream) return false;
  return error.status >= 500 || error.status === 408 || error.status === 425 || error.status < 300;
}
