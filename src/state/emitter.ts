/** Tells listeners; a listener leaves with its signal. */
export class Emitter<T> {
  private readonly listeners = new Set<(value: T) => void>();
  private round = 0;

  on(listener: (value: T) => void, signal?: AbortSignal): void {
    if (signal?.aborted) return;
    // A closure of its own, so that one function may be registered twice.
    const entry = (value: T) => listener(value);
    this.listeners.add(entry);
    signal?.addEventListener('abort', () => this.listeners.delete(entry), { once: true });
  }

  /** A listener that throws keeps nobody else from hearing; its error is reported as an uncaught one. */
  emit(value: T): void {
    this.round += 1;
    const { round } = this;
    for (const listener of [...this.listeners]) {
      // A listener that made a newer change has had everybody told of that one.
      if (round !== this.round) return;
      if (!this.listeners.has(listener)) continue;
      try {
        listener(value);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
