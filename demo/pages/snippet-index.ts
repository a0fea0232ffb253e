/** The page that lists the snippets, with the organiser's own addresses put in. It needs no script; one adds Copy buttons. */
import { chapters, type Entry } from './catalogue.js';
import { escapeHtml, frame } from './frame.js';
import { pastes, type Release, type Values } from './snippets.js';

/** What can be put in. The others have good values of their own. */
const FIELDS: readonly { name: keyof Values; label: string; hint: string }[] = [
  { name: 'files', label: 'Script files', hint: 'where you put dist/cdn, with the version in the path' },
  { name: 'proxy', label: 'Proxy', hint: 'its address, or its path on the same site' },
  { name: 'event', label: 'Event', hint: 'its number in 9Pic' },
  { name: 'zone', label: 'Time zone', hint: 'of the race, as Asia/Kolkata' },
  { name: 'privacy', label: 'Privacy page', hint: 'the selfie search needs it' },
  { name: 'hosted', label: 'Gallery at 9Pic', hint: 'the link for those whose browser is too old' },
];

/** An address or a word; anything that could end an attribute is not taken. */
const SAFE = /^[^\s"'<>`]{1,300}$/;

/** The demo's own values, with those of a query over them. */
export function readValues(query: URLSearchParams, own: Values): Values {
  const given = FIELDS.map(({ name }) => [name, query.get(name)?.trim().replace(/\/+$/, '')] as const);
  const taken = given.filter(([, value]) => value !== undefined && SAFE.test(value));
  return { ...own, ...Object.fromEntries(taken) };
}

const form = (values: Values): string => `
<form class="values" method="get">
  <fieldset>
    <legend>Your addresses</legend>
    <p>With these values the examples run here, as they stand. Put in yours, and copy.</p>
    ${FIELDS.map(
      ({ name, label, hint }) => `<p class="field">
      <label for="value-${name}">${label}</label>
      <input id="value-${name}" name="${name}" value="${escapeHtml(values[name])}" aria-describedby="hint-${name}" autocomplete="off" spellcheck="false" />
      <small id="hint-${name}">${hint}</small>
    </p>`,
    ).join('\n')}
    <p class="buttons"><button class="primary">Put them in</button> <a href="/snippets/">Back to the demo’s</a></p>
  </fieldset>
</form>`;

function describe({ pages, title, summary, limits, runs }: Entry, values: Values, release: Release): string {
  const [first] = pages;
  const texts = pages.flatMap((name) => pastes(name, values, release));
  return `
<article id="${first}" aria-labelledby="${first}-title">
  <h3 id="${first}-title">${escapeHtml(title)}</h3>
  <p>${escapeHtml(summary)}</p>
  ${texts
    .map(
      ({ where, text }) => `<figure class="paste">
    <figcaption>${escapeHtml(where)}</figcaption>
    <pre tabindex="0" aria-label="${escapeHtml(where)}"><code>${escapeHtml(text)}</code></pre>
  </figure>`,
    )
    .join('\n')}
  <div class="limits"><h4>Mind</h4>
  <ul>${limits.map((limit) => `<li>${escapeHtml(limit)}</li>`).join('')}</ul></div>
  ${runs === false ? '' : `<p><a class="run" href="/snippets/${first}">Open it as a page</a></p>`}
</article>`;
}

/** @param values what stands in the texts */
export function snippetIndex(values: Values, release: Release): string {
  const list = chapters
    .map(
      ({ title, entries }) => `<li>${escapeHtml(title)}
      <ul>${entries.map(({ pages: [name], title: text }) => `<li><a href="#${name}">${escapeHtml(text)}</a></li>`).join('')}</ul></li>`,
    )
    .join('');
  const body = chapters
    .map(
      ({ title, entries }) => `<section>
  <h2>${escapeHtml(title)}</h2>
  ${entries.map((entry) => describe(entry, values, release)).join('\n')}
</section>`,
    )
    .join('\n');
  return frame({
    title: 'Snippets',
    path: '/snippets/',
    styles: '/guide/entries.css',
    script: '/guide/copy.js',
    main: `
<div class="intro">
  <h1>Paste it into your site</h1>
  <p>Texts for ninepic-elements ${release.version}, each with its exact version and the hash of its file. What platforms
  allow is taken from their own help pages; it changes, so try it on a page that nobody sees yet.
  If photos do not come, add <code>#ninepic-doctor</code> to the address of your page.</p>
</div>
<div class="with-list">
  <nav aria-label="Platforms"><ul>${list}</ul></nav>
  <div class="entries">${form(values)}${body}</div>
</div>`,
  });
}
