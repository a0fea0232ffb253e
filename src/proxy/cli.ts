#!/usr/bin/env node
/**
 * `ninepic-proxy`: the proxy as a command, set by its environment. Standard output holds the one line that says where it
 * listens; the log goes to standard error, one JSON object a line.
 */
import { Console } from 'node:console';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkUpstream } from './check.js';
import { CHECK_USAGE, runCheck } from './conformance/command.js';
import { optionsFromEnvironment, variables } from './environment.js';
import { createProxy } from './handler.js';
import { createDrain } from './node-drain.js';
import { nodeFetch, nodeListener } from './node.js';
import type { ConfigProblem, LogEntry, ProxyOptions } from './options.js';
import { readOptions } from './read-options.js';

const USAGE = `ninepic-proxy: the server half of ninepic-elements

  ninepic-proxy            serve, set by environment variables
  ninepic-proxy --check    ask 9Pic once for each event, say what is wrong, end
${CHECK_USAGE}

Required: NINEPIC_API_KEY, NINEPIC_ORG_ID, NINEPIC_EVENT_IDS. See the README for the others, HOST and PORT.
`;

const terminal = new Console(process.stdout, process.stderr);

/** The variable of an option, as an admin sees it. */
const nameOf = (option: ConfigProblem['option']): string =>
  option in variables ? variables[option as keyof typeof variables] : option;

function say(text: string): void {
  terminal.error(`ninepic-proxy: ${text}`);
}

function log(entry: LogEntry): void {
  // Not by the console, which formats each line anew; there is one for every request.
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
}

/** Whoever reads the log may go, or its disk be full: visitors stay, and what was paid for is brought to its end. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** The options, or `undefined` after each problem was said in a line that names its variable. */
function readConfiguration(): ProxyOptions | undefined {
  const options = optionsFromEnvironment(process.env);
  const { problems } = readOptions(options);
  for (const { option, text } of problems) say(`${nameOf(option)} ${text}`);
  return problems.length > 0 ? undefined : { ...options, fetch: nodeFetch(), log };
}

function readPort(): number | undefined {
  const port = process.env.PORT?.trim() || '8787';
  return /^\d{1,5}$/.test(port) && Number(port) <= 65535 ? Number(port) : undefined;
}

function serve(options: ProxyOptions, host: string, port: number): void {
  const unfinished = new Set<Promise<unknown>>();
  const proxy = createProxy(options);
  // What a visitor has left behind is finished too before the process ends: it may have been paid for.
  const listener = nodeListener((request, context) => {
    const answering = proxy(request, context);
    unfinished.add(answering);
    void answering.finally(() => unfinished.delete(answering));
    return answering;
  });
  // Longer than a selfie search may take, shorter than for ever: slow senders hold a socket each.
  const server = createServer(
    { headersTimeout: 15_000, requestTimeout: 75_000, keepAliveTimeout: 20_000 },
    listener,
  );
  server.on('connect', (_request, socket) => {
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, POST, OPTIONS\r\nConnection: close\r\n\r\n');
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    say(`cannot listen on ${host}:${port}: ${error.code ?? error.message}`);
    process.exit(1);
  });
  // A gallery opens for a whole field of runners at the same moment.
  server.listen({ port, host, backlog: 1024 }, () => {
    const { address, family, port: taken } = server.address() as AddressInfo;
    const shown = family === 'IPv6' ? `[${address}]` : address;
    const { basePath } = readOptions(options).config;
    terminal.log(`ninepic-proxy listening on http://${shown}:${taken}${basePath}`);
  });
  const drain = createDrain(server);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      log({ level: 'info', message: 'stopping', signal });
      void drain().then(async () => {
        await Promise.allSettled(unfinished);
        process.exit(0);
      });
    });
}

async function main(): Promise<void> {
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'check') {
    process.exitCode = await runCheck(rest, (text) => terminal.log(text), say);
    return;
  }
  const unknown = process.argv.slice(2).find((argument) => !['--check', '--help', '-h'].includes(argument));
  if (unknown !== undefined || process.argv.includes('--help') || process.argv.includes('-h')) {
    terminal.log(USAGE.trim());
    process.exitCode = unknown === undefined ? 0 : 1;
    return;
  }
  const options = readConfiguration();
  const port = readPort();
  if (port === undefined) say('PORT is not a port number');
  if (options === undefined || port === undefined) {
    process.exitCode = 1;
    return;
  }
  if (process.argv.includes('--check')) {
    const { lines, ok } = await checkUpstream(readOptions(options).config);
    for (const line of lines) say(line);
    process.exitCode = ok ? 0 : 1;
    return;
  }
  serve(options, process.env.HOST?.trim() || '127.0.0.1', port);
}

await main();
