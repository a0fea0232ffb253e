/**
 * Weighs what a page loads: `npm run bench` prints the table, `npm run sizes` fails past a bound, and where the README's table
 * is behind.
 *
 * The bound of a row is its target in performance.md, where that is met. Where it is not met yet, `NOT_YET` holds what
 * the row weighs today, so that it can only get lighter; the table says OVER until the target is reached.
 *
 * Eager is what stands between a script tag and the first tag on the page; lazy is what a visitor's act brings. Each file
 * is compressed by itself, as a server does. KB are 1024 bytes.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { createBuilder, type Rolldown } from 'vite';
import { staleSizes, type Weight } from '../../.ci/size-table.js';
import { browserContract } from '../../.ci/build/contract.js';
import { languageFiles, languagesBeside } from '../../.ci/build/languages.js';
import { baseline, doctorBeside, script } from '../../.ci/build/script.js';
import { tagFiles } from '../../.ci/build/tags.js';
import { minifyTemplates } from '../../.ci/build/templates.js';

interface Row {
  readonly what: string;
  readonly kind: 'eager' | 'lazy';
  readonly files: readonly Rolldown.OutputChunk[];
  /** Most KB after gzip -9. */
  readonly target: number;
}

/** Of one tag without the others. */
const ALONE: Readonly<Record<string, number>> = {
  gallery: 24,
  'bib-search': 20,
  'selfie-search': 20,
  clip: 19,
};

/** What is loaded on demand, by the source that it comes from. */
const LAZY = [
  { what: 'viewer', source: /\/ui\/viewer/, target: 8 },
  { what: 'selfie: camera and picture', source: /\/ui\/(selfie|camera)/, target: 6 },
  // performance.md names no target for these: they are what the eager part was relieved of.
  { what: 'selfie form, where the tag is on the page', source: /elements\/selfie-form/, target: 6.5 },
  { what: 'clip view, where the tag is on the page', source: /elements\/clip-view/, target: 5 },
  { what: 'photos of a gallery, beside the first ones', source: /elements\/gallery-photos/, target: 12 },
  { what: 'keyboard among photos', source: /controllers\/focus-ways/, target: 1 },
  { what: 'lists of photos, beside the first answer', source: /state\/result-sets/, target: 2.5 },
  { what: 'place in a gallery, kept for Back', source: /controllers\/kept-place/, target: 1 },
  { what: 'results in a search tag, where no gallery is', source: /elements\/inner-gallery/, target: 1 },
  { what: 'ticking photos', source: /controllers\/picking|directives\/live/, target: 5 },
  { what: 'payload shapes (zod)', source: /\/api\/(reading|payloads|schemas)/, target: 9 },
  { what: 'selfie search, once asked for', source: /\/state\/selfie/, target: 2 },
  { what: 'clip orders, once there is a selfie', source: /\/state\/clip/, target: 4 },
  { what: 'search by finish time, once its field is used', source: /controllers\/time-search/, target: 2 },
  { what: 'time chart', source: /time/, target: 5 },
  { what: 'frame of a foreign language', source: /language-frame/, target: 1 },
  // "zip and downloads ≤ 5" of performance.md, for one photo that can be fetched; what else there is comes when it happens.
  { what: 'one photo: fetched and saved, in all', source: /controllers\/downloads|ui\/save-file/, target: 5 },
  {
    what: 'one photo: by a link, or its preview',
    source: /controllers\/photo-ways|ui\/in-app|tray-links/,
    target: 2,
  },
  { what: 'one photo: by the relay', source: /controllers\/photo-relay/, target: 0.5 },
  { what: 'one photo: by its id', source: /state\/originals-by-id/, target: 1 },
  { what: 'one photo: shared', source: /controllers\/photo-sharer/, target: 1 },
  { what: 'tries, and which hosts can be read', source: /controllers\/fetching/, target: 2 },
  { what: 'many photos: the archive itself', source: /ui\/zip-photos|unique-name/, target: 2.8 },
  { what: 'many photos: progress, to disk', source: /controllers\/bulk-saver|tray-progress/, target: 3.5 },
  { what: 'many photos: archives in memory', source: /controllers\/archive-parts/, target: 1 },
  { what: 'many photos: into a photo library', source: /controllers\/library-batches/, target: 1 },
  { what: 'many photos: links one by one', source: /controllers\/link-list/, target: 1 },
  { what: 'a clip: saved', source: /ui\/save-clip/, target: 0.5 },
  { what: 'shared by several of these', source: /\/directive|ui\/icons/, target: 2 },
] as const;

/** Rows over their target, with the KB that they may weigh until they are under it; lower these, never raise them. */
const NOT_YET: Readonly<Record<string, number>> = {
  'many photos: progress, to disk': 3.95,
};

const kilobytes = (bytes: number): number => bytes / 1024;
const sum = (files: Row['files'], size: (code: Buffer) => number): number =>
  kilobytes(files.reduce((total, { code }) => total + size(Buffer.from(code)), 0));
const gzip = (code: Buffer) => gzipSync(code, { level: 9 }).length;
const brotli = (code: Buffer) =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

interface Bundle {
  /** What loads before the first tag is there: the entry and what it imports. */
  readonly eager: readonly Rolldown.OutputChunk[];
  readonly lazy: readonly Rolldown.OutputChunk[];
}

/** Bundles as `vite.config.ts` does, without writing. */
async function bundle(
  entry: string,
  tags: readonly string[],
  { chunks = true, guarded = true, plain = false } = {},
): Promise<Bundle> {
  const options = script(entry, 'first.js', tags, { chunks, guarded, plain });
  const builder = await createBuilder({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [minifyTemplates(), browserContract, doctorBeside, languagesBeside],
    environments: { weighed: { ...options, build: { ...options.build, write: false } } },
  });
  const environment = builder.environments['weighed'];
  if (!environment) throw new Error('Vite has no such environment.');
  const [result] = [await builder.build(environment)].flat() as Rolldown.RolldownOutput[];
  const files = (result?.output ?? []).flatMap((file) => (file.type === 'chunk' ? [file] : []));
  const wanted = new Set(files.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  // A set may grow while it is walked, so this follows imports of imports.
  for (const name of wanted)
    files.find(({ fileName }) => fileName === name)?.imports.forEach((imported) => wanted.add(imported));
  const [eager, lazy] = [true, false].map((is) =>
    files.filter(({ fileName }) => wanted.has(fileName) === is),
  );
  return { eager: eager ?? [], lazy: lazy ?? [] };
}

/** Lazy files by their target; a file that nobody gave a target is an error, so that none grows unseen. */
function lazyRows(files: readonly Rolldown.OutputChunk[]): Row[] {
  const sourceOf = (file: Rolldown.OutputChunk) => file.facadeModuleId ?? file.moduleIds.join();
  const stray = files.filter((file) => !LAZY.some(({ source }) => source.test(sourceOf(file))));
  if (stray.length > 0)
    throw new Error(
      `No target for ${stray.map(({ fileName }) => fileName).join(', ')}; see LAZY in this file.`,
    );
  return [
    ...LAZY.map(({ what, source, target }) => ({
      what,
      kind: 'lazy' as const,
      files: files.filter(
        (file) => LAZY.find((group) => group.source.test(sourceOf(file)))?.source === source,
      ),
      target,
    })),
  ].filter((row) => row.files.length > 0);
}

/** The heaviest file of each language: a page loads them side by side, those of its tags. */
async function languageRows(): Promise<Row[]> {
  const builder = await createBuilder({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    environments: {
      weighed: {
        ...languageFiles('', baseline),
        build: { ...languageFiles('', baseline).build, write: false },
      },
    },
  });
  const environment = builder.environments['weighed'];
  if (!environment) throw new Error('Vite has no such environment.');
  const [result] = [await builder.build(environment)].flat() as Rolldown.RolldownOutput[];
  const files = (result?.output ?? []).flatMap((file) => (file.type === 'chunk' ? [file] : []));
  const languages = [...new Set(files.map(({ name }) => name.split('-')[1] ?? ''))].sort();
  return languages.map((language) => {
    const own = files.filter(({ name }) => name.split('-')[1] === language);
    const weight = (file: Rolldown.OutputChunk) => sum([file], gzip);
    const [heaviest] = own.sort((a, b) => weight(b) - weight(a));
    const all = sum(own, gzip).toFixed(1);
    return {
      what: `language ${language}, most of ${own.length} (all: ${all})`,
      kind: 'lazy',
      files: heaviest ? [heaviest] : [],
      target: 2,
    };
  });
}

async function weigh(): Promise<Row[]> {
  const all = await bundle('src/cdn.ts', tagFiles);
  const classic = await bundle('src/cdn.ts', tagFiles, { plain: true });
  const rows: Row[] = [
    { what: 'all tags', kind: 'eager', files: all.eager, target: 30 },
    // "≤ 55 KB gz" of design.md section 7, held in the KB that is harder to keep, of 1000 bytes.
    { what: 'all tags, the classic file', kind: 'eager', files: classic.eager, target: 55_000 / 1024 },
  ];
  for (const tag of tagFiles) {
    const { eager } = await bundle(`src/define/${tag}.ts`, [tag], { guarded: false });
    const target = ALONE[tag];
    if (target === undefined) throw new Error(`No target for ${tag} alone; see ALONE in this file.`);
    rows.push({ what: `${tag} alone`, kind: 'eager', files: eager, target });
  }
  const doctor = await bundle('src/doctor/open.ts', [], { guarded: false, chunks: false });
  return [
    ...rows,
    ...lazyRows(all.lazy),
    // For organisers, by `#ninepic-doctor`; no visitor loads it.
    { what: 'doctor', kind: 'lazy', files: doctor.eager, target: 13 },
    ...(await languageRows()),
  ];
}

/** Share of each part of the sources, before names are shortened. */
async function explain(): Promise<void> {
  const { eager } = await bundle('src/cdn.ts', tagFiles);
  const parts = new Map<string, number>();
  for (const [id, { renderedLength }] of eager.flatMap((file) => Object.entries(file.modules))) {
    const [, own] = /\/(src\/.*)$/.exec(id) ?? [];
    const [, dependency] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id) ?? [];
    const part = dependency ?? own ?? 'other';
    parts.set(part, (parts.get(part) ?? 0) + renderedLength);
  }
  const total = [...parts.values()].reduce((a, b) => a + b, 0);
  console.log('\nall tags, eager, by share of the source');
  for (const [part, length] of [...parts].sort((a, b) => b[1] - a[1]).slice(0, 30))
    console.log(`${((100 * length) / total).toFixed(1).padStart(6)} %  ${part}`);
}

const weightOf = ({ what, kind, files }: Row): Weight => ({
  what,
  kind,
  gzip: sum(files, gzip),
  brotli: sum(files, brotli),
});

/** Every row, for the table in the README. */
export const weights = async (): Promise<Weight[]> => (await weigh()).map(weightOf);

async function main(): Promise<void> {
  const rows = await weigh();
  console.log('KB, minified'.padEnd(44), '  gzip', 'brotli', 'target');
  let over = 0;
  let late = 0;
  for (const { what, kind, files, target } of rows) {
    const weight = sum(files, gzip);
    const bound = NOT_YET[what] ?? target;
    if (weight > bound) over += 1;
    if (weight > target) late += 1;
    const verdict = weight > bound ? ` PAST ITS BOUND OF ${bound}` : weight > target ? ' OVER' : '';
    const figures = [weight, sum(files, brotli), target].map((value) => value.toFixed(1).padStart(6));
    console.log(`${kind} ${what}`.padEnd(44), ...figures, verdict);
  }
  if (process.argv.includes('--explain')) await explain();
  if (late > 0)
    console.log(`\n${late} of ${rows.length} sizes are over their target (performance.md, "Bytes").`);
  if (!process.argv.includes('--check')) return;
  if (over > 0) console.error(`${over} of ${rows.length} sizes are past their bound.`);
  const stale = staleSizes(readFileSync('README.md', 'utf8'), rows.map(weightOf));
  if (stale.length > 0)
    console.error(`The table in the README is behind (${stale.join('; ')}); \`npm run docs\` renews it.`);
  if (over > 0 || stale.length > 0) process.exitCode = 1;
}

if (process.argv[1]?.endsWith('sizes.ts')) await main();
