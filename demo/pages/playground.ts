/** The page on which every attribute, event and fault can be tried. What it offers follows from the manifest. */
import { escapeHtml, frame } from './frame.js';
import { troubles } from './play-stacks.js';
import type { AttributeData, TagData } from './tag-data.js';

/** The order in which a race's page has them. */
const ORDER = ['ninepic-bib-search', 'ninepic-selfie-search', 'ninepic-gallery', 'ninepic-clip'];
/** On the page from the start. */
const SHOWN = ['ninepic-bib-search', 'ninepic-gallery'];
/** With which every tag works at once. */
const PRESET: Readonly<Record<string, string>> = {
  'privacy-href': '/#privacy',
  controller: 'Sahyadri Trail Club',
  'time-zone': 'Asia/Kolkata',
};
/** The playground gives its own. */
const GIVEN = ['proxy-url'];
const LANGUAGES = ['en', 'hi', 'mr', 'ta', 'es', 'fr', 'de', 'pt', 'ar'];

function control(
  tag: string,
  { name, description, kind, values, default: given }: AttributeData,
  event: string,
): string {
  const id = `${tag}-${name}`;
  const about = `data-tag="${tag}" data-attribute="${name}" data-kind="${kind}" id="${id}" aria-describedby="${id}-hint"`;
  const hint = `<small id="${id}-hint">${escapeHtml(description).replaceAll('`', '')}</small>`;
  if (kind === 'switch')
    return `<p class="switch"><input type="checkbox" ${about} /><label for="${id}"><code>${name}</code></label>${hint}</p>`;
  const preset = name === 'event-id' ? event : (PRESET[name] ?? '');
  const field =
    kind === 'choice'
      ? `<select ${about}>${(values ?? []).map((value, index) => `<option value="${index === 0 ? '' : value}">${value}</option>`).join('')}</select>`
      : `<input ${kind === 'number' ? 'type="number" min="0"' : 'type="text"'} ${about} value="${escapeHtml(preset)}" placeholder="${escapeHtml(given ?? '')}" autocomplete="off" spellcheck="false" />`;
  return `<p class="field"><label for="${id}"><code>${name}</code></label>${field}${hint}</p>`;
}

function tagControls({ name, description, attributes }: TagData, event: string): string {
  const own = attributes.filter(({ shared }) => !shared);
  return `<details class="tag" data-of="${name}">
  <summary><span>&lt;${name}&gt;</span></summary>
  <p class="switch"><input type="checkbox" id="show-${name}" data-show="${name}" ${SHOWN.includes(name) ? 'checked' : ''} />
    <label for="show-${name}">On the page</label><small>${escapeHtml(description)}</small></p>
  ${own.map((attribute) => control(name, attribute, event)).join('\n')}
</details>`;
}

const choice = (
  name: string,
  legend: string,
  options: readonly (readonly [value: string, label: string])[],
) => `
<fieldset class="choice"><legend>${legend}</legend>
  ${options.map(([value, label], index) => `<label><input type="radio" name="${name}" value="${value}" ${index === 0 ? 'checked' : ''} /><span>${label}</span></label>`).join('')}
</fieldset>`;

export interface PlaygroundOptions {
  readonly tags: readonly TagData[];
  readonly eventId: string;
  /** Whether a pretend 9Pic stands behind it, which can be told to fail. */
  readonly pretend: boolean;
}

export function playground({ tags, eventId, pretend }: PlaygroundOptions): string {
  const sorted = [...tags].sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
  const shared = (sorted[0]?.attributes ?? []).filter((one) => one.shared && !GIVEN.includes(one.name));
  const events = [...new Set(sorted.flatMap((tag) => tag.events))];
  const faults = troubles
    .map(
      ({ name, label, hint, reloads }) => `<p class="switch">
    <input type="checkbox" id="fault-${name}" data-fault="${name}" ${reloads ? 'data-reloads' : ''} aria-describedby="fault-${name}-hint" />
    <label for="fault-${name}">${label}</label><small id="fault-${name}-hint">${hint}</small></p>`,
    )
    .join('\n');
  return frame({
    title: 'Playground',
    path: '/playground/',
    styles: '/guide/playground.css',
    script: '/guide/playground.js',
    main: `
<div class="intro"><h1>Playground</h1>
  <p>Every tag with all that it can be told, the events that it fires, and what it does when things go wrong. Race number <b>1234</b> is in the photos.</p></div>
<div class="play" data-events="${events.join(' ')}" data-pretend="${pretend}">
  <section class="stage" aria-labelledby="stage-title">
    <h2 id="stage-title">The page</h2>
    <div class="tools">
      ${choice('width', 'Width', [
        ['100%', 'Full'],
        ['768px', '768'],
        ['390px', '390'],
        ['320px', '320'],
      ])}
      ${choice('scheme', 'Colours', [
        ['light dark', 'System'],
        ['light', 'Light'],
        ['dark', 'Dark'],
      ])}
      ${choice('dir', 'Direction', [
        ['ltr', 'Left to right'],
        ['rtl', 'Right to left'],
      ])}
      <label class="language">Language <select id="lang">${LANGUAGES.map((lang) => `<option>${lang}</option>`).join('')}</select></label>
      <button type="button" id="reload">Reload</button>
    </div>
    <div class="screen"><iframe title="Preview" src="/playground/preview" allow="camera; clipboard-write; web-share; fullscreen"></iframe></div>
    <p class="cost">Billable searches so far: <output id="bill">0</output></p>
  </section>
  <section class="controls" aria-labelledby="controls-title">
    <h2 id="controls-title">What it is told</h2>
    ${sorted.map((tag) => tagControls(tag, eventId)).join('\n')}
    <details class="tag"><summary><span>All tags</span></summary>
      ${shared.map((attribute) => control('all', attribute, eventId)).join('\n')}</details>
    <details class="tag"><summary><span>Looks</span></summary>
      <p class="field"><label for="look-accent"><code>--ninepic-color-accent</code></label><input type="color" id="look-accent" data-property="--ninepic-color-accent" value="#0f6a6e" /></p>
      <p class="field"><label for="look-radius"><code>--ninepic-radius</code></label><input type="range" id="look-radius" data-property="--ninepic-radius" data-unit="px" min="0" max="24" value="8" /></p>
      <p class="field"><label for="look-gap"><code>--ninepic-gap</code></label><input type="range" id="look-gap" data-property="--ninepic-gap" data-unit="px" min="0" max="24" value="4" /></p>
      <p class="field"><label for="look-row"><code>--ninepic-row-height</code></label><input type="range" id="look-row" data-property="--ninepic-row-height" data-unit="px" min="90" max="360" value="200" /></p></details>
    ${pretend ? `<details class="tag" id="faults"><summary><span>When things go wrong</span></summary>${faults}</details>` : ''}
  </section>
  <section class="out" aria-labelledby="snippet-title">
    <h2 id="snippet-title">To copy</h2>
    <figure class="paste"><figcaption>What runs above</figcaption><pre tabindex="0" aria-label="What runs above"><code id="snippet"></code></pre></figure>
  </section>
  <section class="out" aria-labelledby="log-title">
    <div class="log-head"><h2 id="log-title">Events</h2><button type="button" id="clear">Clear</button></div>
    <div role="log" aria-labelledby="log-title"><ol class="log" aria-labelledby="log-title" tabindex="0"></ol></div>
  </section>
</div>`,
  });
}

/** What stands in the frame; the playground puts the tags in. */
export const preview = (files: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Preview</title>
    <link rel="icon" href="/guide/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/guide/preview.css" />
    <script type="module" src="${files}/ninepic.js"></script>
  </head>
  <body></body>
</html>
`;
