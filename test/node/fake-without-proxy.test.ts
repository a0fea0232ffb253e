/** The fake at the addresses of a proxy, as a host's test of one element has it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createFake,
  withoutProxy,
  type FakeOptions,
  type WithoutProxyOptions,
} from '../../demo/fake/index.js';

const statusOf = async (made: FakeOptions, options?: WithoutProxyOptions): Promise<number | undefined> => {
  const proxy = withoutProxy(createFake(made), options);
  return (await proxy(new Request('https://race.example/ninepic/event/456/images')))?.status;
};

test('answers, whatever key and organisation the fake was made with', async () => {
  assert.equal(await statusOf({}), 200);
  assert.equal(await statusOf({ apiKey: 'test-key', orgId: 12 }), 200);
});

test('is refused where another key is asked for', async () => {
  assert.equal(await statusOf({}, { apiKey: 'another' }), 403);
});

test('answers below its mount only', () => {
  const proxy = withoutProxy(createFake(), { mount: '/np' });
  assert.equal(proxy(new Request('https://race.example/ninepic/healthz')), undefined);
});
