/** The end of a server: nothing new is taken, and nothing that runs is cut off. */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long the head of a request that has begun may take, and its body: Node stops its own clocks when a server closes. */
const HEAD_MS = 1000;
const BODY_MS = 75_000;
const SWEEP_MS = 100;

/**
 * Follows what a server is at, so that it can end as soon as its last answer is out. What never becomes a request must not
 * hold it: browsers open sockets in advance, and some senders never come to an end.
 *
 * @returns takes no new requests, and resolves once the running ones are answered
 */
export function createDrain(server: Server): () => Promise<void> {
  const sockets = new Map<Socket, Set<IncomingMessage>>();
  server.on('connection', (socket) => {
    sockets.set(socket, new Set());
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (message, response) => {
    const running = sockets.get(message.socket);
    running?.add(message);
    response.once('close', () => running?.delete(message));
  });

  return async () => {
    const began = Date.now();
    const closed = new Promise((resolve) => server.close(resolve));
    const sweep = setInterval(() => {
      const waited = Date.now() - began;
      // A kept-alive connection is idle only once its last answer is out.
      server.closeIdleConnections();
      for (const [socket, running] of sockets) {
        const mayGoOn = [...running].some(({ complete }) => complete || waited < BODY_MS);
        if (!mayGoOn && waited >= HEAD_MS) socket.destroy();
      }
    }, SWEEP_MS);
    await closed;
    clearInterval(sweep);
  };
}
