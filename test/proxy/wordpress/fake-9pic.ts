/** The pretend 9Pic on a port of its own: its API, and, under another host name, its pictures and originals. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFake, type Fake } from '../../../demo/fake/index.js';
import { serveFetch } from '../../../demo/node-http.js';

export interface Fake9Pic {
  readonly fake: Fake;
  /** Where the API is. */
  readonly api: string;
  close(): Promise<void>;
}

/** @param apiKey the key that it takes */
export async function startFake(apiKey: string): Promise<Fake9Pic> {
  const server = createServer((message, response) => {
    const path = /^\/(?:media|storage)(\/.*)$/.exec(message.url ?? '')?.[1];
    void serveFetch(fake.fetch, message, response, path ?? message.url);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake = createFake({
    apiKey,
    mediaBase: `http://localhost:${port}/media`,
    storageBase: `http://localhost:${port}/storage`,
    // What is shorter than a kilobyte counts as no picture, and the fake's own are.
    storage: { padTo: 20_000 },
  });
  return {
    fake,
    api: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
