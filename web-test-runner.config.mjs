import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { engines, launch } from './test/engines/engines.ts';
import { bundleMiddleware } from './test/engines/bundles.ts';
import { verdict } from './test/engines/verdict.ts';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The whole way over real HTTP: the fake 9Pic behind the real proxy, one isolated stack a test. */
const stack = existsSync(at('test/support/stack-middleware.ts'))
  ? [
      (await import('./test/support/stack-middleware.ts')).stackMiddleware,
      (await import('./test/support/page-middleware.ts')).pageMiddleware,
    ]
  : [];

const mswWorker = readFileSync(at('node_modules/msw/lib/mockServiceWorker.js'));
const serveMsw = (context, next) => {
  if (context.path !== '/mockServiceWorker.js') return next();
  context.type = 'text/javascript';
  context.body = mswWorker;
};

/** The runner's own way looks for one at its start and takes it seconds later, when another step may have it. */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

// Bundles are of the files as they were when the run began.
const bundles = process.argv.includes('--watch') ? [] : [bundleMiddleware];

const names = engines(process.env.ENGINES ?? 'chromium');

export default {
  files: 'test/{api,state,ui,elements,flows,define}/**/*.test.ts',
  // msw's worker is shared by the pages of one browser, so files run one after the other.
  concurrency: 1,
  rootDir: at('.'),
  port: await freePort(),
  nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
  // ENGINES=firefox, ENGINES=chromium,webkit, ENGINES=all
  browsers: names.map(launch),
  // Keys and focus belong to one window at a time.
  concurrentBrowsers: 1,
  // Engines without a graphics card draw slowly, and a busy machine takes its time; what is well needs none of this.
  testFramework: { config: { timeout: 90_000 } },
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 400_000,
  middleware: [serveMsw, ...stack, ...bundles],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: at('tsconfig.json') })],
  reporters: [
    process.env.CI
      ? summaryReporter()
      : defaultReporter({ reportTestResults: true, reportTestProgress: false }),
    verdict(),
  ],
};
