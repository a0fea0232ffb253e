/** The two routes that cost money: a selfie search and a clip order. */
import { type Answer, refusal } from './answer.js';
import { ByteBudget } from './bytes.js';
import type { Call, Services } from './call.js';
import { assertConsent, assertMediaType, readIdempotencyKey } from './guard.js';
import type { Idempotency } from './idempotency.js';
import { passOn } from './pass-on.js';
import { buildUpload, readUpload, tooMany, type Upload } from './selfie-upload.js';
import type { UpstreamAnswer } from './upstream.js';

/** All uploads in flight together; beyond it a visitor is asked to come again in two seconds. */
const UPLOAD_MEMORY = 256 * 1024 * 1024;

function assertSearchable(name: Call['name'], { picture, requestId }: Upload): void {
  if (name === 'startFaces' && !picture) throw refusal(400, 'bad-input', 'file is missing.');
  if (!picture && requestId === undefined) throw refusal(400, 'bad-input', 'file or request_id is missing.');
}

export function createSearches(
  services: Services,
  idempotency: Idempotency,
): (call: Call) => Promise<Answer> {
  const { config, upstream, hooks } = services;
  const memory = new ByteBudget(UPLOAD_MEMORY);

  const finish = (answer: UpstreamAnswer): Answer => passOn(answer, 'none');

  return async (call) => {
    const { name, params, query, request } = call;
    assertMediaType(request, 'multipart/form-data');
    const key = readIdempotencyKey(request);
    // A selfie search always has a picture; a clip order may do without, and is asked once its parts are known.
    if (name === 'startFaces') assertConsent(request, config);
    await hooks.human(request);
    const upload = await readUpload(request, memory);
    assertSearchable(name, upload);
    if (upload.picture) assertConsent(request, config);

    // An id without a picture names a search that 9Pic has; beside a picture it may be ours alone.
    const ours = config.requestIds === 'server' && upload.picture !== undefined;
    const sent: Upload = ours ? { ...upload, requestId: undefined } : upload;
    const size = upload.picture?.file.size ?? 0;
    if (!memory.take(size)) throw tooMany();
    try {
      return await idempotency.run(
        call,
        upload,
        sent.requestId !== undefined,
        key,
        () => upstream({ route: name, params, query, body: buildUpload(sent, config.fields) }),
        finish,
      );
    } finally {
      memory.give(size);
    }
  };
}
