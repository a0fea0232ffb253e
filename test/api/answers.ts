/** What 9Pic answers, for tests of how it is read. */
import type { PhotoPage } from '../../src/api/payloads.js';
import { parsePhotoPage } from '../../src/api/payloads.js';
import { pagination } from '../support/scripted-fetch.js';

/** The page that was asked for. */
export const ASKED = { page: 1, pageSize: 100 };

/** A page of photos, read. */
export const page = (images: unknown, info: unknown = pagination(1)): PhotoPage =>
  parsePhotoPage({ images, pagination: info }, ASKED);

/** Of an event, as an older 9Pic gives them. */
export const DETAILS = {
  event_id: 456,
  event_name: 'Lakeside Marathon',
  event_slug: 'lakeside',
  event_date: '2026-01-19T06:00:00',
  status: 'active',
  event_enabled: true,
  bib_search: true,
  selfie_search: true,
  name_search: false,
};
