/** Reading a stream without trusting its announced length (behaviour.md T1.3.7, T1.16.1). */
import { isNinepicError } from '../api/errors.js';
import { refusal } from './answer.js';

/** Bytes that all running requests together hold, so that a burst of uploads cannot fill the memory. */
export class ByteBudget {
  private held = 0;
  private readonly max: number;

  constructor(max: number) {
    this.max = max;
  }

  /** @returns false when the budget is used up; then nothing was taken */
  take(bytes: number): boolean {
    if (this.held + bytes > this.max) return false;
    this.held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.held -= bytes;
  }
}

/**
 * Reads a stream to its end, or gives up.
 *
 * @param onChunk sees each chunk's length before it is kept; may throw to stop
 * @param announced bytes that the sender has said; nothing is lost where that was a lie
 * @returns the bytes, or `undefined` when there were more than `max`; the stream is then cancelled
 */
export async function readBytes(
  stream: ReadableStream<Uint8Array>,
  max: number,
  onChunk?: (length: number) => void,
  announced = 0,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = stream.getReader();
  // One buffer that grows: millions of chunks of a byte each, if kept, would take a hundred times their room.
  let bytes = new Uint8Array();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const before = length;
      length += value.length;
      if (length > max) {
        void reader.cancel().catch(() => undefined);
        return undefined;
      }
      onChunk?.(value.length);
      if (length > bytes.length) bytes = grown(bytes, before, roomFor(length, announced, max));
      bytes.set(value, before);
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined);
    throw error;
  }
  return bytes.subarray(0, length);
}

/** Twice of what came, or all that is to come once a quarter of it is here: what was only announced takes no room. */
function roomFor(length: number, announced: number, max: number): number {
  const isLikely = length <= announced && announced <= 4 * length;
  return Math.min(max, isLikely ? announced : 2 * length);
}

function grown(bytes: Uint8Array, used: number, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size);
  larger.set(bytes.subarray(0, used));
  return larger;
}

/**
 * The body of a visitor's request, read as `readBytes` does; empty when there is none.
 *
 * @throws NinepicError 400 when the visitor's connection was lost on the way
 */
export async function readRequestBytes(
  request: Request,
  max: number,
  onChunk?: (length: number) => void,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (request.body === null) return new Uint8Array();
  try {
    const announced = Number(request.headers.get('content-length') ?? 0);
    return await readBytes(request.body, max, onChunk, announced);
  } catch (error) {
    throw isNinepicError(error) ? error : refusal(400, 'bad-input', 'The body was cut off.');
  }
}
