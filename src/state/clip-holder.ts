/** The part of a session that has to do with clips; what they are is loaded where a tag or a program asks for them. */
import { isNinepicError } from '../api/errors.js';
import { Later } from './later.js';
import { SearchRunner } from './search-runner.js';
import type { ClipState } from './search-state.js';
import type { SessionClips } from './session-clips.js';

export abstract class ClipHolder extends SearchRunner {
  private held: SessionClips | undefined;
  private readonly holding = new Later(async () => (await import('./clips-alone.js')).SessionClips);

  /** Billable: call it from a person's gesture. Orders clips once for the selfie that was searched; sends no picture. */
  async orderClips(): Promise<void> {
    try {
      const clips = this.held ?? this.withClips(await this.holding.get());
      await clips.order();
    } catch (error) {
      if (!isNinepicError(error)) throw error;
      this.set({ clip: { status: 'failed', error, ordered: false } });
    }
  }

  /** The clips, once a tag has brought what they are; `undefined` on a page without one. */
  get clips(): SessionClips | undefined {
    return this.held;
  }

  /** A tag that is about clips brings their class, so that a page without one does not load it. */
  withClips(Clips: typeof SessionClips): SessionClips {
    return (this.held ??= new Clips(this.client, this.eventId, this.group, {
      state: () => this.state,
      set: (clip) => this.set({ clip }),
      known: () => this.known,
    }));
  }

  protected forgetClips(): ClipState {
    this.held?.forget();
    return { status: this.features.clip ? 'none' : 'off' };
  }
}
