/** A page with a selfie search before a 9Pic of each test's own, and what its answers look like. */
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { page, tag } from '../support/page.js';
import { WITH_GALLERY } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

export const FOUND = /\d+ photos? found/;
export const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

export interface SelfieScene {
  /** The 9Pic behind the page. */
  readonly stack: TestStack;
  /** Opens a page with a selfie search. */
  open(markup?: string): Promise<{ body: HTMLElement; search: NinepicSelfieSearch }>;
}

/** To be called in a suite: each test has a 9Pic of its own. */
export function selfieScene(): SelfieScene {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());
  return {
    get stack() {
      return stack;
    },
    async open(markup = WITH_GALLERY) {
      const body = await page(markup, stack);
      return { body, search: tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search') };
    },
  };
}
