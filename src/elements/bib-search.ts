import { html, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { NinepicError } from '../api/errors.js';
import { normalizeBib } from '../api/grammar.js';
import { safeHref } from '../api/safe-url.js';
import { showsResults } from '../controllers/results-place.js';
import { NinepicSearchEvent } from '../events.js';
import { bibSearch } from '../i18n/english/bib-search.js';
import { learn } from '../i18n/texts.js';
import { resultsAddress } from '../state/address.js';
import { isOn } from '../state/page-config.js';
import { politeStatus, trouble } from '../ui/status.js';
import { bibSearchStyles } from './bib-search.styles.js';
import type { InnerGallery } from './inner-gallery.js';
import { NinepicElement } from './ninepic-element.js';
import { TagPart } from './tag-part.js';

learn(bibSearch);

/**
 * A field for the race number, and the photos of it (9Pic BibTrack). The photos are shown by the gallery of the same
 * session; without one on the page, below the field.
 *
 * @tag ninepic-bib-search
 * @fires ninepic-search - {NinepicSearchEvent} Before anything is sent. Cancelable: nothing is sent.
 * @slot button-label - What the button says.
 * @csspart form - The form.
 * @csspart input - The field.
 * @csspart button - The button that searches.
 */
export class NinepicBibSearch extends NinepicElement {
  static override styles = [...[NinepicElement.styles].flat(), bibSearchStyles];

  static override properties: PropertyDeclarations = {
    value: {},
    label: {},
    placeholder: {},
    autosearch: { type: Boolean, converter: isOn },
    resultsHref: { attribute: 'results-href' },
  };

  /** What stands in the field. */
  value = '';
  /** Label of the field; default: in the visitor's language. */
  label: string | null = null;
  /** An example in the empty field. */
  placeholder: string | null = null;
  /** Search `value` at once, on load. It is free. */
  autosearch = false;
  /** The page with the gallery, if it is another one. */
  resultsHref: string | null = null;

  protected override readonly feature = 'bib';

  private readonly inner = new TagPart<InnerGallery>(this, async () => {
    const { InnerGallery } = await import('./inner-gallery.js');
    return new InnerGallery(this);
  });
  private invalid: 'bib.missing' | 'bib.invalid' | null = null;
  private started = false;
  /** The bib that the field last took from the session. */
  private taken: string | undefined;
  /** What stands in the field was typed and not searched yet: nothing takes its place. */
  private isTyped = false;

  /** The field says what is shown, whoever searched it: a link that was opened, another field of the page. */
  protected override update(changed: PropertyValues<this>): void {
    const { bib } = this;
    if (bib && bib !== this.taken && !this.isTyped) this.value = bib;
    this.taken = bib;
    super.update(changed);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { state } = this;
    this.setState('busy', this.isSearching);
    this.setState('failed', !!this.store.failed);
    this.setState('empty', this.found === 0);
    if (this.autosearch && !this.started && this.value && this.store.session?.shared) {
      this.started = true;
      // What the address names was asked for by the visitor, `value` only by the page; the event's photos by nobody.
      const search = state?.search;
      if (search?.status === 'idle' || search?.query.by === 'all') this.search();
    }
  }

  /** The bib that was last searched in the session; `undefined` where something else was. */
  private get bib(): string | undefined {
    const search = this.state?.search;
    return search && 'query' in search && search.query.by === 'bib' ? search.query.bib : undefined;
  }

  private get isSearching(): boolean {
    return this.state?.search.status === 'searching' && this.bib !== undefined;
  }

  /** How many photos the bib that stands in the field has; `undefined` before it was searched. */
  private get found(): number | undefined {
    const search = this.state?.search;
    return search?.status === 'ready' && this.bib !== undefined ? search.photos.count : undefined;
  }

  private search(): void {
    const bib = normalizeBib(String(this.value));
    if (bib === undefined) {
      this.refuse(String(this.value).trim() === '' ? 'bib.missing' : 'bib.invalid');
      return;
    }
    this.invalid = null;
    this.isTyped = false;
    this.requestUpdate();
    if (this.isOff || !this.emit(new NinepicSearchEvent(this.scope, { by: 'bib', bib }))) return;
    const page = safeHref(this.resultsHref, this.baseURI);
    this.store.act((session) => {
      if (page) location.assign(resultsAddress(page, session, { by: 'bib', bib }));
      else void session.searchBib(bib);
    });
  }

  /** Says what is wrong at the field; what was typed stays. */
  private refuse(why: 'bib.missing' | 'bib.invalid'): void {
    const error = new NinepicError('bad-input', 'not a bib.', { operation: 'byBib' });
    this.store.act(() => undefined);
    this.invalid = this.report(error) ? why : null;
    this.requestUpdate();
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const input = this.renderRoot.querySelector('input') as HTMLInputElement;
    this.value = input.value;
    this.search();
    if (this.invalid) input.focus();
    // A phone's keyboard would stay, over what is found.
    else if (!matchMedia('(hover)').matches) input.blur();
  };

  private readonly onRetry = (): void => {
    // The button that was pressed goes, this one stays.
    this.renderRoot.querySelector('button')?.focus();
    this.store.session?.retry();
  };

  private readonly onInput = (event: Event): void => {
    this.isTyped = true;
    this.invalid = null;
    // Another value has the tag drawn.
    this.value = (event.target as HTMLInputElement).value;
  };

  protected override renderContent(): TemplateResult {
    return html`<div part="base">
      <slot name="heading"></slot>
      <form part="form" novalidate @submit=${this.onSubmit}>
        <label for="bib">${this.label ?? this.text('bib.label')}</label>
        <div class="row">
          <input
            part="input"
            id="bib"
            name="bib"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            dir="ltr"
            enterkeyhint="search"
            placeholder=${this.placeholder ?? nothing}
            aria-describedby="status"
            aria-invalid=${this.invalid ? 'true' : nothing}
            .value=${this.value ?? ''}
            @input=${this.onInput}
          />
          <button
            part="button"
            class="primary"
            type="submit"
            aria-disabled=${this.isSearching ? 'true' : nothing}
          >
            <slot name="button-label">${this.text('bib.button')}</slot>
          </button>
        </div>
        <div id="status">${this.renderStatus()}</div>
      </form>
      ${showsResults(this, this.store) ? this.renderResults() : nothing}
    </div>`;
  }

  private renderResults(): unknown {
    const { error } = this.inner;
    return error ? this.renderTrouble(error, () => void this.inner.fetch()) : this.inner.get()?.render();
  }

  private renderStatus(): TemplateResult {
    const { bib } = this;
    const { failed } = this.store;
    if (this.invalid) return trouble(this.text(this.invalid));
    if (bib === undefined) return politeStatus(nothing);
    const message = failed && this.renderTrouble(failed.error, this.onRetry);
    if (message) return message;
    const isSpoken = this.store.isReporter;
    const look = this.inner.now?.look;
    if (this.isSearching) return politeStatus(this.text('bib.searching', { bib }), isSpoken, look);
    if (this.found === undefined) return politeStatus(nothing);
    return politeStatus(
      this.text(this.found === 0 ? 'bib.none' : 'bib.found', { bib, count: this.found }),
      isSpoken,
      look,
    );
  }
}
