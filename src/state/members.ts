/** Who uses a session: the tags on the page, and which of them the visitor used last. */
export class Members {
  /** The tag that a visitor used last: what comes of it is reported there. */
  actor: object | null = null;
  /** The search among them: its photos stay where they are when a clip is ordered, or a button of theirs is pressed. */
  searcher: object | null = null;
  private readonly present = new Set<object>();
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

  /** In no particular order. */
  get all(): ReadonlySet<object> {
    return this.present;
  }

  join(member: object): void {
    this.present.add(member);
    this.onChange();
  }

  leave(member: object): void {
    this.present.delete(member);
    setTimeout(() => {
      if (this.present.size === 0) this.onEmpty();
      else this.onChange();
    });
  }
}
