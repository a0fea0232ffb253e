/** A page of its own, in a frame, that loads the built scripts as an organiser's page does: `npm run build` comes first. */
import { oneEvent } from '@open-wc/testing';

/** What a page says where developers look, from its first line on. */
export interface ScriptPage {
  readonly window: Window & typeof globalThis;
  readonly document: Document;
  /** Lines of `console.warn`. */
  readonly warnings: readonly string[];
  /** What reached `window.onerror` or stayed unhandled. */
  readonly errors: readonly string[];
}

/** Stands first in the page, so that nothing escapes it. */
const witness = `<script>
  window.warnings = [];
  window.errors = [];
  console.warn = (...words) => warnings.push(words.join(' '));
  addEventListener('error', (event) => errors.push(event.message));
  addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
</script>`;

/** @param head what the page has before its tags, scripts in it; resolves when all of them ran */
export async function scriptPage(head: string, body = ''): Promise<ScriptPage> {
  const frame = document.createElement('iframe');
  const policy = /<meta[^>]*>/.exec(head)?.[0] ?? '';
  frame.srcdoc = `<!doctype html><html lang="en"><head>${policy}${witness}${head.replace(policy, '')}</head><body>${body}</body></html>`;
  const loaded = oneEvent(frame, 'load');
  document.body.append(frame);
  await loaded;
  const window = frame.contentWindow as ScriptPage['window'] & Pick<ScriptPage, 'warnings' | 'errors'>;
  return { window, document: window.document, warnings: window.warnings, errors: window.errors };
}

/** A built script, as module unless it says otherwise. */
export const script = (name: string, kind: 'module' | 'classic' = 'module'): string =>
  `<script ${kind === 'module' ? 'type="module" ' : ''}src="/dist/cdn/${name}"></script>`;

/** A built script of another version. */
export async function scriptOfVersion(name: string, version: string, now: string): Promise<string> {
  const text = await (await fetch(`/dist/cdn/${name}`)).text();
  const other = new Blob([text.replaceAll(now, version)], { type: 'text/javascript' });
  return `<script type="module" src="${URL.createObjectURL(other)}"></script>`;
}
