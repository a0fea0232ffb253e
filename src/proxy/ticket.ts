/**
 * Tickets of the download relay (behaviour.md 6.5): the address of one original, sealed by the proxy for itself. Whoever
 * has a ticket can neither read nor change it, so a visitor never says where the relay fetches from.
 */
import { refusal } from './answer.js';

/** Longer than the photo service lets its own links live, a ticket never is; shorter by a margin (behaviour.md 6.1.3). */
export const TICKET_SECONDS = 50 * 60;
const IV_BYTES = 12;
const utf8 = new TextEncoder();

/** What a ticket holds. */
export interface Sealed {
  /** Address of the original, exactly as 9Pic signed it. */
  readonly url: string;
  /** The name that 9Pic suggests for the file; not yet safe. */
  readonly filename: string;
  /** Seconds since 1970 at which the ticket ends. */
  readonly expires: number;
}

/** Makes and reads the tickets of one proxy. */
export interface Tickets {
  /** @param event the only event under whose path the ticket can be opened */
  seal(content: Sealed, event: string): Promise<string>;
  /** @throws NinepicError 403 for a ticket that this proxy did not make for this event, 410 for one that has ended */
  open(ticket: string, event: string): Promise<Sealed>;
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

/** The secret may be any text; the key is a hash of it that serves for nothing else (RFC 5869). */
async function deriveKey(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', utf8.encode(secret), 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: utf8.encode('ninepic-elements'), info: utf8.encode('relay v1') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/**
 * @param secret `relaySecret`: proxies that share it and `orgId` take each other's tickets
 * @param now milliseconds since 1970
 */
export function createTickets(secret: string, orgId: string, now: () => number): Tickets {
  let key: Promise<CryptoKey> | undefined;
  // Not before the first use: Workers allow no cryptography while they load.
  const keyOnce = () => (key ??= deriveKey(secret));
  const cipher = (iv: Uint8Array<ArrayBuffer>, event: string) => ({
    name: 'AES-GCM',
    iv,
    // Not in the text but under the seal: a ticket of another event does not open.
    additionalData: utf8.encode(`${orgId}/${event}`),
  });

  return {
    async seal({ url, filename, expires }, event) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const text = utf8.encode(JSON.stringify([expires, url, filename]));
      const sealed = await crypto.subtle.encrypt(cipher(iv, event), await keyOnce(), text);
      const bytes = new Uint8Array(IV_BYTES + sealed.byteLength);
      bytes.set(iv);
      bytes.set(new Uint8Array(sealed), IV_BYTES);
      return toBase64Url(bytes);
    },

    async open(ticket, event) {
      let content: [expires: number, url: string, filename: string];
      try {
        const bytes = fromBase64Url(ticket);
        const iv = bytes.slice(0, IV_BYTES);
        const text = await crypto.subtle.decrypt(cipher(iv, event), await keyOnce(), bytes.slice(IV_BYTES));
        content = JSON.parse(new TextDecoder().decode(text)) as typeof content;
      } catch {
        throw refusal(403, 'forbidden', 'This ticket was not made by this proxy for this event.');
      }
      const [expires, url, filename] = content;
      if (now() >= expires * 1000)
        throw refusal(410, 'not-found', 'This ticket has expired: ask for the links again.');
      return { url, filename, expires };
    },
  };
}
