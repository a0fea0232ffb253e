/** The table of sizes in the README, in whole KB, so that a change of some bytes does not make it wrong. */

/** What is loaded together; figures are KB of 1024 bytes. */
export interface Weight {
  readonly what: string;
  readonly kind: 'eager' | 'lazy';
  readonly gzip: number;
  readonly brotli: number;
}

/** How far from the truth a figure may be before the table counts as behind: rounding takes half of it. */
const TOLERANCE = 1.5;

const whole = (kilobytes: number): string => (kilobytes < 1 ? 'under 1' : String(Math.round(kilobytes)));

/** Of the languages, which a page loads one of, the heaviest stands for all. */
function withOneLanguage(weights: readonly Weight[]): Weight[] {
  const languages = weights.filter(({ what }) => what.startsWith('language '));
  const heaviest = [...languages].sort((a, b) => b.gzip - a.gzip).slice(0, 1);
  return [
    ...weights.filter((weight) => !languages.includes(weight)),
    ...heaviest.map((weight) => ({ ...weight, what: 'a language: the heaviest of its files' })),
  ];
}

export function sizeTable(weights: readonly Weight[]): string {
  const rows = withOneLanguage(weights).map(
    ({ what, kind, gzip, brotli }) =>
      `| ${what} | ${kind === 'eager' ? 'at once' : 'when needed'} | ${whole(gzip)} | ${whole(brotli)} |`,
  );
  return ['| what | loaded | gzip | brotli |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** @returns what the README's table says otherwise than the scale; none: it is up to date */
export function staleSizes(readme: string, weights: readonly Weight[]): string[] {
  const section = /<!-- generated: sizes -->([^]*?)<!-- \/generated -->/.exec(readme)?.[1] ?? '';
  const said = new Map(
    section.split('\n').flatMap((line) => {
      const [, what, , gzip, brotli] = line.split('|').map((cell) => cell.trim());
      return what && gzip && brotli ? [[what, [gzip, brotli]] as const] : [];
    }),
  );
  const figure = (text = ''): number => (text === 'under 1' ? 0.5 : Number(text));
  const rows = withOneLanguage(weights);
  const gone = [...said.keys()].filter(
    (what) => what !== 'what' && what !== '---' && !rows.some((row) => row.what === what),
  );
  const wrong = rows.filter(({ what, gzip, brotli }) => {
    const [one, other] = said.get(what) ?? [];
    const isNear = (text: string | undefined, kilobytes: number) =>
      Math.abs(figure(text) - kilobytes) < TOLERANCE;
    return !one || !isNear(one, gzip) || !isNear(other, brotli);
  });
  return [...gone, ...wrong.map(({ what }) => what)];
}
