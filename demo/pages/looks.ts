/** Three organisers' pages, each with a font, a colour and corners of its own: how the tags come to look like their page. */
import { readFileSync } from 'node:fs';
import { escapeHtml, frame } from './frame.js';
import { fill, type Release, type Values } from './snippets.js';

interface Look {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
}

const looks: readonly Look[] = [
  {
    name: 'club',
    title: 'A running club',
    summary: 'Friendly and round: the page’s own font, a warm accent, large corners.',
  },
  {
    name: 'night',
    title: 'A night run',
    summary: 'Dark by its own colours: color-scheme: dark is all that the tags have to know.',
  },
  {
    name: 'gazette',
    title: 'A town’s paper',
    summary: 'Serifs, ink and no corners at all; the count in small capitals through a part.',
  },
];

const folder = new URL('../looks/', import.meta.url);
const source = (name: string): string => readFileSync(new URL(`${name}.html`, folder), 'utf8');

/** What a page says to the tags: the marked part of its style sheet. */
const rulesOf = (name: string): string =>
  /\/\* for the tags \*\/\n([^]*?)\n *\/\* \*\//.exec(source(name))?.[1]?.replace(/^ {6}/gm, '') ?? '';

/** A page; `undefined` where there is none of this name. */
export const lookPage = (name: string, values: Values, release: Release): string | undefined =>
  looks.some((look) => look.name === name) ? fill(source(name), values, release) : undefined;

/** The page that leads to them. */
export const lookIndex = (): string =>
  frame({
    title: 'Looks',
    path: '/looks/',
    styles: '/guide/entries.css',
    main: `
<div class="intro">
  <h1>It looks like your page</h1>
  <p>Font, text and ground are the page’s own; two properties match the rest. These three pages differ in nothing but their
  own style sheets, and in the few lines below.</p>
</div>
<div class="entries">
  ${looks
    .map(
      ({ name, title, summary }) => `<article id="${name}" aria-labelledby="${name}-title">
    <h2 id="${name}-title">${escapeHtml(title)}</h2>
    <p>${escapeHtml(summary)}</p>
    <div class="paste">
      <pre tabindex="0" aria-label="What the page says to the tags"><code>${escapeHtml(rulesOf(name))}</code></pre>
    </div>
    <p><a class="run" href="/looks/${name}">Open the page: ${escapeHtml(title)}</a></p>
  </article>`,
    )
    .join('\n')}
</div>`,
  });
