/** What the pages for organisers have in common; the race's own page looks like a race's. */

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

interface Framed {
  readonly title: string;
  /** Where it is, to mark it in the navigation. */
  readonly path: string;
  readonly main: string;
  /** A style sheet for what only this page has. */
  readonly styles?: string;
  /** A module that adds to the page. */
  readonly script?: string;
}

const PAGES = [
  ['/', 'Race page'],
  ['/snippets/', 'Snippets'],
  ['/playground/', 'Playground'],
  ['/looks/', 'Looks'],
] as const;

export const frame = ({ title, path, main, styles, script }: Framed): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} · ninepic-elements</title>
    <link rel="icon" href="/guide/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/guide/guide.css" />
    ${styles ? `<link rel="stylesheet" href="${styles}" />` : ''}
    ${script ? `<script type="module" src="${script}"></script>` : ''}
  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="bar">
      <a class="name" href="/"><img src="/guide/icon.svg" alt="" width="28" height="28" /> ninepic-elements</a>
      <nav aria-label="Main">${PAGES.map(
        ([href, text]) => `<a href="${href}"${href === path ? ' aria-current="page"' : ''}>${text}</a>`,
      ).join('')}</nav>
    </header>
    <main id="main">${main}</main>
  </body>
</html>
`;
