import { css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { NinepicElement } from './ninepic-element.js';
import { TagPart } from './tag-part.js';
import type { Fetched } from './tag-part.js';

/** What a tag is there for, in a file of its own. */
export interface Part extends Fetched {
  /** Whether it has become lower than the space that was kept for it, by what the visitor did. */
  readonly isSettled: boolean;
  render(): TemplateResult;
}

/**
 * A tag that stands on few pages, and is on for few events: its part is fetched once it is on a page and on, beside the
 * event's details. Until then there are its space, and what the page's author put between the tags.
 */
export abstract class PartElement extends NinepicElement {
  static override styles = [
    ...[NinepicElement.styles].flat(),
    css`
      .stage {
        display: grid;
      }
      .stage > * {
        grid-area: 1 / 1;
        min-inline-size: 0;
      }
      .space {
        pointer-events: none;
      }
    `,
  ];

  protected readonly later = new TagPart<Part>(this, () => this.loadPart());

  protected abstract loadPart(): Promise<Part>;

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { error } = this.later;
    if (!this.later.now) this.setState('failed', error !== null);
    if (error) this.report(error, true);
  }

  protected override renderContent(): TemplateResult {
    const part = this.later.get();
    const { error } = this.later;
    // The space comes first: behind it, it would lie over the texts, whose ground nobody could judge then.
    return html`<div part="base">
      <slot name="heading"></slot>
      <div class="stage">
        <div class="space" ?hidden=${part?.isSettled}></div>
        ${
          part
            ? part.render()
            : html`<div>
                ${error ? this.renderTrouble(error, () => void this.later.fetch()) : nothing}
                <slot></slot>
              </div>`
        }
      </div>
    </div>`;
  }
}
