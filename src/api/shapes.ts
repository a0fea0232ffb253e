/** Loads what reads 9Pic's payloads. */
import { NinepicError } from './errors.js';
import type * as read from './payloads.js';

export type Shapes = typeof read;

/**
 * zod and the shapes are a quarter of all bytes: they are fetched beside the first request, not before it.
 *
 * @throws NinepicError `offline` when they could not be; asking again fetches again
 */
export async function loadShapes(): Promise<Shapes> {
  try {
    return await import('./payloads.js');
  } catch (cause) {
    throw new NinepicError('offline', 'A part of ninepic-elements could not be loaded.', { cause });
  }
}
