/** The README's table of the proxy's options says what the proxy does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { variables } from '../../src/proxy/environment.js';
import { readOptions } from '../../src/proxy/read-options.js';
import { textOf } from '../support/sources.js';

const readme = textOf('README.md');
/** The cells of the row of an option; rows that hold two options have both names. */
const rowOf = (option: string): string[] =>
  readme
    .split('\n')
    .filter((line) => line.startsWith('| `NINEPIC_'))
    .map((line) => line.split(' | '))
    .find(([, options = '']) => options.includes(`\`${option}\``)) ?? [];

test('each option stands beside its variable, and says something', () => {
  for (const [option, variable] of Object.entries(variables)) {
    const [names = '', , meaning = ''] = rowOf(option);
    assert.ok(names.includes(`\`${variable}\``), variable);
    assert.match(meaning.replaceAll(/`[^`]*`/g, ''), /[a-z]{4}/, `${option}: a default alone says nothing`);
  }
});

test('options without a variable are told of, too', () => {
  const [, shape = ''] = /interface ProxyOptions \{\n([^]*?)\n\}/.exec(textOf('src/proxy/options.ts')) ?? [];
  const options = [...shape.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name = '']) => name);
  assert.ok(options.includes('verifyHuman') && options.includes('log'));
  assert.deepEqual(
    options.filter((name) => !readme.includes(`\`${name}`)),
    [],
  );
});

test('the defaults are those that the proxy takes', () => {
  const { config } = readOptions({ apiKey: 'key', orgId: 903, events: [456] });
  for (const [option, value] of [
    ['basePath', config.basePath],
    ['upstream', config.upstream],
    ['originalsBy', config.originalsBy.join(',')],
    ['requestIds', config.requestIds],
    ['relayHosts', config.relayHosts.join(',')],
    ['limits', JSON.stringify(config.limits)],
    ['trustedHops', config.trustedHops],
    ['requireConsent', config.requireConsent],
    ['exposeOriginalUrl', config.exposeOriginalUrl],
    ['fields', JSON.stringify(config.fields)],
    ['cacheSeconds', config.cacheSeconds],
    ['timeouts', JSON.stringify(config.timeouts)],
  ] as const)
    assert.ok(rowOf(option).join().includes(`\`${value}\``), `${option}: ${value}`);
});
