/**
 * One search, one bill (behaviour.md R2.1.6). Whoever comes twice with the same id gets one search: while it runs both
 * wait for it, afterwards the second gets what the first got. The search ends even if the visitor has left.
 *
 * Answers are kept in the memory of this process. The store, which may be shared by many, keeps key, fingerprint and id
 * only; what another process has searched is read again by id, which is free.
 */
import type { NinepicError } from '../api/errors.js';
import { isRequestId } from '../api/grammar.js';
import type { Params, RouteName } from '../api/routes.js';
import { type Answer, refusal } from './answer.js';
import type { Call, Services } from './call.js';
import { isObject } from './event-details.js';
import { anotherPicture, createReplays } from './replays.js';
import type { Upload } from './selfie-upload.js';
import type { UpstreamAnswer } from './upstream.js';

/** How long an id is remembered. */
export const KEEP_SECONDS = 30 * 60;
const POLL_MS = 500;
/** Longer than a store takes for a word; a process that ends meanwhile holds nobody up for longer. */
const TURN_SECONDS = 10;

/** What the store knows of an id. */
interface Record {
  /** SHA-256 of the picture; absent when the search had none. */
  readonly picture?: string;
  /** A process is at it. */
  readonly running?: boolean;
  /** The id under which 9Pic has the result. */
  readonly id?: string;
}

export interface Idempotency {
  /**
   * Runs a search unless its id has been searched, or is being searched.
   *
   * @param isNamed whether 9Pic gets the id, and so bills it once however often it is sent
   * @param finish makes of 9Pic's answer the one that is given, and given again
   */
  run(
    call: Call,
    upload: Upload,
    isNamed: boolean,
    headerKey: string | undefined,
    search: () => Promise<UpstreamAnswer>,
    finish: (answer: UpstreamAnswer) => Answer,
  ): Promise<Answer>;
  /**
   * The parameters of a read, with 9Pic's own id where the visitor has only ours (`requestIds: server`).
   *
   * @throws NinepicError 409 where that id is not known yet, or was lost with the answer
   */
  resolve(call: Call): Promise<Params>;
}

/** Neither sent again by a client, nor taken for a search that was never made. */
const unanswered = ({ running }: Record): NinepicError =>
  running
    ? refusal(409, 'timeout', 'The search is still running.')
    : refusal(409, 'unconfirmed', 'The answer to this search was lost, and its id with it.');

const requestIdOf = (json: unknown): string | undefined => {
  const data = isObject(json) && isObject(json.data) ? json.data : json;
  return isObject(data) && typeof data.request_id === 'string' ? data.request_id : undefined;
};

export function createIdempotency({ config, store, upstream, limits }: Services): Idempotency {
  const replays = createReplays(config.now, KEEP_SECONDS);

  const storeKey = (call: Call, key: string): string => `id|${call.params.event_id ?? ''}|${key}`;
  const read = (text: string | undefined): Record | undefined =>
    text === undefined ? undefined : (JSON.parse(text) as Record);

  /** What cannot be recorded could be billed twice, so it is not begun. */
  async function recorded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch {
      config.log({ level: 'error', message: 'the store of the searches failed' });
      throw refusal(503, 'rate-limited', 'Searches cannot be recorded at the moment.', 30);
    }
  }

  /** Runs the search as the one who holds its id, and leaves behind what the next one needs to know. */
  async function own(
    event: string,
    key: string,
    record: Record,
    isAgain: boolean,
    isNamed: boolean,
    search: () => Promise<UpstreamAnswer>,
  ): Promise<UpstreamAnswer> {
    let left: Record | undefined = isAgain ? { ...record, running: false } : undefined;
    try {
      if (!isAgain || !isNamed) await limits.eventDay(event);
      // From here on an answer can be lost, so the id stays bound to its picture until it is known to be free.
      left = { ...record, running: false };
      const answer = await search();
      const id = requestIdOf(answer.json);
      if (answer.status === 200 && id !== undefined) left = { ...left, id };
      else if (answer.status >= 400 && answer.status < 500) left = undefined;
      return answer;
    } finally {
      const leave =
        left === undefined ? store.delete(key) : store.put(key, JSON.stringify(left), KEEP_SECONDS);
      await leave.catch(() => config.log({ level: 'error', message: 'the store of the searches failed' }));
    }
  }

  /**
   * Reads by id what another process has searched. `undefined` is leave to pay once more, so it is 9Pic's own 404 alone: any
   * other trouble of this free read is passed on.
   */
  async function readAgain(call: Call, id: string): Promise<UpstreamAnswer | undefined> {
    if (!isRequestId(id)) throw refusal(502, 'bad-response', 'The id of this search cannot be read again.');
    const route: RouteName = call.name === 'startFaces' ? 'faces' : 'clips';
    const answer = await upstream({ route, params: { ...call.params, request_id: id }, query: call.query });
    return answer.status === 404 ? undefined : answer;
  }

  /** Takes over a record that nobody is at any more. @returns false for all but one of those that saw it so */
  async function takeOver(
    key: string,
    seen: string | undefined,
    record: string,
    seconds: number,
  ): Promise<boolean> {
    const turn = `${key}|again`;
    if ((await store.claim(turn, '1', TURN_SECONDS)) !== undefined) return false;
    const isFirst = (await store.get(key)) === seen;
    if (isFirst) await store.put(key, record, seconds);
    await store.delete(turn);
    return isFirst;
  }

  async function claim(
    call: Call,
    key: string,
    picture: string | undefined,
    isNamed: boolean,
    search: () => Promise<UpstreamAnswer>,
  ): Promise<UpstreamAnswer> {
    const event = call.params.event_id ?? '';
    const mine: Record = { ...(picture === undefined ? {} : { picture }), running: true };
    const seconds = config.timeouts.billable + 10;
    const deadline = config.now() + seconds * 1000;
    for (;;) {
      const text = await recorded(store.claim(key, JSON.stringify(mine), seconds));
      const known = read(text);
      if (known === undefined) return own(event, key, mine, false, isNamed, search);
      if (picture !== undefined && known.picture !== undefined && known.picture !== picture)
        throw anotherPicture();
      if (!known.running) {
        const again = known.id === undefined ? undefined : await readAgain(call, known.id);
        if (again !== undefined) return again;
        const record = { ...known, ...mine };
        if (await recorded(takeOver(key, text, JSON.stringify(record), seconds)))
          return own(event, key, record, true, isNamed, search);
      }
      if (config.now() >= deadline) throw refusal(504, 'timeout', 'The same search is still running.');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  return {
    async run(call, upload, isNamed, headerKey, search, finish) {
      const key = upload.requestId?.toLowerCase() ?? headerKey;
      const picture = upload.picture?.fingerprint;
      const start = async () => {
        if (key === undefined) {
          await limits.eventDay(call.params.event_id ?? '');
          return finish(await search());
        }
        return finish(await claim(call, `${call.name}|${storeKey(call, key)}`, picture, isNamed, search));
      };
      const running =
        key === undefined ? start() : replays.join(storeKey(call, key), call.name, picture, start);
      // Nobody waits for it any more when the visitor has left, but it was paid for.
      call.context.waitUntil?.(running.catch(() => undefined));
      return running;
    },

    async resolve(call) {
      const { request_id: id } = call.params;
      if (config.requestIds !== 'server' || id === undefined) return call.params;
      const search: RouteName = call.name === 'faces' ? 'startFaces' : 'startClips';
      const text = await store.get(`${search}|${storeKey(call, id.toLowerCase())}`).catch(() => undefined);
      const known = read(text);
      // An id that came with a picture is ours alone: 9Pic's "unknown" would be taken for leave to search anew (R2.1.5).
      if (known?.picture !== undefined && known.id === undefined) throw unanswered(known);
      return { ...call.params, request_id: known?.id ?? id };
    },
  };
}
