/**
 * The upload of a selfie or clip search: read with a bound, checked by its bytes, cleaned and built anew (behaviour.md
 * T1.2.8, T1.3.7, T1.20.7). Nothing is sent to 9Pic before all of it has been checked.
 */
import { isRequestId } from '../api/grammar.js';
import { refusal } from './answer.js';
import { type ByteBudget, readRequestBytes } from './bytes.js';
import { imageInfo, imageType } from './image.js';
import { type Part, readBoundary, readParts } from './multipart.js';
import type { ProxyConfig } from './options.js';
import { stripMetadata } from './strip-metadata.js';

/** Bytes of a whole upload, bytes of a picture, and pixels that its header may announce (behaviour.md T1.3.7). */
export const MAX_UPLOAD = 10 * 1024 * 1024;
export const MIN_PICTURE = 1024;
export const MAX_PIXELS = 50_000_000;
/** What 9Pic is told that the file is called. */
export const FILE_NAME = 'selfie.jpg';
const READ_SECONDS = 60;

/** The cleaned picture: once in memory, however many are on their way at the same time. */
export interface Picture {
  readonly file: Blob;
  /** SHA-256 in hex: tells the same picture from another. */
  readonly fingerprint: string;
}

/** The memory for uploads is used up; in a moment it is free again. */
export const tooMany = () => refusal(503, 'rate-limited', 'Too many uploads at once.', 2);

/** A checked upload. */
export interface Upload {
  readonly picture: Picture | undefined;
  readonly requestId: string | undefined;
}

/** Runs a reading step; a sender that stalls is given up, so that it cannot hold memory for ever. */
async function withinSeconds<T>(seconds: number, read: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(refusal(408, 'timeout', 'The upload was too slow.'));
    }, seconds * 1000);
  });
  try {
    return await Promise.race([read, late]);
  } finally {
    clearTimeout(timer);
    void read.catch(() => undefined);
  }
}

/** A body in memory, until it is given back. */
interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly giveBack: () => void;
}

/** The body, at most ten megabytes of it whatever `Content-Length` says. */
async function readBody(request: Request, memory: ByteBudget): Promise<Body> {
  const tooLarge = () => refusal(413, 'too-large', 'The upload is larger than 10 MB.');
  if (Number(request.headers.get('content-length') ?? 0) > MAX_UPLOAD) throw tooLarge();
  let held = 0;
  let isOver = false;
  const giveBack = () => {
    isOver = true;
    memory.give(held);
  };
  try {
    const reading = readRequestBytes(request, MAX_UPLOAD, (length) => {
      // What comes after it was given up would be counted and never given back.
      if (isOver || !memory.take(length)) throw tooMany();
      held += length;
    });
    const bytes = await withinSeconds(READ_SECONDS, reading);
    if (bytes === undefined) throw tooLarge();
    return { bytes, giveBack };
  } catch (error) {
    giveBack();
    throw error;
  }
}

function onlyOne(parts: readonly Part[], name: string): Uint8Array<ArrayBuffer> | undefined {
  const found = parts.filter((part) => part.name === name);
  if (found.length > 1) throw refusal(400, 'bad-input', `There is more than one ${name}.`);
  return found[0]?.bytes;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function checkPicture(bytes: Uint8Array<ArrayBuffer>): Promise<Picture> {
  const bad = (status: number, why: string) => refusal(status, 'bad-image', why);
  if (bytes.length === 0) throw bad(400, 'The file is empty.');
  if (imageType(bytes) === undefined) throw bad(415, 'The file is not a JPEG, PNG or WebP picture.');
  if (bytes.length < MIN_PICTURE) throw bad(400, 'The picture is smaller than 1 kB.');
  const info = imageInfo(bytes);
  if (info === undefined) throw bad(400, 'The picture is damaged.');
  if (info.width * info.height > MAX_PIXELS)
    throw refusal(413, 'too-large', 'The picture has more than 50 million pixels.');
  const clean = stripMetadata(bytes, info.type);
  if (clean === undefined) throw bad(400, 'The picture is damaged.');
  return { fingerprint: await sha256(clean), file: new Blob([clean], { type: info.type }) };
}

/**
 * Reads and checks an upload.
 *
 * @throws NinepicError 400, 408, 413, 415 or 503 with the reason
 */
export async function readUpload(request: Request, memory: ByteBudget): Promise<Upload> {
  const boundary = readBoundary(request.headers.get('content-type') ?? '');
  if (boundary === undefined) throw refusal(400, 'bad-input', 'The multipart boundary is missing.');
  const { bytes, giveBack } = await readBody(request, memory);
  try {
    const parts = readParts(bytes, boundary);
    if (parts === undefined) throw refusal(400, 'bad-input', 'The multipart body is not well-formed.');
    const file = onlyOne(parts, 'file');
    const id = onlyOne(parts, 'request_id');
    const requestId = id && new TextDecoder().decode(id);
    if (requestId !== undefined && !isRequestId(requestId))
      throw refusal(400, 'bad-input', 'request_id is not a UUID.');
    // Last of all: where a picture is cleaned, the body is not what came any more.
    return { picture: file && (await checkPicture(file)), requestId };
  } finally {
    giveBack();
  }
}

/** The upload as 9Pic gets it: its own field names, our own file name, nothing that the sender chose. */
export function buildUpload(upload: Upload, fields: ProxyConfig['fields']): FormData {
  const form = new FormData();
  if (upload.picture) form.append(fields.file, upload.picture.file, FILE_NAME);
  if (upload.requestId !== undefined) form.append(fields.requestId, upload.requestId);
  return form;
}
