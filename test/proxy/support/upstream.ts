/** A stand-in for api.9pic.ai that writes down what reaches it, and answers what a test tells it to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as it came over the wire. */
export interface RecordedCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What the next call is answered with; without one, something plausible for its path. */
export interface ScriptedAnswer {
  readonly status?: number;
  /** Several values are as many headers. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
  /** Repeat `body` this often. */
  readonly times?: number;
  /** Never answer. */
  readonly hang?: boolean;
  /** Wait before the answer, in milliseconds. */
  readonly delay?: number;
  /** Send half of the body and cut the connection. */
  readonly cut?: boolean;
}

export interface RecordingUpstream {
  readonly origin: string;
  readonly calls: RecordedCall[];
  /** Answers calls from now on; `undefined` goes back to the plausible ones. */
  script(answer: ScriptedAnswer | ((call: RecordedCall) => ScriptedAnswer) | undefined): void;
  close(): Promise<void>;
}

const pagination = {
  total: 1,
  currentPage: 1,
  totalPages: 1,
  hasNextPage: false,
  hasPreviousPage: false,
  page_size: 32,
};
const photo = {
  img_url: 'https://photos.9pic.ai/imgs/456/large/a.jpg',
  thumbnail_url: 'https://photos.9pic.ai/imgs/456/small/a.jpg',
  original_url: 'https://photos.9pic.ai/ORIGINAL/a.jpg',
  orginal_url: 'https://photos.9pic.ai/ORIGINAL/a.jpg',
  image_id: 'a',
  width: 3240,
  height: 4860,
};
const details = {
  event_id: 456,
  event_name: 'City Marathon',
  event_enabled: true,
  bib_search: true,
  selfie_search: true,
  name_search: false,
  video_search: true,
  video_selfie_search: true,
  timeline_search: true,
};
const REQUEST_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

function plausible(url: string): unknown {
  if (url.includes('/details')) return details;
  if (url.includes('/ping')) return { status: 'ok', event_id: 456 };
  if (url.includes('/events'))
    return { events: [{ event_id: 456, event_name: 'City Marathon' }], pagination };
  if (url.includes('/timeline/days')) return { days: [] };
  if (url.includes('/video-clipping')) return { request_id: REQUEST_ID, status: 'processing', videos: [] };
  if (url.includes('/original-photos'))
    return { presigned_urls: [], failed_urls: [], total_images: 0, pagination };
  return { request_id: REQUEST_ID, images: [photo], pagination };
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function answer(response: ServerResponse, url: string, scripted: ScriptedAnswer): Promise<void> {
  if (scripted.hang) return;
  if (scripted.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, scripted.delay));
  const body =
    scripted.body?.repeat(scripted.times ?? 1) ??
    JSON.stringify({ responseType: 'success', message: 'fine', data: plausible(url) });
  response.writeHead(scripted.status ?? 200, { 'content-type': 'application/json', ...scripted.headers });
  if (scripted.cut) response.write(body.slice(0, body.length / 2), () => response.destroy());
  else response.end(body);
}

/** Starts one on a free port of the loopback. */
export async function startUpstream(): Promise<RecordingUpstream> {
  const calls: RecordedCall[] = [];
  let script: (call: RecordedCall) => ScriptedAnswer = () => ({});
  const server = createServer((message, response) => {
    void readBody(message)
      .then((body) => {
        const call: RecordedCall = {
          method: message.method ?? '',
          url: message.url ?? '',
          headers: message.headers as Record<string, string>,
          body,
        };
        calls.push(call);
        return answer(response, call.url, script(call));
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    script(next) {
      script = typeof next === 'function' ? next : () => next ?? {};
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
