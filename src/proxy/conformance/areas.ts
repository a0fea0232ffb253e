/** What the rules are about, in an organiser's words. */

export interface Area {
  readonly name: string;
  /** What a failure here means, and what to do. */
  readonly means: string;
  /** The rules of behaviour.md and design.md that belong here, by the beginning of their names. */
  readonly rules: readonly string[];
}

export const areas: readonly Area[] = [
  {
    name: 'who may ask',
    means:
      'Another website could show your photos, or search at your expense. The proxy has to compare Origin, whole, with a list of yours, and look at Sec-Fetch-Site.',
    rules: ['T1.4', 'design 5: own', 'design 5: same'],
  },
  {
    name: 'the list of routes',
    means:
      'A request that is on no list got through, and your key with it: strangers may reach events or data that you did not open. Only the documented routes may be passed on, from addresses taken apart and checked.',
    rules: ['T1.2.1', 'T1.2.2', 'T1.2.3', 'T1.2 ', 'T1.2:', 'F13'],
  },
  {
    name: 'methods',
    means:
      'A call that costs money may be made by an image on any page. Each route has one method, and nothing may stand in for it.',
    rules: ['T1.2.6', 'F8'],
  },
  {
    name: 'headers of the visitor',
    means:
      'A visitor can steer where the proxy sends your key, or what it sends along. Nothing of the visitor’s headers may go to 9Pic.',
    rules: ['T1.2.7', 'T1.2.10', 'header'],
  },
  {
    name: 'caches',
    means:
      'A cache between you and your runners may show one runner’s results to another. Answers to searches, and all errors, need Cache-Control: private, no-store.',
    rules: ['T1.5', 'T1.6'],
  },
  {
    name: 'uploads',
    means:
      'Something that is no selfie is passed on, and billed. Type, size and parts have to be checked before 9Pic is asked.',
    rules: ['T1.3', 'T1.2.8', 'T1.20'],
  },
  {
    name: 'what the widget sends',
    means:
      'The widget and the proxy do not understand each other: some function will not work, or bad input reaches 9Pic.',
    rules: [''],
  },
];

/** The area of a row: the most particular of its rules decides. */
export function areaOf(rule: string, name: string): Area {
  const full = `${rule}: ${name}`;
  const found = areas
    .flatMap((area) => area.rules.map((start) => ({ area, start })))
    .filter(({ start }) => full.startsWith(start))
    .sort((one, other) => other.start.length - one.start.length)[0]?.area;
  return found ?? (areas.at(-1) as Area);
}
