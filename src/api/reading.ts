/** What a request needs when it has come back, well or badly; one file, fetched beside the first request. */
export { readAnswer } from './answer.js';
export { whyBroken, whyUnreachable } from './reachability.js';
export { WAIT_BUDGET, retryDelay } from './retry.js';
