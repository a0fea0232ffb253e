/** Tells when nobody has scrolled for a while. */
export class Rest {
  private readonly after: number;
  private readonly onRest: () => void;
  private stirredAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param after milliseconds */
  constructor(after: number, onRest: () => void) {
    this.after = after;
    this.onRest = onRest;
  }

  get isResting(): boolean {
    return this.timer === undefined;
  }

  /** Somebody scrolls. */
  stir(): void {
    this.stirredAt = performance.now();
    this.timer ??= setTimeout(this.look, this.after);
  }

  /** It rests from now on, and nobody is told. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** One timer runs on while she scrolls: to set one anew with every frame costs more than to look at the clock. */
  private readonly look = (): void => {
    const left = this.stirredAt + this.after - performance.now();
    this.timer = left > 0 ? setTimeout(this.look, left) : undefined;
    if (left <= 0) this.onRest();
  };
}
