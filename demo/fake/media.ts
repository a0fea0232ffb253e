/** The hosts of pictures, clips and originals. */
import { Refusal } from './answers.js';
import type { Album } from './album.js';
import type { Clock } from './clock.js';
import type { FakeSettings, PictureSource } from './options.js';
import type { PhotoFacts } from './race.js';
import { checkLink, originalHeaders, padded, serve } from './storage.js';

export interface MediaHost {
  readonly settings: FakeSettings;
  readonly clock: Clock;
  readonly pictures: PictureSource;
  album(eventId: number): Album;
}

const PICTURE = /^\/imgs\/(\d+)\/(small|large|original)\/([^/]+)\.jpg$/;
const COVER = /^\/imgs\/(\d+)\/cover\.jpg$/;
const ORIGINAL = /^\/raw-memories\/imgs\/(\d+)\/large\/([^/]+)\.jpg$/;
const CLIP = /^\/clips\/[^/]+\/(\d+)\.mp4$/;

function photoOf(host: MediaHost, event: string, name: string): PhotoFacts {
  // Photos that were added while somebody pages show what their neighbour shows.
  const id = decodeURIComponent(name).replace(/^new-\d+-/, '');
  const photo = host.album(Number(event)).race.photoOf(id);
  if (!photo) throw new Refusal(404, 'Not Found');
  return photo;
}

/** @throws Refusal 404 for what is not there */
export async function answerMedia(
  host: MediaHost,
  request: Request,
  endpoint: 'picture' | 'clipFile' | 'storage',
  path: string,
): Promise<Response> {
  const cached = new Headers({ 'cache-control': 'public, max-age=3600' });
  if (endpoint === 'clipFile') {
    const number = CLIP.exec(path)?.[1];
    if (number === undefined) throw new Refusal(404, 'Not Found');
    if (host.settings.clip.cors && request.headers.has('origin'))
      cached.set('access-control-allow-origin', '*');
    return serve(request, await host.pictures.clip(Number(number)), cached);
  }
  if (endpoint === 'picture' && host.settings.pictureCors && request.headers.has('origin'))
    cached.set('access-control-allow-origin', '*');
  if (endpoint === 'storage') {
    const [, event = '', name = ''] = ORIGINAL.exec(path) ?? [];
    const refused = checkLink(request, path, host.clock);
    if (refused) return refused;
    const photo = photoOf(host, event, name);
    const media = await host.pictures.picture(photo, 'original');
    const headers = originalHeaders(request, host.settings, `${photo.id}.jpg`);
    return serve(request, padded(media, host.settings.storage.padTo), headers);
  }
  const cover = COVER.exec(path)?.[1];
  if (cover !== undefined) {
    const { race } = host.album(Number(cover));
    if (race.total === 0) throw new Refusal(404, 'Not Found');
    const photo = race.photoAt(race.total >> 1);
    return serve(request, await host.pictures.picture(photo, 'large'), cached);
  }
  const [, event = '', size, name = ''] = PICTURE.exec(path) ?? [];
  if (size === undefined) throw new Refusal(404, 'Not Found');
  const photo = photoOf(host, event, name);
  return serve(request, await host.pictures.picture(photo, size as 'small' | 'large' | 'original'), cached);
}
