/** Whose budget a request is counted on (behaviour.md T1.3.1, T1.3.2). */

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function ipv4(text: string): string | undefined {
  const parts = IPV4.exec(text)?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) ? parts.join('.') : undefined;
}

/** The eight groups of an IPv6 address, through the URL parser, which knows every way of writing one. */
function ipv6(text: string): number[] | undefined {
  if (!/^[0-9a-f:.]+$/i.test(text) || !URL.canParse(`http://[${text}]`)) return undefined;
  const [head = '', tail = ''] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::');
  const groups = (half: string) => (half === '' ? [] : half.split(':').map((group) => parseInt(group, 16)));
  const [left, right] = [groups(head), groups(tail)];
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

/**
 * One name for everybody who is counted together: an IPv4 address, also when it is written as IPv6, or the /64 network
 * that one IPv6 customer has.
 *
 * @returns `undefined` for text that is no address
 */
export function normalizeAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/%.*$/, '');
  const plain = ipv4(bare) ?? ipv4(bare.replace(/:\d{1,5}$/, ''));
  if (plain !== undefined) return plain;
  const groups = ipv6(bare);
  if (groups === undefined) return undefined;
  const [g6 = 0, g7 = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return [g6 >> 8, g6 & 255, g7 >> 8, g7 & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** What everybody is counted on whom the platform does not tell apart. */
export const UNKNOWN = 'unknown';

/**
 * The address that a request is counted on: the socket's, or with `hops` reverse proxies in front the entry that the
 * outermost of them wrote, counted from the right. What a visitor puts into the header stands further left and is never
 * read.
 *
 * @param socket whatever the platform calls `address`: Bun's server has an object of that name
 */
export function addressOf(request: Request, socket: unknown, hops: number): string {
  const entries = hops > 0 ? (request.headers.get('x-forwarded-for') ?? '').split(',') : [];
  const forwarded = entries.length >= hops ? entries.at(-hops) : undefined;
  return (
    (hops > 0 && forwarded !== undefined ? normalizeAddress(forwarded) : undefined) ??
    normalizeAddress(typeof socket === 'string' ? socket : '') ??
    UNKNOWN
  );
}
