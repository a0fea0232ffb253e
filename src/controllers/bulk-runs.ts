/** Pieces of work with many photos, one at a time, each from its announcement to its end. */
import { isAbort } from '../api/errors.js';
import type { Photo } from '../api/payloads.js';
import type { DownloadDetail } from '../events.js';
import { nameOf } from '../state/link-source.js';
import type { LinkSource } from '../state/link-source.js';
import type { GoodFile } from '../state/photo-files.js';
import type { DownloadPort } from './download-port.js';
import { fetching } from './fetching.js';
import { Transfer, Weights } from './transfer.js';
import type { Limits } from './transfer.js';

/** A run under way. */
export interface Run {
  readonly port: DownloadPort;
  readonly transfer: Transfer;
  readonly files: (limits: Limits) => Promise<AsyncGenerator<GoodFile, void, undefined>>;
}

/** What came of a piece of work. */
export interface Outcome {
  readonly transfer: Transfer;
  /** What had no turn, or did not fit. */
  readonly rest: readonly Photo[];
  /** Tells the page; names in `byHand` were saved by the visitor after all. */
  readonly end: (byHand: ReadonlySet<string>) => void;
}

/** What is done in one piece of work. */
export interface Work {
  readonly photos: readonly Photo[];
  readonly kind: DownloadDetail['kind'];
  readonly source: () => Promise<LinkSource>;
  /** Has to reach what needs the click before it waits for anything. */
  readonly act: (run: Run) => Promise<void>;
}

export class BulkRuns {
  readonly weights = new Weights();
  private readonly port: DownloadPort;
  private readonly report: (transfer: Transfer) => void;
  /** Whole files that did not fit into the run that fetched them. */
  private readonly carried = new Map<Photo, GoodFile>();
  private now: Transfer | undefined;
  /** Tells the page of the end of what is given up. */
  private giveUp: (() => void) | undefined;

  /** @param report told how far the work is that is under way */
  constructor(port: DownloadPort, report: (transfer: Transfer) => void) {
    this.port = port;
    this.report = report;
  }

  /** What is under way. */
  get current(): Transfer | undefined {
    return this.now;
  }

  /** Ends what is under way. */
  halt(): void {
    this.now?.stop();
    this.now = undefined;
    this.giveUp?.();
  }

  /** Forgets everything. @param isGone nobody is there to be told */
  stop(isGone: boolean): void {
    if (isGone) this.giveUp = undefined;
    this.halt();
    this.carried.clear();
  }

  /** From here on, giving it up is told by this. */
  set onGiveUp(tell: () => void) {
    this.giveUp = tell;
  }

  /** @returns `denied` where the page does it in its own way; `stopped` where it was; `failed`: the console knows why */
  async run({ photos, kind, source, act }: Work): Promise<Outcome | 'denied' | 'stopped' | 'failed'> {
    const { port } = this;
    this.halt();
    if (!port.announce(photos, kind)) return 'denied';
    const end = (saved: number, failed: readonly string[]): void => {
      this.giveUp = undefined;
      port.ended({ kind, saved, failed });
    };
    this.giveUp = () => end(0, photos.map(nameOf));
    const transfer: Transfer = new Transfer(photos, () => {
      if (this.now === transfer) this.report(transfer);
    });
    this.now = transfer;
    this.report(transfer);
    const files: Run['files'] = async (limits) => {
      const options = fetching(port, await source(), transfer.signal);
      return transfer.files(options, this.weights, limits, this.carried);
    };
    try {
      await act({ port, transfer, files });
    } catch (error) {
      if (this.now !== transfer) return 'stopped';
      this.halt();
      if (!isAbort(error)) console.warn('<ninepic-gallery>', error);
      return 'failed';
    }
    if (this.now !== transfer) return 'stopped';
    this.now = undefined;
    this.carried.clear();
    for (const file of transfer.left) this.carried.set(file.photo, file);
    const rest = [...transfer.left.map(({ photo }) => photo), ...transfer.rest];
    const failed = [...transfer.missing.map(({ name }) => name), ...rest.map(nameOf)];
    return {
      transfer,
      rest,
      end: (byHand) =>
        end(
          transfer.saved + byHand.size,
          failed.filter((name) => !byHand.has(name)),
        ),
    };
  }
}
