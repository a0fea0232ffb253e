import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { findChromium } from './.ci/find-chromium.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

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

/** The closing line that CI reads. */
const closingLine = () => ({
  stop({ sessions }) {
    let passed = 0;
    let failed = 0;
    const count = (suite) => {
      for (const test of suite.tests) {
        if (test.passed) passed += 1;
        else failed += 1;
      }
      suite.suites.forEach(count);
    };
    for (const session of sessions) {
      if (session.testResults) count(session.testResults);
      else if (!session.passed) failed += 1;
    }
    process.once('exit', () => console.log(`${passed} passed, ${failed} failed`));
  },
});

export default {
  files: 'test/{api,state,ui,elements,flows,define}/**/*.test.ts',
  // msw's worker is shared by the pages of one browser, so files run one after the other.
  concurrency: 1,
  rootDir: at('.'),
  nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
  browsers: [chromeLauncher({ puppeteer, launchOptions: { executablePath: findChromium(), args } })],
  testFramework: { config: { timeout: 10000 } },
  middleware: [serveMsw, ...stack],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: at('tsconfig.json') })],
  reporters: [
    process.env.CI
      ? summaryReporter()
      : defaultReporter({ reportTestResults: true, reportTestProgress: false }),
    closingLine(),
  ],
};
