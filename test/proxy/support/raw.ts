/** Bytes on a socket of this machine. */
import { type RawAnswer, type SendOptions, sendBytes } from '../../../src/proxy/conformance/socket.js';

export { requestBytes } from '../../../src/proxy/conformance/bytes.js';
export type { RawAnswer };

/** Sends bytes and reads what comes back. */
export const sendRaw = (port: number, bytes: Buffer, options?: SendOptions): Promise<RawAnswer> =>
  sendBytes({ host: '127.0.0.1', port, secure: false }, bytes, options);
