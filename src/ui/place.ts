/** Puts an element at a place. Through CSSOM, because a strict CSP blocks `style` attributes (behaviour.md F3). */
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';
import type { Box } from './justified-rows.js';

class PlaceDirective extends Directive {
  private last: Box | undefined;

  override render(_box: Box): unknown {
    return noChange;
  }

  override update(part: ElementPart, [box]: [Box]): unknown {
    const { last } = this;
    if (
      last &&
      last.x === box.x &&
      last.y === box.y &&
      last.width === box.width &&
      last.height === box.height
    )
      return noChange;
    this.last = box;
    const { x, y, width, height } = box;
    // All at once: each property on its own is parsed and told on its own.
    (part.element as HTMLElement).style.cssText =
      `inset-inline-start:${x}px;top:${y}px;width:${width}px;height:${height}px`;
    return noChange;
  }
}

/** Use as an element part: `<div ${place(box)}>`. */
export const place = directive(PlaceDirective);
