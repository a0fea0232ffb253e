/** Where links to photos come from, and what photos are called as long as no link says more. */
import type { OriginalLink, Photo } from '../api/payloads.js';
import { safeName } from '../api/safe-name.js';

export interface LinkSource {
  /** Whether there may be a link at all, as far as is known without asking; default: yes. */
  mayHave?(photo: Photo): boolean;
  /** @throws NinepicError when links could not be had */
  find(photo: Photo): Promise<OriginalLink | null>;
  /** A new link instead of one that did not work. */
  renew(photo: Photo, link: OriginalLink): Promise<OriginalLink | null>;
}

/** A photo's id, else the last part of its preview's address. */
const stemOf = ({ id, preview }: Photo): string =>
  id.startsWith('url:') ? new URL(preview).pathname.replace(/\.[^.]*$/, '') : id;

/** What a photo's file is called. */
export const nameOf = (photo: Photo): string => safeName(`${stemOf(photo)}.jpg`, '');

/** The previews themselves, in place of originals. Their addresses do not expire. */
export const previews: LinkSource = {
  find: (photo) => Promise.resolve({ url: photo.preview, filename: stemOf(photo) }),
  renew: (photo) => previews.find(photo),
};
