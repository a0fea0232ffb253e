import { expect } from '@open-wc/testing';
import { normalizeBib } from '../../src/api/grammar.js';

describe('a bib as people type it', () => {
  const accepted: [string, string][] = [
    ['1234', '1234'],
    [' 1234 ', '1234'],
    ['#１２３ ', '123'],
    ['# 42', '42'],
    ['A-1234', 'A-1234'],
    ['10K 55', '10K 55'],
    ['१२३४', '1234'],
    ['٤٢', '42'],
    ['௪௨', '42'],
    ['Ü7', 'Ü7'],
    ['0007', '0007'],
  ];
  for (const [typed, searched] of accepted)
    it(`searches ${JSON.stringify(typed)} as ${searched}`, () =>
      expect(normalizeBib(typed)).to.equal(searched));

  const refused = [
    '',
    ' ',
    '.',
    '..',
    '%2e%2e',
    'a/b',
    'a\\b',
    'a;b',
    'a?b',
    '1\n2',
    '\t..',
    '-1',
    '1-',
    '🏃',
    'x'.repeat(33),
    'x'.repeat(10_000),
    '##1',
    'a\u0000b',
    '<b>',
  ];
  for (const typed of refused)
    it(`refuses ${JSON.stringify(typed.slice(0, 40))}`, () =>
      expect(normalizeBib(typed)).to.equal(undefined));
});
