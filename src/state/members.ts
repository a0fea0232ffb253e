/** Who uses a session: the tags on the page, and which of them the visitor used last. */
export class Members {
  /** The tag that a visitor used last: what comes of it is reported there. */
  actor: object | null = null;
  /** The search among them: its photos stay where they are when a clip is ordered, or a button of theirs is pressed. */
  searcher: object | null = null;
  /** In no particular order. */
  readonly all = new Set<object>();
  private readonly onChange: () => void;
  private readonly onEmpty: () => void;

  /**
   * @param onChange somebody came or left
   * @param onEmpty the last one has left, and is still gone a task later: a move is no leaving (behaviour.md R2.4.2)
   */
  constructor(onChange: () => void, onEmpty: () => void) {
    this.onChange = onChange;
    this.onEmpty = onEmpty;
  }

  join(member: object): void {
    this.all.add(member);
    this.onChange();
  }

  leave(member: object): void {
    this.all.delete(member);
    setTimeout(() => {
      if (this.all.size === 0) this.onEmpty();
      else this.onChange();
    });
  }
}
