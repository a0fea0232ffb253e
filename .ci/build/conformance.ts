/** Puts the rows of the case file that `ninepic-proxy check` sends beside the built command. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { outsideRows, type RowFile } from '../../src/proxy/conformance/rows.js';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);

const { files, cases } = JSON.parse(readFileSync(at('test/proxy/cases.json'), 'utf8')) as RowFile;
const file: RowFile = { files, cases: outsideRows(cases) };
mkdirSync(at('dist/proxy/conformance/'), { recursive: true });
writeFileSync(at('dist/proxy/conformance/cases.json'), `${JSON.stringify(file)}\n`);
