/** Who may import whom: the table of design.md section 2, held to every import there is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tagFiles } from '../../.ci/build/tags.js';
import { filesIn, importsOf, type Import } from '../support/sources.js';

const imports = [...filesIn('src', '.ts'), ...filesIn('demo/fake', '.ts')].flatMap(importsOf);
const say = ({ from, to }: Import) => `${from} imports ${to}`;
const offenders = (isWrong: (one: Import) => boolean) => imports.filter(isWrong).map(say);

/** Where a file stands: its folder, or its own name for the files at the top of `src`. */
const roomOf = (path: string): string => /^(?:src\/)?(demo\/fake|[^/]+)/.exec(path)?.[1] ?? path;

/** What each room may import of ours, besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'index.ts': ['elements', 'events.ts', 'state', 'i18n', 'api'],
  'jsx.ts': ['elements', 'events.ts'],
  'cdn.ts': ['define.ts', 'i18n'],
  'define.ts': ['define'],
  define: ['elements', 'doctor', 'api'],
  doctor: ['state', 'i18n', 'api'],
  elements: ['define', 'controllers', 'ui', 'events.ts', 'state', 'i18n', 'api'],
  controllers: ['ui', 'events.ts', 'state', 'i18n', 'api'],
  ui: ['i18n', 'api'],
  'events.ts': ['api'],
  state: ['i18n', 'api'],
  i18n: ['api'],
  api: [],
  proxy: ['api'],
  'demo/fake': ['api'],
};

const isOurs = ({ to }: Import) => to.startsWith('src/') || to.startsWith('demo/');

test('every folder of src has a place in the table', () => {
  const rooms = new Set(imports.map(({ from }) => roomOf(from)));
  assert.deepEqual(
    [...rooms].filter((room) => !(room in mayImport)),
    [],
  );
});

test('imports go down only', () => {
  const isUp = (one: Import) => {
    const [from, to] = [roomOf(one.from), roomOf(one.to)];
    return isOurs(one) && from !== to && !mayImport[from]?.includes(to);
  };
  assert.deepEqual(offenders(isUp), []);
});

test('relative imports name the file that is loaded', () => {
  const known = new Set([...filesIn('src', '.ts'), ...filesIn('demo/fake', '.ts')]);
  assert.deepEqual(
    offenders((one) => isOurs(one) && !known.has(one.to)),
    [],
  );
});

test('no element imports another, but for the gallery that a search tag loads on demand', () => {
  const tags = tagFiles.map((file) => `src/elements/${file}.ts`);
  const other = ({ from, to }: Import) => from.startsWith('src/elements/') && tags.includes(to);
  assert.deepEqual(offenders(other), []);
  const registering = imports.filter((one) => roomOf(one.from) === 'elements' && roomOf(one.to) === 'define');
  assert.deepEqual(registering, [
    { from: 'src/elements/inner-gallery.ts', to: 'src/define/gallery.ts', dynamic: true },
  ]);
});

test('lit is used by controllers, ui and elements only', () => {
  const isLit = ({ to }: Import) => /^(@lit|lit)(\/|-|$)/.test(to);
  const rooms = ['controllers', 'ui', 'elements'];
  assert.deepEqual(
    offenders((one) => isLit(one) && !rooms.includes(roomOf(one.from))),
    [],
  );
});

test('zod is used by api/schemas only, in its small form', () => {
  const isZod = ({ to }: Import) => /^zod(\/|$)/.test(to);
  assert.deepEqual(imports.filter(isZod).map(say), ['src/api/schemas.ts imports zod/mini']);
});

test('client-zip is used by one file', () => {
  assert.deepEqual(imports.filter(({ to }) => to === 'client-zip').map(say), [
    'src/ui/zip-photos.ts imports client-zip',
  ]);
});

test('nothing else comes from outside, and the proxy needs nothing but the platform', () => {
  const isOutside = (one: Import) => !isOurs(one) && !/^(lit|zod|client-zip)(\/|$)/.test(one.to);
  const stray = imports
    .filter(isOutside)
    .filter(({ from, to }) => !(roomOf(from) === 'proxy' && to.startsWith('node:')));
  assert.deepEqual(stray.map(say), []);
  // Request and Response only, so that it runs at the edge; Node is what these few are for.
  const isForNode = (path: string) =>
    /^src\/proxy\/(?:(?:cli|node|node-fetch|node-drain)\.ts$|conformance\/)/.test(path);
  assert.deepEqual(
    offenders(({ from, to }) => !isForNode(from) && (to.startsWith('node:') || isForNode(to))),
    [],
  );
});

test('the proxy knows the contract and nothing else of the widget', () => {
  const contract = ['src/api/routes.ts', 'src/api/grammar.ts', 'src/api/errors.ts'];
  const isWrong = ({ from, to }: Import) =>
    roomOf(from) === 'proxy' && to.startsWith('src/') && roomOf(to) !== 'proxy' && !contract.includes(to);
  assert.deepEqual(offenders(isWrong), []);
});
