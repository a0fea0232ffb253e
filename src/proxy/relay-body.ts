/** The stream of a relayed file: passed on chunk by chunk, held to the length it promised, and never left hanging. */

export interface RelayBodyOptions {
  /** What `Content-Length` promised, in bytes; `undefined` where it was not said. */
  readonly length: number | undefined;
  /** The largest file that is passed on, in bytes. */
  readonly max: number;
  /** How long storage may send nothing while it is asked, in milliseconds. */
  readonly stallMs: number;
  /** How long the whole may take, in milliseconds: a reader who never reads must not hold a connection for ever. */
  readonly totalMs: number;
  /** Ends the call to storage. */
  readonly abort: () => void;
}

/** Workers send `Content-Length` with a stream only when its length is sure. */
type FixedLength = new (length: number) => TransformStream<Uint8Array, Uint8Array>;

/**
 * Reads ahead nothing: the visitor's pace is storage's pace. Too many bytes, too few, or a pause too long break the
 * answer off, so that a browser never takes half a photo for a whole one. A visitor who leaves ends the call to storage.
 */
export function relayBody(
  source: ReadableStream<Uint8Array>,
  options: RelayBodyOptions,
): ReadableStream<Uint8Array> {
  const { length, max, stallMs, totalMs, abort } = options;
  const reader = source.getReader();
  let seen = 0;
  let stopped = false;
  let deadline: ReturnType<typeof setTimeout> | undefined;

  const stop = (reason?: unknown) => {
    stopped = true;
    clearTimeout(deadline);
    void reader.cancel(reason).catch(() => undefined);
    abort();
  };
  async function next(): Promise<Uint8Array | undefined> {
    const stalled = setTimeout(stop, stallMs);
    try {
      const { done, value } = await reader.read();
      if (!done) seen += value.length;
      const fits = done ? seen === (length ?? seen) : seen <= (length ?? max);
      // A stream that was cancelled ends as one that is whole does.
      if (stopped || !fits) throw new Error('the file did not come as it was promised');
      return done ? undefined : value;
    } finally {
      clearTimeout(stalled);
    }
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        deadline = setTimeout(() => {
          stop();
          controller.error(new Error('the visitor did not read the file in time'));
        }, totalMs);
        // Nothing to stay awake for: on Node an answer that nobody reads must not keep the process.
        (deadline as { unref?: () => void }).unref?.();
      },
      async pull(controller) {
        try {
          const chunk = await next();
          if (chunk !== undefined) {
            controller.enqueue(chunk);
            return;
          }
          clearTimeout(deadline);
          controller.close();
        } catch (error) {
          stop(error);
          controller.error(error);
        }
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  );
  const { FixedLengthStream } = globalThis as { FixedLengthStream?: FixedLength };
  return FixedLengthStream === undefined || length === undefined
    ? stream
    : stream.pipeThrough(new FixedLengthStream(length));
}
