import type { Photo } from '../api/payloads.js';
import { Emitter } from './emitter.js';

/**
 * The photos that a visitor ticked, by photo id: pages, drawing and new photos at the event leave them alone. A plain
 * class; who draws it, or downloads it, subscribes.
 */
export class Selection {
  private readonly picked = new Map<string, Photo>();
  private readonly changed = new Emitter<void>();
  private list: readonly Photo[] | undefined;

  /** How many photos are ticked. */
  get size(): number {
    return this.picked.size;
  }

  /** Whether a photo is ticked. */
  has(id: string): boolean {
    return this.picked.has(id);
  }

  /** In the order of ticking, a range in the order of the list. Frozen; the same array until something changes. */
  get photos(): readonly Photo[] {
    this.list ??= Object.freeze([...this.picked.values()]);
    return this.list;
  }

  /** Ticks photos, or takes their ticks away; listeners are told once, and only of a change. */
  set(photos: Iterable<Photo>, on: boolean): void {
    let isNew = false;
    for (const photo of photos) {
      if (this.picked.has(photo.id) === on) continue;
      if (on) this.picked.set(photo.id, photo);
      else this.picked.delete(photo.id);
      isNew = true;
    }
    if (isNew) this.tell();
  }

  /** Takes all ticks away. */
  clear(): void {
    if (this.size === 0) return;
    this.picked.clear();
    this.tell();
  }

  /**
   * Follows it.
   *
   * @param listener told after every change
   */
  subscribe(listener: () => void, options: { signal?: AbortSignal } = {}): void {
    this.changed.on(listener, options.signal);
  }

  private tell(): void {
    this.list = undefined;
    this.changed.emit();
  }
}
