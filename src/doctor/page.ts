/** The browser, the page around the tags, and what has already gone wrong on it. */
import { isOn } from '../state/page-config.js';
import { found, type Finding } from './words.js';

/** What the baseline of design.md section 1 has, and older browsers lack. */
const isNewEnough = (): boolean =>
  'attachInternals' in HTMLElement.prototype &&
  typeof structuredClone === 'function' &&
  CSS.supports('color', 'color-mix(in srgb, red, red)');

interface Policy {
  allowsFeature(name: string): boolean;
}

/** Whether page and frames around it let the camera be used; browsers without the question count as yes. */
function mayUseCamera(): boolean {
  const { featurePolicy } = document as Document & { featurePolicy?: Policy };
  return featurePolicy?.allowsFeature('camera') ?? true;
}

export function examinePage(tags: readonly Element[]): Finding[] {
  const findings = [isNewEnough() ? found('good', 'browser.fine') : found('wrong', 'browser.old')];
  if (!globalThis.isSecureContext) findings.push(found('wrong', 'page.insecure'));
  if (!document.documentElement.lang) findings.push(found('mind', 'page.language'));
  if (globalThis.parent !== globalThis.self) findings.push(found('mind', 'page.framed'));
  const usesCamera = tags.some(
    (tag) => tag.localName === 'ninepic-selfie-search' && !isOn(tag.getAttribute('no-camera')),
  );
  if (usesCamera && !mayUseCamera()) findings.push(found('mind', 'camera.forbidden'));
  return findings;
}

/** How many pictures galleries tried to show in vain. */
export function brokenPictures(tags: readonly Element[]): number {
  const isBroken = (image: HTMLImageElement) =>
    image.src !== '' && image.complete && image.naturalWidth === 0;
  return tags
    .flatMap((tag) => (tag.shadowRoot ? [tag.shadowRoot] : []))
    .map(
      (root) =>
        [...root.querySelectorAll('img')].filter(isBroken).length + root.querySelectorAll('.broken').length,
    )
    .reduce((sum, count) => sum + count, 0);
}

export const examinePictures = (broken: number): Finding[] =>
  broken > 0 ? [found('wrong', 'pictures.broken', { count: broken })] : [];

/** What of a report is used; the platform's types know no bodies. */
interface Violation {
  readonly blockedURL?: string;
  readonly effectiveDirective?: string;
  readonly disposition?: string;
}

/**
 * What the page's policy blocked before the doctor came, where the browser remembers it.
 *
 * @param hosts of the proxies; what else a page blocks is not for us to tell
 * @param broken whether pictures are missing, which their host may then be to blame for
 */
export async function examinePolicy(hosts: ReadonlySet<string>, broken: boolean): Promise<Finding[]> {
  if (!('ReportingObserver' in globalThis)) return [];
  const reports: Report[] = [];
  const observer = new ReportingObserver((list) => reports.push(...list), {
    types: ['csp-violation'],
    buffered: true,
  });
  observer.observe();
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  const lines = reports.flatMap(({ body }) => {
    const { blockedURL = '', effectiveDirective: directive = '', disposition } = (body ?? {}) as Violation;
    if (disposition === 'report' || !/^https?:/.test(blockedURL)) return [];
    const { host, origin, pathname } = new URL(blockedURL);
    const isPicture = broken && directive === 'img-src';
    if (!hosts.has(host) && !pathname.includes('ninepic') && !isPicture) return [];
    return [JSON.stringify({ blocked: origin, directive })];
  });
  return [...new Set(lines)].map((line) =>
    found('wrong', 'policy.blocked', JSON.parse(line) as Record<string, string>),
  );
}

/** What the tags themselves have run into; only the code is told, since the rest could name a visitor. */
export function examineSearches(tags: readonly Element[]): Finding[] {
  const codes = tags.flatMap((tag) => {
    const { state } = tag as { state?: { search?: { status?: string; error?: { code?: string } } } | null };
    const code = state?.search?.status === 'failed' ? state.search.error?.code : undefined;
    return code === undefined || code === 'bad-input' ? [] : [code];
  });
  return [...new Set(codes)].map((code) => found('wrong', 'search.failed', { code }));
}
