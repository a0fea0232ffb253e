/**
 * Browsers cap the height of a box (Chromium at 33.5 million pixels, Firefox at about 17.9), and a list can be taller. So
 * layout space, where photos stand, and scroll space, which a scroll bar goes through, are two things: a list that is too
 * tall is folded. A shift leads from one to the other; small scrolls keep it and move photos by as much as the finger, a
 * leap takes the one that belongs to its share of the list. A list that is not folded has a small shift where
 * rows above her turned out higher or lower while she scrolled: a scroll of ours would stop the way of her finger, and count as
 * a layout shift. Arithmetic only, in CSS pixels from the top of the list.
 */

/** Height of a folded list. Up to 2^23 the single-precision numbers of a compositor still tell whole pixels apart. */
const FOLDED = 8_000_000;
/** A scroll by more than so many screens is a leap: by scroll bar, Home or End. */
const LEAP = 2;
/** So many screens at either end are not folded, so that the ends are reached by any way of scrolling. */
const UNFOLDED = 32;

export class ScrollSpace {
  private readonly cap: number;
  private layout = 0;
  private screen = 0;
  private last = 0;
  private by = 0;

  constructor(cap = FOLDED) {
    this.cap = cap;
  }

  /** Height of the box to scroll through. */
  get height(): number {
    return Math.min(this.layout, this.cap);
  }

  get isFolded(): boolean {
    return this.layout > this.cap;
  }

  /** What is to be taken off a place in layout space to have it in the box. */
  get shift(): number {
    return this.by;
  }

  /**
   * @param layout height of the list
   * @param screen height of what is seen at once
   */
  resize(layout: number, screen: number): void {
    const wasFolded = this.isFolded;
    this.layout = layout;
    this.screen = screen;
    this.setShift(wasFolded && !this.isFolded ? 0 : this.by);
  }

  /**
   * The box was scrolled, by whomever.
   *
   * @param y the upper edge of what is seen, in scroll space
   */
  follow(y: number): void {
    const moved = y - this.last;
    this.last = y;
    if (Math.abs(moved) > LEAP * this.screen) this.setShift(Math.round(this.layoutOf(y) - y));
  }

  /** What is seen at `y` is to be this place from now on. */
  pin(y: number, place: number): void {
    this.last = y;
    this.setShift(place - y);
  }

  /** Moves what is seen without a scroll. @returns what is left to be scrolled */
  slide(by: number): number {
    const wanted = this.by + by;
    // Whoever is near an end is to find it where it is.
    if (this.isFolded || !this.isNearEnd(this.last)) this.setShift(wanted);
    return wanted - this.by;
  }

  /** Where the scroll bar belongs for a place at the upper edge; whole pixels. */
  scrollOf(place: number): number {
    const { middle, zone, factor } = this.folds();
    if (!this.isFolded || place <= zone) return Math.round(place);
    if (place >= this.layout - zone) return Math.round(place - this.layout + this.height);
    return Math.round(zone + Math.min(middle, (place - zone) / factor));
  }

  /**
   * Whether small scrolls have led the scroll bar away from where it belongs.
   *
   * @param isResting nobody scrolls just now; else only what must not wait counts: the end of the box is near
   */
  isAstray(y: number, isResting: boolean): boolean {
    const isUrgent = this.isNearEnd(y);
    if (!isResting && !isUrgent) return false;
    if (this.isFolded) return Math.abs(this.scrollOf(y + this.by) - y) >= 1;
    // A page that shows or hides something with each scroll is not stirred for what nobody can see on a scroll bar.
    return Math.abs(this.by) > (isUrgent ? 0 : this.screen);
  }

  private isNearEnd(y: number): boolean {
    const { zone } = this.folds();
    return y < zone / 2 || y > this.height - zone / 2;
  }

  private layoutOf(y: number): number {
    const { zone, factor } = this.folds();
    if (!this.isFolded || y <= zone) return y;
    if (y >= this.height - zone) return y + this.layout - this.height;
    return zone + (y - zone) * factor;
  }

  /** Both ends stand one to one, what is between them is folded evenly. */
  private folds(): { zone: number; middle: number; factor: number } {
    const zone = Math.min(this.height / 4, UNFOLDED * this.screen);
    const middle = this.height - 2 * zone;
    return { zone, middle, factor: (this.layout - 2 * zone) / middle };
  }

  private setShift(shift: number): void {
    const spare = this.layout - this.height;
    const slack = this.isFolded ? 0 : this.folds().zone / 4;
    this.by = Math.min(Math.max(-slack, shift), spare + slack);
  }
}
