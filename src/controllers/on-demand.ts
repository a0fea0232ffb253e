/** Code that a press needs, loaded ahead of it or with it. */

export class OnDemand<T> {
  private readonly load: () => Promise<T>;
  private part: T | undefined;
  private loading: Promise<T> | undefined;

  constructor(load: () => Promise<T>) {
    this.load = load;
  }

  /** The part, where it is here. */
  get now(): T | undefined {
    return this.part;
  }

  /** Loads it; asking again after a failure loads again. */
  async get(): Promise<T> {
    try {
      this.loading ??= this.load();
      return (this.part = await this.loading);
    } catch (error) {
      this.loading = undefined;
      throw error;
    }
  }

  /** Loads it ahead of the press. */
  warm(): void {
    this.get().catch(() => undefined);
  }

  /** At once where it is here, because pickers and share sheets need the press itself; else when it is. */
  use(act: (part: T) => void, failed: () => void): void {
    if (this.part) act(this.part);
    else this.get().then(act, failed);
  }
}
