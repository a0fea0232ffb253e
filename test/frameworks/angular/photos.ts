/** A race's photos in Angular. Its templates do not check foreign tags; what the class touches is typed. */
import 'ninepic-elements/define';
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import type { NinepicGallery, NinepicResultsEvent } from 'ninepic-elements';

@Component({
  selector: 'race-photos',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <button type="button" (click)="isShown.set(!isShown())">Photos</button>
    <output>{{ total() }}</output>
    <ninepic-bib-search proxy-url="/ninepic" event-id="456" [messages]="texts"></ninepic-bib-search>
    @if (isShown()) {
      <ninepic-gallery
        #gallery
        proxy-url="/ninepic"
        event-id="456"
        layout="grid"
        [noTimeline]="true"
        (ninepic-results)="onResults($event)"
      >
        <a href="https://race.example/photos">All photos</a>
      </ninepic-gallery>
    }
  `,
})
export class Photos {
  readonly texts = { 'bib.button': 'Los!' };
  readonly total = signal('');
  readonly isShown = signal(true);
  readonly gallery = viewChild<ElementRef<NinepicGallery>>('gallery');

  onResults({ detail }: NinepicResultsEvent): void {
    this.total.set(`${detail.total} by ${detail.by}`);
    // @ts-expect-error Results have no bibs.
    void detail.bibs;
    const layout: 'rows' | 'grid' | undefined = this.gallery()?.nativeElement.layout;
    // @ts-expect-error There are rows and a grid.
    void (layout === 'circle');
  }
}
