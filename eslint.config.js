import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

// Rules that need types are in .oxlintrc.json: oxlint checks them with the compiler of TypeScript 7, in a tenth of the time.

/** Ways to turn text into markup or code; none of them is used anywhere (behaviour.md T1.7.1). */
const unsafeMembers = ['innerHTML', 'outerHTML', 'srcdoc'].flatMap((name) =>
  ['name', 'value'].map((kind) => ({
    selector: `AssignmentExpression > MemberExpression.left[property.${kind}="${name}"]`,
    message: `${name} turns text into markup (behaviour.md T1.7.1).`,
  })),
);
const unsafeCalls = [
  '[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe|writeln)$/]',
  '[callee.object.name="document"][callee.property.name="write"]',
].map((which) => ({
  selector: `CallExpression${which}`,
  message: 'This turns text into markup (behaviour.md T1.7.1).',
}));
/** Geometry goes through `el.style.setProperty`. */
const inlineStyles = [
  'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle=/]',
  'CallExpression[callee.property.name="setAttribute"][arguments.0.value="style"]',
].map((selector) => ({ selector, message: 'A strict CSP blocks inline styles (behaviour.md F3).' }));

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'coverage/**',
      '.cache/**',
      'demo/snippets/**',
      'demo/dist/**',
      'test/fixtures/**',
      'test/frameworks/*/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  lit['flat/recommended'],
  wc['flat/recommended'],
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...unsafeMembers,
        ...unsafeCalls,
        ...inlineStyles,
        {
          selector: 'ForInStatement',
          message: 'A host may have extended Object.prototype (behaviour.md T1.12.3).',
        },
        {
          selector: "ImportDeclaration[source.value='zod/mini'] > ImportSpecifier",
          message: "Write `import * as z from 'zod/mini'`: the named import brings every locale along.",
        },
        { selector: 'TSEnumDeclaration', message: 'TypeScript is for types only.' },
        { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'TypeScript is for types only.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'zod', message: "Use `import * as z from 'zod/mini'` (design.md section 2)." },
            { name: 'lit/directives/style-map.js', message: 'A strict CSP blocks it (behaviour.md F3).' },
            { name: 'lit/directives/unsafe-html.js', message: 'behaviour.md T1.7.1' },
            { name: 'lit/directives/unsafe-svg.js', message: 'behaviour.md T1.7.1' },
          ],
        },
      ],
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  // Read by browsers as it is, in the block editor of WordPress; no TypeScript knows its globals.
  {
    files: ['src/proxy/wordpress/**/*.js'],
    languageOptions: { globals: { window: 'readonly' } },
  },
  // Assertions of chai are expressions.
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { URL: 'readonly', console: 'readonly', process: 'readonly' } },
  },
  // Scripts of the demo's pages, served as they are.
  {
    files: ['demo/guide/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'addEventListener',
          'clearTimeout',
          'document',
          'fetch',
          'getSelection',
          'navigator',
          'setTimeout',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
