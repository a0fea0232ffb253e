/** The organiser's own checks (behaviour.md T1.3.8, T1.18.1). A check that fails lets nobody through. */
import { refusal } from './answer.js';
import type { ProxyConfig } from './options.js';

export interface Hooks {
  /** Throws 403 when the organiser does not let this visitor see this bib. */
  access(bib: string, request: Request): Promise<void>;
  /** Throws 403 when the organiser does not take the visitor for a human. */
  human(request: Request): Promise<void>;
}

/** What a hook may look at: the body stays ours to read, and to bound. */
const withoutBody = ({ url, method, headers }: Request): Request => new Request(url, { method, headers });

export function createHooks({ verifyAccess, verifyHuman, log }: ProxyConfig): Hooks {
  async function ask(hook: () => unknown, no: string): Promise<void> {
    let answer: unknown;
    try {
      answer = await hook();
    } catch {
      log({ level: 'error', message: 'a hook of the organiser failed' });
      throw refusal(503, 'forbidden', 'The check for this search is not available.');
    }
    if (answer !== true) throw refusal(403, 'forbidden', no);
  }

  return {
    access: async (bib, request) => {
      if (verifyAccess)
        await ask(
          () => verifyAccess({ bib, request: withoutBody(request) }),
          'The organiser has not allowed this search.',
        );
    },
    human: async (request) => {
      if (verifyHuman)
        await ask(() => verifyHuman(withoutBody(request)), 'The check for humans was not passed.');
    },
  };
}
