/** What the package works with: 9Pic's payloads after `payloads.ts` has read them. Types only. */

/** One photo of an event. The API has no time, bib or score per photo (9pic-api.md section 5). */
export interface Photo {
  /** `image_id`: opaque, at most 128 characters; a key made of the preview's URL where the API gave none. */
  readonly id: string;
  /** Address of the large picture, with the organiser's watermark where there is one. */
  readonly preview: string;
  /** Address of the small picture. */
  readonly thumbnail: string;
  /** Pixels, for the aspect ratio only; `null` when unknown or absurd. */
  readonly width: number | null;
  /** As `width`. */
  readonly height: number | null;
}

/** One page of a list, with what is known about the whole. */
export interface PhotoPage {
  /** In the order of the list. */
  readonly photos: readonly Photo[];
  /** Items that could not be shown: no usable picture, or too many for the page. */
  readonly dropped: number;
  /** Length of the whole list; `null` when the API did not say or said nonsense. */
  readonly total: number | null;
  /** 1-based; 0 means that there is no page at all. */
  readonly page: number;
  /** What the server really used, which may be less than what was asked for; `null` when unknown. */
  readonly pageSize: number | null;
  /** Whether there is a page after this one. */
  readonly hasNext: boolean;
}

/** One page of what a selfie search found. */
export interface FaceResult extends PhotoPage {
  /** The id of the search, by which it is read again for free; whoever has it sees these photos. */
  readonly requestId: string;
  /** The event's threshold in percent, **not** a score; `null` when none is configured. */
  readonly threshold: number | null;
}

/** A short video of the visitor. */
export interface Clip {
  /** Address of the video. */
  readonly url: string;
  /** Address of a picture to show before it plays. */
  readonly poster?: string;
  /** How long it is. */
  readonly seconds?: number;
}

/** How far the clips of a selfie search are. */
export interface Clips {
  /** The selfie search that they are of; `null` when the API did not say. */
  readonly requestId: string | null;
  /** Anything but `processing` is final (9pic-api.md 10.2); `unknown` for what is no word. */
  readonly status: string;
  /** Those that can be played; empty while they are made. */
  readonly clips: readonly Clip[];
}

/** What the proxy says about itself inside event details; absent for a proxy that is not ours. */
export interface ProxyInfo {
  /** The event's photos are let through. */
  readonly gallery: boolean;
  /** Links to originals are. */
  readonly originals: boolean;
  /** It streams originals itself (`relaySecret`). */
  readonly relay: boolean;
  /** By what originals may be asked for: `bib`, `selfie`, `image`. */
  readonly originalsBy: readonly string[];
  /** It refuses a selfie without consent. */
  readonly requireConsent: boolean;
}

/** An event, and what its organiser offers. */
export interface EventInfo {
  /** Its number in 9Pic. */
  readonly id: string;
  /** `null` when it has none. */
  readonly name: string | null;
  /** Local wall time of the event without an offset; never converted (9pic-api.md 1.4). */
  readonly date: string | null;
  /** False: nothing of it is shown. */
  readonly enabled: boolean;
  /** Photos can be searched by race number. */
  readonly bibSearch: boolean;
  /** Photos can be searched by selfie. */
  readonly selfieSearch: boolean;
  /** Both `video_search` and `video_selfie_search`. */
  readonly clips: boolean;
  /** Photos can be found by the time they were taken at. */
  readonly timeline: boolean;
  /** `null` for a proxy that is not ours. */
  readonly proxy: ProxyInfo | null;
}

/** An event in the list of those that the proxy offers. */
export interface EventListItem {
  /** Its number in 9Pic. */
  readonly id: string;
  /** `null` when it has none. */
  readonly name: string | null;
  /** Local wall time of the event without an offset. */
  readonly date: string | null;
  /** 9Pic's own word, such as `active`. */
  readonly status: string | null;
}

/** How many photos were taken in a day, hour by hour. */
export interface TimelineDay {
  /** UTC calendar date, `YYYY-MM-DD`. */
  readonly date: string;
  /** Photos of the whole day. */
  readonly total: number;
  /** UTC hours 0 to 23 that have photos, ascending. */
  readonly hours: readonly { readonly hour: number; readonly count: number }[];
}

/** Where one original can be fetched. */
export interface OriginalLink {
  /** Presigned; lives about an hour. Nothing may be added to it. */
  readonly url: string;
  /** The name that 9Pic gives the file. */
  readonly filename: string;
  /** Path of the proxy's relay, where it offers one. */
  readonly relay?: string;
}

/** One page of links to originals. */
export interface OriginalsPage {
  /** At most 60. */
  readonly links: readonly OriginalLink[];
  /** Names of the photos for which there is no link. */
  readonly failed: readonly string[];
  /** Length of the whole list; `null` when the API did not say. */
  readonly total: number | null;
  /** Whether there is a page after this one. */
  readonly hasNext: boolean;
}
