/** Answers with something wrong in their body (behaviour.md 1.16, R2.7, R2.8). */
import type { Json } from './answers.js';
import type { FaultOptions } from './faults.js';

/** Markup, script and URL payloads; none may become more than text (behaviour.md T1.7.2). */
const HOSTILE = [
  '<img src=x onerror="window.pwned=1">',
  '"><script>window.pwned=1</script>',
  '{{constructor.constructor("window.pwned=1")()}}',
  'javascript:window.pwned=1',
  '\u202Egnp.exe\u0000\u0007',
] as const;

type Change = (payload: Json) => void;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Changes the payload, enveloped or bare. */
async function edit(answer: Response, change: Change): Promise<Response> {
  const text = await answer.clone().text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return answer;
  }
  if (!isRecord(body)) return answer;
  change(isRecord(body['data']) ? body['data'] : body);
  return Response.json(body, { status: answer.status });
}

const items = (payload: Json): Json[] =>
  Array.isArray(payload['images']) ? (payload['images'] as Json[]) : [];

const pageInfo = (payload: Json): Json => (isRecord(payload['pagination']) ? payload['pagination'] : {});

const text =
  (write: (body: string) => string, type = 'application/json') =>
  async (answer: Response, { status }: FaultOptions): Promise<Response> =>
    new Response(write(await answer.text()), {
      status: status ?? answer.status,
      headers: { 'content-type': type },
    });

const edits =
  (change: Change) =>
  (answer: Response): Promise<Response> =>
    edit(answer, change);

const PAGE = '<!doctype html><title>Sign in</title><h1>Welcome to the airport Wi-Fi</h1>';

/** Every fault of a body, by its name. */
export const bodyFaults = {
  /** A captive portal's page instead of JSON. */
  html: text(() => PAGE, 'text/html'),
  'empty-body': text(() => ''),
  'truncated-json': text((body) => body.slice(0, Math.floor(body.length / 2))),
  /** A byte order mark in front; it has to be tolerated. */
  bom: text((body) => `\uFEFF${body}`),
  'php-notice': text((body) => `<br />\n<b>Notice</b>: Undefined index<br />\n${body}`),
  /** A body of 6 MB, which is over the cap of 5. */
  'too-large': text((body) => body.replace(/^\{/, `{"padding":"${'x'.repeat(6_000_000)}",`)),
  'deep-json': text(() => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
  'null-data': text(() => '{"responseType":"success","message":"ok","data":null}'),
  'error-with-200': text(() => '{"responseType":"error","message":"Failed","data":null}'),
  'no-list': edits((payload) => {
    for (const name of ['images', 'events', 'days', 'videos', 'presigned_urls']) delete payload[name];
  }),
  'no-pagination': edits((payload) => {
    delete payload['pagination'];
  }),
  'hostile-strings': edits((payload) => {
    payload['event_name'] = HOSTILE[0];
    payload['event_slug'] = HOSTILE[1];
    payload['status'] ??= HOSTILE[2];
    items(payload).forEach((item, n) => {
      item['caption'] = HOSTILE[0];
      if (n % 3 === 1) item['image_id'] = `${HOSTILE[1]}${n}`;
      if (n % 3 === 2) item['img_url'] = item['thumbnail_url'] = HOSTILE[3];
    });
    for (const link of (payload['presigned_urls'] as Json[] | undefined) ?? [])
      link['filename'] = '../../\u202E<img src=x>"\r\n.exe';
  }),
  'huge-total': edits((payload) => {
    Object.assign(pageInfo(payload), { total: 1e15, totalPages: 1e13, hasNextPage: true });
  }),
  'bad-pagination': edits((payload) => {
    Object.assign(pageInfo(payload), { total: -1, currentPage: '1', totalPages: null, page_size: 'many' });
  }),
  /** Always a next page; past the real end they are empty. */
  'endless-pages': edits((payload) => {
    Object.assign(pageInfo(payload), { hasNextPage: true, total: 1_000_000, totalPages: 1_000_000 });
  }),
  'duplicate-items': edits((payload) => {
    const list = items(payload);
    list.splice(Math.min(2, list.length), 0, ...list.slice(0, 2).map((item) => ({ ...item })));
  }),
  'too-many-items': edits((payload) => {
    const list = items(payload);
    const [first] = list;
    if (first) for (let n = 0; n < 2000; n++) list.push({ ...first, image_id: `extra-${n}` });
  }),
  'bad-items': edits((payload) => {
    const list: unknown[] = items(payload);
    list.splice(
      1,
      5,
      null,
      'text',
      {},
      { image_id: 'no-picture', img_url: 'http://plain.example/x.jpg' },
      { image_id: 'x'.repeat(129), img_url: 'https://photos.9pic.ai/x.jpg' },
    );
  }),
  'bad-dimensions': edits((payload) => {
    const sizes = [
      [0, 0],
      [-5, 10],
      [1, 1e9],
      ['4860', '3240'],
      [null, 3240],
      [1e308, 1],
    ];
    items(payload).forEach((item, n) => {
      [item['width'], item['height']] = sizes[n % sizes.length] ?? [];
    });
  }),
  'missing-ids': edits((payload) => {
    items(payload).forEach((item, n) => {
      if (n % 2 === 0) item['image_id'] = n % 4 === 0 ? '' : null;
    });
  }),
  prototype: text((body) =>
    body.replace(/^\{/, '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'),
  ),
  /** An XML error with status 200 where a picture was asked for. */
  xml: text(() => '<?xml version="1.0"?><Error><Code>InternalError</Code></Error>', 'application/xml'),
  /** A file of the right type with nothing in it. */
  'empty-file': (answer: Response): Promise<Response> => {
    const headers = new Headers(answer.headers);
    headers.set('content-length', '0');
    return Promise.resolve(new Response(new Uint8Array(), { status: answer.status, headers }));
  },
  /** A page that says that it is a picture, and may be read as one. */
  'text-as-picture': async (answer: Response): Promise<Response> => {
    const headers = new Headers(answer.headers);
    headers.set('content-type', 'image/jpeg');
    const bytes = new TextEncoder().encode(`<?xml version="1.0"?><Error>${'x'.repeat(5000)}</Error>`);
    headers.set('content-length', String(bytes.byteLength));
    await answer.body?.cancel();
    return new Response(bytes, { status: 200, headers });
  },
  /** The first half of a file, and its full length promised. */
  'truncated-body': async (answer: Response): Promise<Response> => {
    const bytes = await answer.arrayBuffer();
    const headers = new Headers(answer.headers);
    headers.set('content-length', String(bytes.byteLength));
    return new Response(bytes.slice(0, bytes.byteLength >> 1), { status: answer.status, headers });
  },
} satisfies Record<string, (answer: Response, options: FaultOptions) => Promise<Response>>;

export type BodyFault = keyof typeof bodyFaults;
