/** A race's photos in React 19. */
import 'ninepic-elements/define';
import type { NinepicGallery } from 'ninepic-elements';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import { useRef, useState } from 'react';
import type { NinepicIntrinsicElements } from 'ninepic-elements/jsx';

type Html = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends NinepicIntrinsicElements<Html> {}
  }
}

const texts = { 'bib.button': 'Los!' };

export function Photos() {
  const [total, setTotal] = useState('');
  const [isShown, setShown] = useState(true);
  const gallery = useRef<NinepicGallery>(null);
  return (
    <>
      <button type="button" onClick={() => setShown(!isShown)}>
        Photos
      </button>
      <output>{total}</output>
      <ninepic-bib-search proxy-url="/ninepic" event-id="456" messages={texts} />
      {isShown && (
        <ninepic-gallery
          ref={gallery}
          proxyUrl="/ninepic"
          eventId="456"
          layout="grid"
          no-timeline
          onninepic-results={({ detail }) => setTotal(`${detail.total} by ${detail.by}`)}
        >
          <a href="https://race.example/photos">All photos</a>
        </ninepic-gallery>
      )}
    </>
  );
}

/** As in HTML. */
export const written = [
  <ninepic-gallery key="gallery" preview="0" no-hash="" no-timeline />,
  <ninepic-gallery key="event" event-id={456} />,
  <ninepic-selfie-search key="selfie" min-age="18" privacy-href="/privacy" />,
];

export const mistakes = [
  // @ts-expect-error No number.
  <ninepic-gallery key="preview" preview="many" />,
  // @ts-expect-error There are rows and a grid.
  <ninepic-gallery key="layout" layout="circle" />,
  // @ts-expect-error There is no such attribute.
  <ninepic-gallery key="colour" colour="red" />,
  // @ts-expect-error There is no such text.
  <ninepic-bib-search key="texts" messages={{ 'bib.knopf': 'Los!' }} />,
  // @ts-expect-error Results have no bibs.
  <ninepic-gallery key="detail" onninepic-results={({ detail }) => void detail.bibs} />,
];
