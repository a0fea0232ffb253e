/** Gives an element a number to draw with. Through CSSOM, because a strict CSP blocks `style` attributes (behaviour.md F3). */
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';

class LengthDirective extends Directive {
  override render(_name: `--_${string}`, _value: number): unknown {
    return noChange;
  }

  override update(part: ElementPart, [name, value]: [`--_${string}`, number]): unknown {
    (part.element as HTMLElement).style.setProperty(name, value.toFixed(4));
    return noChange;
  }
}

/** Use as an element part: `<div ${setLength('--_share', 0.5)}>`. */
export const setLength = directive(LengthDirective);
