/** Saves photos one at a time, from their tiles or from the viewer: one job a photo. */
import type { Photo } from '../api/payloads.js';
import { nameOf } from '../state/link-source.js';
import type { DownloadPort, SaveKind } from './download-port.js';
import { run } from './photo-job.js';
import type { Save } from './photo-job.js';

/** Photos of some megabytes each that are kept for a tap. */
const MOST = 4;

interface Started {
  save: Save;
  readonly life: AbortController;
  /** Tells the page that it was not saved after all, and forgets it. */
  drop(): void;
}

export interface PhotoSaver {
  /** What became of photos, by their id. */
  readonly jobs: ReadonlyMap<string, { readonly save: Save }>;
  /** The visitor pressed the photo's button: whatever comes next for it. */
  press(photo: Photo): void;
  /** The visitor turned away: what she did not take is not saved. What is on its way was wanted, and goes on. */
  dismiss(id: string): void;
  /** Nobody is there any more. */
  stop(): void;
}

/** @param changed told when there is something else to say about the photo of this id */
export function photoSaver(port: DownloadPort, changed: (id: string) => void): PhotoSaver {
  const jobs = new Map<string, Started>();
  /** Whose files wait for a tap, or did. */
  const waiting: Started[] = [];

  function start(photo: Photo, kind: SaveKind): void {
    if (!port.announce([photo], kind)) return;
    const { id } = photo;
    const life = new AbortController();
    const { signal } = life;
    let isOver = false;
    const end = (isSaved: boolean): void => {
      if (!isOver) port.ended({ kind, saved: Number(isSaved), failed: isSaved ? [] : [nameOf(photo)] });
      isOver = true;
    };
    const show = (save: Save): void => {
      if (signal.aborted) return;
      job.save = save;
      if (save.at === 'saved' || save.at === 'failed') end(save.at === 'saved');
      changed(id);
    };
    const drop = (): void => {
      life.abort();
      end(false);
      if (jobs.get(id) === job) jobs.delete(id);
      changed(id);
    };
    const next = { part: 'cancel', text: 'download.cancel', onPress: drop } as const;
    const job: Started = { save: { at: 'busy', say: 'download.fetching', next }, life, drop };
    const wait = (): void => {
      if (waiting.push(job) > MOST) waiting.shift()?.drop();
    };
    jobs.get(id)?.life.abort();
    jobs.set(id, job);
    changed(id);
    void run({ port, photo, kind, signal, show, wait, end, start: (other) => start(photo, other) });
  }

  return {
    jobs,
    press(photo) {
      const { at, next } = jobs.get(photo.id)?.save ?? {};
      if (at === 'busy') return;
      if (next) next.onPress();
      else start(photo, port.kind());
    },
    dismiss(id) {
      const job = jobs.get(id);
      if (job?.save.at !== 'busy') job?.drop();
    },
    stop() {
      jobs.forEach((job) => job.life.abort());
    },
  };
}
