/** Every URL that reaches the page passes here: Lit does not vet URLs, and `z.url()` accepts `javascript:` (F4). */

/** Longest URL of a picture or page, and of a presigned link (behaviour.md T1.7.3). */
const MAX_URL_LENGTH = 2048;
export const MAX_PRESIGNED_LENGTH = 4096;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host name stays on this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);

/**
 * Plain http is for development alone: it is let through to this machine, and only from a page on this machine, so that
 * a hostile answer cannot make a visitor's browser knock at their own ports.
 */
function isAllowed(url: URL): boolean {
  if (url.protocol === 'https:') return true;
  return (
    url.protocol === 'http:' &&
    isLoopback(url.hostname) &&
    isLoopback(globalThis.location?.hostname ?? 'localhost')
  );
}

/**
 * @param value anything that came from outside
 * @param maxLength longest accepted, in characters; default {@link MAX_URL_LENGTH}
 * @returns the URL unchanged if it is absolute, https, without credentials and not too long; else `undefined`. The
 *   two slashes are asked for, because a page reads `https:/a` as a path of its own
 */
export function safeUrl(value: unknown, maxLength = MAX_URL_LENGTH): string | undefined {
  if (typeof value !== 'string' || value.length > maxLength || !/^https?:\/\//i.test(value)) return undefined;
  try {
    const url = new URL(value);
    return isAllowed(url) && url.username === '' && url.password === '' ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * An address as a page's author may write it, relative ones resolved; for links such as `privacy-href`.
 *
 * @param schemes default: http and https
 */
export function safeHref(
  value: string | null | undefined,
  base: string,
  schemes: RegExp = /^https?:$/,
): string | undefined {
  if (!value) return undefined;
  try {
    const url = new URL(value, base);
    return schemes.test(url.protocol) && url.username + url.password === '' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
