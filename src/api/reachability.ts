/** Tells a policy that forbids us from a network that is not there: `fetch` reports both as the same TypeError. */
import { NinepicError } from './errors.js';
import type { ErrorCode } from './errors.js';

/** Milliseconds; somebody is waiting for the sentence that comes of it. */
const PROBE_TIMEOUT = 5000;

/**
 * Asks once more, without CORS. A `securitypolicyviolation` means that the page's own policy blocks the proxy; an answer
 * from another origin means that the proxy is there and its CORS rules keep us out (design.md 4.6). A proxy on the
 * page's own origin needs no CORS, so an answer from it proves nothing.
 *
 * @param url any URL of the proxy that costs nothing to ask for
 */
export async function whyUnreachable(url: string, fetch: typeof globalThis.fetch): Promise<ErrorCode> {
  const page = globalThis.document;
  if (!page || globalThis.navigator?.onLine === false) return 'offline';
  const crossOrigin = new URL(url).origin !== globalThis.location.origin;
  let blocked = false;
  const onViolation = (event: SecurityPolicyViolationEvent) => {
    // A policy that only reports forbids nothing.
    const isEnforced = event.disposition === 'enforce' && event.effectiveDirective === 'connect-src';
    blocked ||= isEnforced && url.startsWith(event.blockedURI);
  };
  page.addEventListener('securitypolicyviolation', onViolation);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PROBE_TIMEOUT);
  try {
    const { signal } = controller;
    await fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', redirect: 'follow', signal });
    blocked ||= crossOrigin;
  } catch {
    // The violation is reported in a task of its own, after the rejection.
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    clearTimeout(timer);
    page.removeEventListener('securitypolicyviolation', onViolation);
  }
  return blocked ? 'blocked' : 'offline';
}

/**
 * Loads a picture once more, to see whether the page's own policy forbids it: to the first try a policy's no and a lost
 * picture are the same event (behaviour.md T1.9.3).
 *
 * @returns `blocked`; nothing where the picture is merely lost
 */
export async function whyBroken(url: string): Promise<NinepicError | undefined> {
  let isBlocked = false;
  const onViolation = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    isBlocked ||= disposition === 'enforce' && effectiveDirective === 'img-src' && url.startsWith(blockedURI);
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  await new Promise((resolve) => {
    const picture = new Image();
    // The violation is reported in a task of its own.
    picture.onload = picture.onerror = () => setTimeout(resolve, 50);
    picture.src = url;
  });
  document.removeEventListener('securitypolicyviolation', onViolation);
  if (!isBlocked) return undefined;
  const { origin } = new URL(url);
  return new NinepicError('blocked', `The page's policy forbids its photos: img-src lacks ${origin}`);
}
