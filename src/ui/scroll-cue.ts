/** Shows at which ends a strip that scrolls sideways goes on: a scroll bar would take its room, and phones have none. */
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';

class ScrollCueDirective extends Directive {
  private strip: HTMLElement | undefined;

  override render(): unknown {
    return noChange;
  }

  override update(part: ElementPart): unknown {
    if (this.strip) return noChange;
    this.strip = part.element as HTMLElement;
    this.strip.addEventListener('scroll', this.look, { passive: true });
    // Neither outlives the strip: what watches is known to nobody but what it watches.
    new ResizeObserver(this.look).observe(this.strip);
    return noChange;
  }

  private readonly look = (): void => {
    const { strip } = this;
    if (!strip) return;
    const { scrollLeft, clientWidth, scrollWidth } = strip;
    // From right to left it counts downwards from nought.
    const isRtl = getComputedStyle(strip).direction === 'rtl';
    const left = isRtl ? scrollWidth - clientWidth + scrollLeft : scrollLeft;
    strip.classList.toggle('more-left', left > 1);
    strip.classList.toggle('more-right', left + clientWidth < scrollWidth - 1);
  };
}

/** Use as an element part: `<div ${scrollCue()}>`; gives the classes `more-left` and `more-right`. */
export const scrollCue = directive(ScrollCueDirective);
