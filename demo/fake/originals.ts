/** `POST original-photos` (9pic-api.md section 11). */
import { pageAsked, pagination, positions, Refusal, type Json } from './answers.js';
import type { Call, Context } from './api-routes.js';
import { indexesOf } from './race.js';
import { originalPath, presign } from './storage.js';

interface Wanted {
  /** Ids of the photos that exist. */
  readonly ids: readonly string[];
  readonly unknown: readonly string[];
  readonly identifier: string | null;
}

function wanted({ searches, settings }: Context, { json, album, event }: Call): Wanted {
  const { method, identifier } = (json ?? {}) as { method?: unknown; identifier?: unknown };
  const idsOf = (indexes: readonly number[]) => indexes.map((index) => album.race.photoAt(index).id);
  if (method === 'image_ids') {
    if (
      !Array.isArray(identifier) ||
      identifier.length === 0 ||
      identifier.some((id) => typeof id !== 'string')
    )
      throw new Refusal(422, 'body.identifier: Input should be a valid list');
    const asked = identifier as string[];
    const ids = asked.filter((id) => album.race.photoOf(id));
    if (ids.length === 0) throw new Refusal(400, 'None of the image ids is valid');
    return { ids, unknown: asked.filter((id) => !ids.includes(id)), identifier: null };
  }
  if (typeof identifier !== 'string')
    throw new Refusal(422, 'body.identifier: Input should be a valid string');
  switch (method) {
    case 'bib':
      return { ids: idsOf(indexesOf(album.race, identifier, settings)), unknown: [], identifier };
    case 'selfie':
      return { ids: idsOf(searches.faces(event.id, identifier).indexes), unknown: [], identifier };
    case 'image_id':
      if (!album.race.photoOf(identifier)) throw new Refusal(400, 'Image not found');
      return { ids: [identifier], unknown: [], identifier };
    default:
      throw new Refusal(422, "body.method: Input should be 'bib', 'selfie', 'image_id' or 'image_ids'");
  }
}

/** One page of links that live for `presignedSeconds`. Without stored originals there are none to link to. */
export function listOriginals(context: Context, call: Call): Json {
  const { settings, clock } = context;
  const { ids, unknown, identifier } = wanted(context, call);
  const asked = pageAsked(call.query, settings, 30, 60);
  const page = positions(ids.length, asked).flatMap((n) => ids[n] ?? []);
  const { originals } = settings.storage;
  const missing = typeof originals === 'object' ? ids.slice(0, originals.missing) : originals ? [] : ids;
  const lost = new Set(missing);
  const failed = [...page.filter((id) => lost.has(id)), ...(asked.page === 1 ? unknown : [])];
  const stored = page.filter((id) => !lost.has(id));
  const links = stored.map((id) => ({
    url: presign(originalPath(call.event.id, id), settings, clock),
    filename: `${id}.jpg`,
  }));
  return {
    presigned_urls: links,
    failed_urls: failed.map((id) => ({ image_id: id, error: 'Original not available', path: null })),
    total_images: page.length,
    successful_count: links.length,
    failed_count: failed.length,
    identifier,
    message: ids.length === 0 ? `No images found for ${String(identifier)}` : null,
    pagination: pagination(ids.length, asked.page, asked.pageSize),
  };
}
