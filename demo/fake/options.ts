/** The switches of the fake: every point on which 9Pic's documentation contradicts itself or is silent (9pic-api.md 13, 17). */
import type { Clock } from './clock.js';
import type { PhotoFacts } from './race.js';
import type { ClipOrders, FoundSearches } from './searches.js';
import type { Flags } from './world.js';

/** Bytes with a memory of their own; named like this because TypeScript before 5.7 gives arrays of bytes no type of memory. */
export type Bytes = ReturnType<typeof Uint8Array.of>;

/** A picture or a clip. */
export interface Media {
  /** Media type, such as `image/jpeg`. */
  readonly type: string;
  /** The file itself. */
  readonly bytes: Bytes;
}

/** Who draws the pictures; without one, every picture is the same tiny one. */
export interface PictureSource {
  /** @param size of the thumbnail, of the preview, or of the original */
  picture(photo: PhotoFacts, size: 'small' | 'large' | 'original'): Promise<Media>;
  /** @param number 0-based number of the clip in its search */
  clip(number: number): Promise<Media>;
}

/** What may be changed while the fake runs, by `fake.configure(…)`. */
export interface FakeSettings {
  /** `mixed`: ping, event details and originals bare, the rest enveloped; as the documentation's seeds show it. */
  envelope: 'enveloped' | 'flat' | 'mixed';
  /** `old`: the misspelt image fields of the oldest answers. */
  spelling: 'new' | 'old';
  /** How many photos the bib `TEAM` has, more than any runner's; 0: it has none. */
  teamPhotos: number;
  /** Status of a bib without photos. */
  bibMiss: 200 | 404;
  /** What happens to a `page_size` above the maximum. */
  pageSize: 'clamp' | 'refuse';
  /** What a selfie POST with a request id that nobody has seen does: run a search, be refused, or find nothing. */
  unknownIds: 'accept' | 'reject-404' | 'reject-400' | 'empty';
  /** Whose request id the answer carries. */
  requestIds: 'echo' | 'own';
  /** Whether other origins may read the pictures of lists, the previews. */
  pictureCors: boolean;
  /** Whether selfies match a runner. */
  faces: 'runner' | 'nobody';
  /** `confidence_percentage` of the events. */
  threshold: number | null;
  /** How clips are made. */
  clip: {
    /** Answers of `processing` before the end. */
    polls: number;
    /** Milliseconds of processing; the end comes when both are over. */
    ms: number;
    /** The terminal word; anything, because the documentation names none. */
    status: unknown;
    /** Items of `videos`, or the items themselves. */
    shape: 'objects' | 'strings' | readonly unknown[];
    count: number;
    /** Whether other origins may read the files. */
    cors: boolean;
  };
  /** Seconds that a presigned link lives. */
  presignedSeconds: number;
  /** Where the originals are. */
  storage: {
    /** Whether other origins may read the originals. */
    cors: boolean;
    /** Whether originals come with `Content-Disposition: attachment`. */
    attachment: boolean;
    /** Whether the organiser had originals stored at all ("Store Original Memories"); or all but so many of each list. */
    originals: boolean | { readonly missing: number };
    /** Pads every original to so many bytes; 0 leaves them alone. */
    padTo: number;
  };
  /** Fills `original_url`, which is null in every documented answer. */
  originalUrls: boolean;
  /** Overrides for every event. */
  flags: Partial<Flags>;
  /** Milliseconds before each answer of the API. */
  latency: number;
  /** Milliseconds before each picture. */
  mediaLatency: number;
  /** When set, other `Host` headers get 403, as 9Pic's allow-list does. */
  host: string | null;
  /** Where pictures and clips are said to be. */
  mediaBase: string;
  /** Where presigned originals are said to be. */
  storageBase: string;
}

/** Settings that are given in part; objects one level deep are merged. */
export type FakeSettingsPatch = {
  [K in keyof FakeSettings]?: FakeSettings[K] extends readonly unknown[] | string | number | null
    ? FakeSettings[K]
    : Partial<FakeSettings[K]>;
};

/** What the fake begins with: its own options, and all settings. */
export interface FakeOptions extends FakeSettingsPatch {
  /** The key that is accepted; default `demo-key`. */
  apiKey?: string;
  /** Default 903. */
  orgId?: number;
  /** Another seed, another race. */
  seed?: number;
  /** Default: one that goes as the real time does. */
  clock?: Clock;
  /** Default: `tinyPictures`. */
  pictures?: PictureSource;
  /** Where selfie searches are kept, for those who want them after a reload; default: in memory. */
  searches?: FoundSearches;
  /** The same of clip orders. */
  clipOrders?: ClipOrders;
}

/** The newest generation of the documentation, and a server in the best of health. */
export const defaults = (): FakeSettings => ({
  envelope: 'enveloped',
  spelling: 'new',
  teamPhotos: 0,
  bibMiss: 200,
  pageSize: 'clamp',
  unknownIds: 'accept',
  requestIds: 'echo',
  pictureCors: true,
  faces: 'runner',
  threshold: 75,
  clip: { polls: 2, ms: 0, status: 'completed', shape: 'objects', count: 2, cors: true },
  presignedSeconds: 3600,
  storage: { cors: true, attachment: false, originals: true, padTo: 0 },
  originalUrls: false,
  flags: {},
  latency: 0,
  mediaLatency: 0,
  host: null,
  mediaBase: 'https://photos.9pic.ai',
  storageBase: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
});

/** Copies what is given over the settings; `clip`, `storage` and `flags` field by field. */
export function applySettings(settings: FakeSettings, patch: FakeSettingsPatch): void {
  const { clip, storage, flags, ...rest } = patch;
  Object.assign(settings.clip, clip);
  Object.assign(settings.storage, storage);
  Object.assign(settings.flags, flags);
  const target = settings as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(rest)) {
    if (name in target && value !== undefined) target[name] = value;
  }
}
