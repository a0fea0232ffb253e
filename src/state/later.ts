/** A part of a session that most pages never need: it is loaded at its first use. */
import { NinepicError } from '../api/errors.js';

export class Later<T> {
  private readonly load: () => Promise<T>;
  private part: T | undefined;
  private loading: Promise<T> | undefined;

  constructor(load: () => Promise<T>) {
    this.load = load;
  }

  /** The part, where it was used before. */
  get now(): T | undefined {
    return this.part;
  }

  /** @throws NinepicError `offline` when it could not be loaded; asking again loads again */
  async get(): Promise<T> {
    try {
      this.loading ??= this.load();
      this.part = await this.loading;
      return this.part;
    } catch (cause) {
      this.loading = undefined;
      throw new NinepicError('offline', 'A part could not be loaded.', {
        unsent: true,
        cause,
      });
    }
  }
}
