/** What must not be written in `src`: lint refuses it, each in a line of its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { root } from '../support/sources.js';

const eslint = new ESLint({ cwd: root });

/** What lint says of a file of `src/ui` with these lines. */
async function saidOf(lines: string): Promise<string[]> {
  const [result] = await eslint.lintText(lines, { filePath: `${root}src/ui/not-there.ts` });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? '');
}

for (const line of [
  "el.innerHTML = '';",
  "el.innerHTML += '';",
  "el['innerHTML'] = '';",
  "frame.srcdoc = '';",
  "el.insertAdjacentHTML('beforeend', '');",
  "el.setHTMLUnsafe('');",
  "document.write('');",
  "new Function('');",
  "eval('');",
  'html`<p style=${width}></p>`;',
  'html`<p class="a" style="width: 1px"></p>`;',
  "el.setAttribute('style', width);",
  'for (const key in el) key;',
  "import { z } from 'zod/mini'; z;",
  "import * as z from 'zod'; z;",
  "import { styleMap } from 'lit/directives/style-map.js'; styleMap;",
  "import { unsafeHTML } from 'lit/directives/unsafe-html.js'; unsafeHTML;",
  'enum Kind { One } Kind;',
  "console.log('');",
])
  test(`lint refuses ${line}`, async () => {
    const rules = ['no-restricted-syntax', 'no-restricted-imports', 'no-new-func', 'no-eval', 'no-console'];
    const said = await saidOf(line);
    assert.ok(
      said.some((rule) => rules.includes(rule)),
      said.join() || 'nothing',
    );
  });

test('and nothing of what is written instead', async () => {
  const said = await saidOf(
    "el.textContent = ''; el.style.setProperty('width', '1px'); stream.write(''); html`<p class=${name}>${text}</p>`;",
  );
  assert.deepEqual(
    said.filter((rule) => rule.startsWith('no-restricted')),
    [],
  );
});
