import { expect } from '@open-wc/testing';
import { NinepicError } from '../../src/api/errors.js';
import type { ErrorCode, ErrorDetails } from '../../src/api/errors.js';
import { parseRetryAfter, retryDelay } from '../../src/api/retry.js';

const NOW = Date.UTC(2026, 0, 19, 6, 0, 0);
const LONGEST = 24 * 24 * 3_600_000;

describe('Retry-After', () => {
  for (const [header, wait] of [
    ['1', 1000],
    ['0', 500],
    ['007', 7000],
    [' 30 ', 30_000],
    ['61', 61_000],
    ['3600', 3_600_000],
    ['99999999999', LONGEST],
    ['9'.repeat(400), LONGEST],
    ['Mon, 19 Jan 2026 06:00:10 GMT', 10_000],
    ['Mon, 19 Jan 2026 05:00:00 GMT', 500],
    ['Fri, 31 Dec 9999 23:59:59 GMT', LONGEST],
    [null, undefined],
    ['', undefined],
    [' ', undefined],
    ['-5', undefined],
    ['+5', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['5, 10', undefined],
    ['5s', undefined],
    ['soon', undefined],
    ['2026-01-19T06:00:10Z', undefined],
    ['Mon, 19 Jan 2026 06:00:10', undefined],
    ['Monday, 19-Jan-26 06:00:10 GMT', undefined],
    ['Mon, 99 Foo 2026 06:00:10 GMT', undefined],
    ['Infinity', undefined],
    ['NaN', undefined],
    ['１０', undefined],
  ] as const)
    it(`${JSON.stringify(header?.slice(0, 40) ?? null)} means ${String(wait)} ms`, () =>
      expect(parseRetryAfter(header, NOW)).to.equal(wait));
});

describe('asking again', () => {
  const error = (code: ErrorCode, details: ErrorDetails = {}) => new NinepicError(code, '', details);
  const retries = (failed: NinepicError, paid: boolean) => {
    let count = 0;
    while (count < 20 && retryDelay(failed, count + 1, paid, 0.5) !== undefined) count += 1;
    return count;
  };

  for (const [what, failed, free, paid] of [
    ['a network that failed', error('offline'), 2, 0],
    ['no answer in time', error('timeout'), 2, 0],
    ['429', error('rate-limited', { status: 429 }), 3, 2],
    ['500', error('upstream', { status: 500 }), 3, 0],
    ['502', error('upstream', { status: 502 }), 3, 0],
    ['503', error('upstream', { status: 503 }), 3, 0],
    ['504', error('timeout', { status: 504 }), 3, 0],
    ['408', error('timeout', { status: 408 }), 2, 0],
    ['425', error('bad-input', { status: 425 }), 2, 0],
    ['400', error('bad-input', { status: 400 }), 0, 0],
    ['401', error('forbidden', { status: 401 }), 0, 0],
    ['403', error('forbidden', { status: 403 }), 0, 0],
    ['404', error('not-found', { status: 404 }), 0, 0],
    ['405', error('bad-input', { status: 405 }), 0, 0],
    ['413', error('too-large', { status: 413 }), 0, 0],
    ['415', error('bad-image', { status: 415 }), 0, 0],
    ['422', error('bad-input', { status: 422 }), 0, 0],
    ['a body that is no answer', error('bad-response', { status: 200 }), 1, 0],
    ['a body that is too large', error('too-large'), 0, 0],
  ] as const)
    it(`after ${what}: ${free} times for a read, ${paid} times for a paid search`, () =>
      expect([retries(failed, false), retries(failed, true)]).to.deep.equal([free, paid]));

  it('waits up to twice as long each time, anywhere below that', () => {
    const failed = error('upstream', { status: 500 });
    expect([1, 2, 3].map((attempt) => retryDelay(failed, attempt, false, 1))).to.deep.equal([
      500, 1000, 2000,
    ]);
    expect(retryDelay(failed, 3, false, 0)).to.equal(0);
  });

  it('waits at least 1, 2 and 4 seconds when it was too often', () => {
    const failed = error('rate-limited', { status: 429 });
    expect([1, 2, 3].map((attempt) => retryDelay(failed, attempt, false, 0))).to.deep.equal([
      1000, 2000, 4000,
    ]);
    expect(retryDelay(failed, 1, false, 1)).to.equal(1500);
  });

  it('never comes back before the server wants it', () => {
    const failed = error('upstream', { status: 503, retryAfter: 7 });
    for (const random of [0, 0.5, 1]) expect(retryDelay(failed, 1, false, random)).to.be.within(7000, 8400);
  });
});
