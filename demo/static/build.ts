/**
 * `npm run build:demo`: the race's page as files alone, in `demo/dist`, for any host of static files and any path on it. Photos,
 * searches and clips are the pretend 9Pic's, inside the page.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { build } from 'vite';
import { baseline } from '../../.ci/build/script.js';
import { createFake } from '../fake/index.js';
import { loadPlate } from '../pictures/index.js';
import { plateName, type PlateKey } from '../pictures/plate-key.js';
import { CLIPS, plateOf } from '../pictures/scene.js';

const demo = fileURLToPath(new URL('..', import.meta.url));
const EVENT = 456;

/** Every background that a photo of the event has. */
function platesOf(event: number): Map<string, PlateKey> {
  const { race } = createFake().album(event);
  const keys = Array.from({ length: race.total }, (_, index) => plateOf(race.photoAt(index)));
  return new Map(keys.map((key) => [plateName(key), key]));
}

/** The page of `npm start`, with files beside it in place of what a server compiles; only there are pages for organisers. */
async function pageOf(): Promise<string> {
  const html = await readFile(`${demo}index.html`, 'utf8');
  const page = html
    .replace(/\n *<script type="module" src="\/demo\/main.ts"><\/script>/, '')
    .replace(/\n *<p class="small">For organisers: .*<\/p>/, '')
    .replace('"/src/cdn.ts"', '"./demo.js"')
    .replaceAll('"/demo/', '"./');
  const left = /"\/(?:src|demo|snippets)\/[^"]*"/.exec(page);
  if (left) throw new Error(`demo/index.html names ${left[0]}, which is not beside the static page.`);
  return page;
}

/** @param outDir emptied first */
export async function buildDemo(outDir = `${demo}dist`): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(`${outDir}/plates`, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    base: './',
    build: {
      outDir,
      emptyOutDir: false,
      target: baseline,
      rolldownOptions: {
        input: { demo: `${demo}static/main.ts` },
        output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  });
  const worker = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
  await Promise.all([
    pageOf().then((page) => writeFile(`${outDir}/index.html`, page)),
    cp(worker, `${outDir}/mockServiceWorker.js`),
    ...['style.css', 'sections.css', 'icon.svg'].map((name) => cp(demo + name, `${outDir}/${name}`)),
    ...CLIPS.map((clip) => cp(`${demo}fake/media/${clip}`, `${outDir}/${clip}`)),
  ]);
  for (const [name, key] of platesOf(EVENT)) {
    const plate = sharp(await loadPlate(key)).webp({ quality: 60 });
    await plate.toFile(`${outDir}/plates/${name}.webp`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDemo();
