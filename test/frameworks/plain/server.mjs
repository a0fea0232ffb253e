/** What a server that draws Lit's elements does, such as Astro's or Eleventy's with a plugin. */
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import 'ninepic-elements/define';

const page = html`<ninepic-gallery proxy-url="/ninepic" event-id="456"
    ><a href="/photos">Photos</a></ninepic-gallery
  >
  <ninepic-bib-search></ninepic-bib-search>
  <ninepic-selfie-search privacy-href="/privacy">Selfie</ninepic-selfie-search>
  <ninepic-clip event-id="none">Clips</ninepic-clip>`;
const text = await collectResult(render(page));

// A root that came with the page has room for the fallback, and nothing that looks as if it could be used.
const roots = [...text.matchAll(/<template [^>]*>([\s\S]*?)<\/template>/g)].map(([, root]) => root);
for (const root of roots) {
  const bare = root.replace(/<style>[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '').trim();
  if (bare !== '<slot></slot>') throw new Error(`A server drew: ${bare}`);
}
if (roots.length !== 4) throw new Error(`A server drew ${roots.length} tags of 4.`);
console.log(text);
