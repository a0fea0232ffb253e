/** Programs that a WordPress is made of: waited for until they answer, and ended by their ids. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Resolves once it has ended. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = once(child, 'exit');
  child.kill('SIGTERM');
  await closed;
}

/** Asks until it is true; gives up after half a minute. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`${what}: waited in vain`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
