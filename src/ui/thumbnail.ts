/** A picture that is only asked for as long as somebody may see it. */
import { noChange } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';

class ThumbnailDirective extends AsyncDirective {
  private image: HTMLImageElement | undefined;
  private url = '';

  override render(_url: string): unknown {
    return noChange;
  }

  override update(part: ElementPart, [url]: [string]): unknown {
    this.image = part.element as HTMLImageElement;
    if (url !== this.url) this.image.src = this.url = url;
    return noChange;
  }

  /**
   * A tile that was flown over: its download would keep those that are seen now waiting. It is still in its place then. An
   * image that is told so after its gallery has left would never be let go: Chromium's document keeps hold of it.
   */
  protected override disconnected(): void {
    if (this.image?.isConnected && !this.image.complete) this.image.removeAttribute('src');
  }

  /** The gallery was moved, not removed. */
  protected override reconnected(): void {
    if (this.image && !this.image.hasAttribute('src')) this.image.src = this.url;
  }
}

/** Use as an element part: `<img ${thumbnail(url)}>`. */
export const thumbnail = directive(ThumbnailDirective);
