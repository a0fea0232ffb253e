/** One question to a proxy: a free GET, and what kind of answer came. */

/** Milliseconds. */
export const PATIENCE = 10_000;

/** Why there was no answer that the page may read. */
export type Silence = 'policy' | 'cors' | 'silent' | 'slow';

export interface Heard {
  readonly status: number;
  /** What the proxy itself says is wrong: `X-NinePic-Error`. */
  readonly code: string | null;
  /** The status that 9Pic gave, where the answer is 9Pic's. */
  readonly upstream: string | null;
  /** The payload, out of its envelope; `null` for what is no JSON object. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function payload(response: Response): Promise<Heard['data']> {
  try {
    const body: unknown = await response.json();
    if (!isRecord(body)) return null;
    return isRecord(body['data']) ? body['data'] : body;
  } catch {
    return null;
  }
}

/** Whether somebody answers there, whom the page may not listen to. */
async function isThere(url: string): Promise<boolean> {
  try {
    await fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal: limit() });
    return true;
  } catch {
    return false;
  }
}

function limit(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), PATIENCE);
  return controller.signal;
}

/** @param url of a route that costs nothing */
export async function ask(url: string): Promise<Heard | Silence> {
  let isForbidden = false;
  const onViolation = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    isForbidden ||=
      disposition === 'enforce' && effectiveDirective === 'connect-src' && url.startsWith(blockedURI);
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  const signal = limit();
  try {
    const response = await fetch(url, { cache: 'no-store', credentials: 'same-origin', signal });
    const { status, headers } = response;
    return {
      status,
      code: headers.get('x-ninepic-error'),
      upstream: headers.get('x-ninepic-upstream'),
      data: await payload(response),
    };
  } catch {
    if (signal.aborted) return 'slow';
    // The violation is told in a task of its own, after the rejection.
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (isForbidden) return 'policy';
    const isForeign = new URL(url).origin !== location.origin;
    return isForeign && (await isThere(url)) ? 'cors' : 'silent';
  } finally {
    document.removeEventListener('securitypolicyviolation', onViolation);
  }
}
