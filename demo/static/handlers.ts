/** The pretend 9Pic as handlers of msw: the addresses of a proxy, of pictures and of originals, in the page itself. */
import { http, HttpResponse, type HttpHandler } from 'msw';
import { ConnectionLost, withoutProxy, type Fake } from '../fake/index.js';

async function reply(work: Promise<Response> | undefined): Promise<Response | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ConnectionLost) return HttpResponse.error();
    throw error;
  }
}

/** @param mount path of the proxy that the page believes in */
export function handlersOf(fake: Fake, mount = '/ninepic'): HttpHandler[] {
  const answer = withoutProxy(fake, { mount });
  const { mediaBase, storageBase } = fake.settings;
  return [
    http.all(`*${mount}/*`, ({ request }) => reply(answer(request))),
    http.get(`${mediaBase}/*`, ({ request }) => reply(fake.fetch(request))),
    http.get(`${storageBase}/*`, ({ request }) => reply(fake.fetch(request))),
  ];
}
