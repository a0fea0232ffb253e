/** The findings as plain text, for a mail. No visitor and no search is named: not the query, not the hash. */
import { VERSION } from '../api/version.js';
import { frame, type Finding } from './words.js';

export function summary(findings: readonly Finding[]): string {
  const count = (wanted: Finding['level']) => findings.filter(({ level }) => level === wanted).length;
  const [wrong, mind] = [count('wrong'), count('mind')];
  const parts = [wrong > 0 ? frame.wrong(wrong) : '', mind > 0 ? frame.mind(mind) : ''].filter(Boolean);
  return parts.length === 0 ? frame.healthy : `${parts.join(', ')}.`;
}

export function report(findings: readonly Finding[]): string {
  const lines = findings.map(({ level, text, fix }) =>
    [`[${frame.levels[level]}] ${text}`, ...(fix ? [`    ${frame.todo}${fix}`] : [])].join('\n'),
  );
  return [
    `ninepic-elements ${VERSION}: ${summary(findings)}`,
    `${location.origin}${location.pathname}`,
    navigator.userAgent,
    new Date().toISOString(),
    '',
    ...lines,
    '',
  ].join('\n');
}
