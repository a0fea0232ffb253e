/** The README says what the sources say. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import ts from 'typescript';
import { generated, render } from '../../.ci/docs.js';
import { routes } from '../../src/api/routes.js';
import { strictPolicy } from '../support/site.js';
import { filesIn, manifest, root, textOf } from '../support/sources.js';

const readme = textOf('README.md');
/** The hash in the snippet changes with every byte; `npm run docs -- --check` holds it before a release. */
const withoutHash = (text: string): string => text.replaceAll(/sha384-[\w+/=]+/g, 'sha384');

test('its tables are up to date; `npm run docs` writes them', () => {
  assert.equal(withoutHash(readme), withoutHash(render(readme)));
});

const publicFiles = ['src/index.ts', 'src/proxy/index.ts', 'src/proxy/node.ts', 'demo/fake/index.ts'];
const program = ts.createProgram(
  publicFiles.map((path) => root + path),
  { noLib: true, types: [], module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
);
const checker = program.getTypeChecker();
const aliased = (symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
const exportsOf = (path: string): ts.Symbol[] => {
  const file = program.getSourceFile(root + path);
  const module = file && checker.getSymbolAtLocation(file);
  assert.ok(module, path);
  return checker.getExportsOfModule(module).map(aliased);
};
/** Of tags the manifest says what is public, and the README has it all in its tables. */
const isTag = ({ exports }: ts.Symbol): boolean => Boolean(exports?.has('styles' as ts.__String));
const isOpen = (member: ts.Declaration): boolean =>
  (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0;

test('editors show of each public name, and of what it has, what it means', () => {
  const isMute = (symbol: ts.Symbol): boolean =>
    symbol.getDocumentationComment(checker).length === 0 && symbol.getJsDocTags(checker).length === 0;
  const mute = publicFiles.flatMap(exportsOf).flatMap((symbol) => {
    const members = isTag(symbol) ? [] : [...(symbol.members?.values() ?? [])];
    const open = members.filter(({ declarations = [] }) =>
      declarations.some((one) => 'name' in one && !ts.isTypeParameterDeclaration(one) && isOpen(one)),
    );
    const wholes = isMute(symbol) ? [symbol.name] : [];
    return [...wholes, ...open.filter(isMute).map((one) => `${symbol.name}.${one.name}`)];
  });
  assert.deepEqual(mute, []);
});

test('what a public name takes or gives has a name that can be imported too', () => {
  const own = new Map(
    publicFiles.flatMap((path) => exportsOf(path).map((symbol) => [symbol, path] as const)),
  );
  const isOurs = ({ declarations = [] }: ts.Symbol): boolean =>
    declarations.some(
      (one) =>
        (ts.isInterfaceDeclaration(one) || ts.isClassDeclaration(one)) &&
        /\/(?:src|demo\/fake)\//.test(one.getSourceFile().fileName),
    );
  const nameless = new Set<string>();
  for (const symbol of own.keys()) {
    const visit = (node: ts.Node): void => {
      const isInner = ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
      if (ts.isBlock(node) || isInner || (ts.isClassElement(node) && !isOpen(node))) return;
      if (ts.isTypeReferenceNode(node)) {
        const named = checker.getSymbolAtLocation(node.typeName);
        const type = named && aliased(named);
        if (type && isOurs(type) && !own.has(type)) nameless.add(`${symbol.name}: ${type.name}`);
      }
      ts.forEachChild(node, visit);
    };
    if (!isTag(symbol)) symbol.declarations?.forEach(visit);
  }
  assert.deepEqual([...nameless], []);
});

test('it has each table that is generated, once, and no mark that nothing is generated for', () => {
  const marks = [...readme.matchAll(/<!-- generated: (.*?) -->\n[^]*?<!-- \/generated -->/g)];
  assert.deepEqual(marks.map(([, name = '']) => name).sort(), [...generated].sort());
});

test('it tells of each event what it holds, for pages that have no types', () => {
  const [, table = ''] = /<!-- generated: events -->\n([^]*?)<!-- \/generated -->/.exec(readme) ?? [];
  const names = [...textOf('src/events.ts').matchAll(/^ {4}'(ninepic-[\w-]+)':/gm)].map(([, name]) => name);
  assert.equal(names.length, 12);
  const rows = new Map(table.split('\n').map((line) => [/^\| `([\w-]+)`/.exec(line)?.[1], line]));
  for (const name of names) assert.ok(rows.has(name), name);
  assert.match(
    rows.get('ninepic-results') ?? '',
    /^\| `ninepic-results` \| {2}\| .*`from\?` \(number\): With `time`: Unix epoch/,
  );
  assert.match(
    rows.get('ninepic-download') ?? '',
    /\| yes \| .*`kind` \(`original`, `preview`, `zip`, `clip`, `share`\)/,
  );
  // What TypeScript alone can read is no help here.
  assert.doesNotMatch(table, /ErrorCode|\['|readonly|\\\|/);
});

test('it tells who writes a proxy of her own of each call, and of the headers that are read', () => {
  for (const { method, path } of Object.values(routes))
    assert.ok(readme.includes(`| \`${method} ${path}\` |`), path);
  for (const [name, source] of [
    ['x-ninepic-error', 'src/api/answer.ts'],
    ['x-ninepic-upstream', 'src/proxy/answer.ts'],
    ['idempotency-key', 'src/api/client.ts'],
    ['x-ninepic-widget', 'src/api/client.ts'],
    ['x-ninepic-consent', 'src/api/client.ts'],
  ] as const) {
    assert.ok(textOf(source).toLowerCase().includes(name), `${source} has ${name}`);
    assert.ok(readme.toLowerCase().includes(name), name);
  }
});

test('where only a few words can be written, it names them', () => {
  for (const [name, words] of [
    ['layout', '`rows`, `grid`'],
    ['download', '`original`, `preview`, `none`'],
  ])
    assert.ok(
      readme.split('\n').some((line) => line.startsWith(`| \`${name}\` |`) && line.includes(`${words}`)),
      name,
    );
});

test('what it tells to copy has an exact version, and every script tag a hash', () => {
  const scripts = readme.match(/<script[^>]*src=[^>]*>/g) ?? [];
  assert.ok(scripts.length > 0);
  for (const script of scripts) {
    assert.match(script, /integrity="sha384-[\w+/=]{64}"/);
    assert.match(script, /crossorigin="anonymous"/);
    assert.ok(script.includes(manifest.version), script);
  }
  const named = readme.match(/ninepic-elements@[\w.^~*-]+/g) ?? [];
  assert.deepEqual([...new Set(named)], [`ninepic-elements@${manifest.version}`]);
});

test('nothing tells to install whatever version is the newest', () => {
  const worker = 'demo/snippets/cloudflare-worker';
  for (const path of ['README.md', `${worker}/README.md`, `${worker}/wrangler.toml`])
    assert.doesNotMatch(textOf(path), /npm (?:install|i) (?:-[\w-]+ )*ninepic-elements(?!@)/, path);
});

test('it explains every way to write a setting that a snippet uses', () => {
  const written = filesIn('demo/snippets', '.html').flatMap(
    (path) => textOf(path).match(/\bdata-(?:ninepic-)?(?:proxy-url|event-id)\b/g) ?? [],
  );
  assert.deepEqual(
    [...new Set(written)].filter((name) => !readme.includes(`\`${name}\``)),
    [],
  );
});

test('its code for a proxy starts one, as it stands', () => {
  const [, code = ''] = /```js\n(import \{ createProxy \}[^`]*createServer[^`]*)```/.exec(readme) ?? [];
  const script = `const [apiKey, orgId] = ['key', 903];${code.replace('8787', '0')};process.exit();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, stdio: 'pipe' });
});

test('the policy that it publishes allows what the tested one does, and no more', () => {
  const [, policy = ''] = /```\n(script-src [^`]*)```/.exec(readme) ?? [];
  const directives = (text: string) =>
    text
      .split(';')
      .map((one) => one.trim().split(/\s+/)[0] ?? '')
      .filter((name) => name && name !== 'default-src')
      .sort();
  assert.deepEqual(directives(policy), directives(strictPolicy({ mediaOrigin: 'https://photos.9pic.ai' })));
  assert.doesNotMatch(policy, /unsafe|data:|blob:/);
});
