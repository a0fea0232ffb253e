/** Loads what makes something of an answer. */
import { NinepicError } from './errors.js';
import type * as payloads from './payloads.js';
import type * as reading from './reading.js';

export type Shapes = typeof payloads;

/**
 * zod, the shapes and the rules for failures are a quarter of all bytes: they are fetched beside the first request, not
 * before it.
 *
 * @throws NinepicError `offline` when they could not be; asking again fetches again
 */
export async function loadReading(): Promise<typeof reading> {
  try {
    return await import('./reading.js');
  } catch (cause) {
    throw new NinepicError('offline', 'A part could not be loaded.', { cause });
  }
}
