/** What an event offers here: 9Pic's flags, the proxy's switches, and what is not known yet. */
import type { EventInfo } from '../api/payloads.js';

export interface Features {
  readonly gallery: boolean;
  readonly bib: boolean;
  readonly selfie: boolean;
  readonly clip: boolean;
  readonly timeline: boolean;
  readonly originals: boolean;
  readonly relay: boolean;
}

const ALL_ON: Features = {
  gallery: true,
  bib: true,
  selfie: true,
  clip: true,
  timeline: true,
  originals: true,
  relay: false,
};

/**
 * Details that could not be had mean unknown, and unknown is on; so is everything of a proxy that says nothing about
 * itself (design.md section 3, step 1). An event that is not enabled offers nothing.
 */
export function featuresOf(event: EventInfo | null): Features {
  if (!event) return ALL_ON;
  const { enabled, proxy } = event;
  return {
    gallery: enabled && (proxy?.gallery ?? true),
    bib: enabled && event.bibSearch,
    selfie: enabled && event.selfieSearch,
    clip: enabled && event.clips,
    timeline: enabled && event.timeline,
    originals: enabled && (proxy?.originals ?? true),
    relay: proxy?.relay ?? false,
  };
}
