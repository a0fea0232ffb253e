/** Where the relay may fetch from (behaviour.md T1.2.9), and until when a link holds. */

/** As long as a presigned link may be (behaviour.md T1.7.3). */
export const MAX_URL = 4096;
export const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;
export const HOST = /^\.?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** A host, `.example.org` for every host below it, or one of this machine's own names, with a port or for every port. */
export const isRelayHost = (text: string): boolean => HOST.test(text) || LOOPBACK.test(text);

/**
 * Whether the relay may fetch this address: https on its own port, no user name, and a host on the list, whole or from
 * a dot on. Plain http and other ports are for storage on this machine only, and only where the list names it: so tests
 * and demos can run, and nothing else on the machine is in reach.
 */
export function mayRelay(text: string, hosts: readonly string[]): boolean {
  if (text.length > MAX_URL || !URL.canParse(text)) return false;
  const { protocol, hostname, host, port, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  const isLoopback = LOOPBACK.test(hostname);
  if (isLoopback ? !/^https?:$/.test(protocol) : protocol !== 'https:' || port !== '') return false;
  return hosts.some((entry) => {
    if (isLoopback) return entry === hostname || entry === host;
    return entry.startsWith('.') ? hostname.endsWith(entry) && hostname !== entry : hostname === entry;
  });
}

/** When storage stops honouring a link, in seconds since 1970; `undefined` where the link does not say (SigV4). */
export function linkExpires(text: string): number | undefined {
  const { searchParams } = new URL(text);
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(searchParams.get('X-Amz-Date') ?? '') ?? [];
  const seconds = searchParams.get('X-Amz-Expires') ?? '';
  if (date === undefined || time === undefined || !/^\d{1,7}$/.test(seconds)) return undefined;
  const day = date.replace(/(....)(..)(..)/, '$1-$2-$3');
  const made = Date.parse(`${day}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`);
  return Number.isNaN(made) ? undefined : Math.floor(made / 1000) + Number(seconds);
}
