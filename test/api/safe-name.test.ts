import { expect } from '@open-wc/testing';
import { safeName, stemOf } from '../../src/api/safe-name.js';
import { uniqueName } from '../../src/api/unique-name.js';

describe('names of files that are saved', () => {
  const cases: readonly [what: string, name: string, expected: string, type?: string][] = [
    ['plain', 'abc-123.jpg', 'abc-123.jpg'],
    ['an ending that fits', 'a.JPEG', 'a.jpeg'],
    ['an ending that lies', 'a.exe', 'a.jpg'],
    ['another type', 'a.jpg', 'a.png', 'image/png'],
    ['a type with parameters', 'a', 'a.webp', 'image/webp; charset=x'],
    ['a type that says nothing', 'a.png', 'a.png', 'application/octet-stream'],
    ['a clip', 'a.jpg', 'a.mp4', 'video/mp4'],
    ['a way up', '../../x', 'x.jpg'],
    ['an absolute path', '/etc/passwd', 'passwd.jpg'],
    ['a drive', 'C:\\x', 'x.jpg'],
    ['a drive without a slash', 'C:x.jpg', 'C-x.jpg'],
    ['a device', 'CON.jpg', '_CON.jpg'],
    ['a device with two endings', 'lpt1.tar.jpg', '_lpt1.tar.jpg'],
    ['no device', 'console.jpg', 'console.jpg'],
    ['another reading direction', 'a\u202Egpj.exe', 'agpj.jpg'],
    ['isolates and control characters', '\u2066a\u2069\u0000b\r\n\u0007c.jpg', 'abc.jpg'],
    ['dots in front', '...hidden.jpg', 'hidden.jpg'],
    ['dots and blanks at the end', 'a. . .jpg', 'a.jpg'],
    ['nothing', '', 'photo.jpg'],
    ['nothing but an ending', '.jpg', 'photo.jpg'],
    ['nothing but what is taken out', '\u202E', 'photo.jpg'],
    ['markup', '<img src=x onerror="a">.jpg', '-img src=x onerror=-a--.jpg'],
    ['composed letters', 'Mu\u0308nchen.jpg', 'M\u00FCnchen.jpg'],
    ['another script', 'साँझ.jpg', 'साँझ.jpg'],
    ['half a character', 'a\uD83D.jpg', 'a.jpg'],
  ];
  for (const [what, name, expected, type = 'image/jpeg'] of cases)
    it(`are safe: ${what}`, () => {
      expect(safeName(name, type)).to.equal(expected);
    });

  it('are never longer than 120 characters, and no character is cut', () => {
    const name = safeName(`${'x'.repeat(115)}🏃🏃.jpg`, 'image/jpeg');
    expect(name).to.equal(`${'x'.repeat(115)}.jpg`);
    const taken = new Set<string>();
    const long = safeName('y'.repeat(300), 'image/png');
    const names = Array.from({ length: 12 }, () => uniqueName(long, taken));
    expect(Math.max(...names.map(({ length }) => length))).to.equal(120);
    expect(new Set(names).size).to.equal(12);
  });

  it('are unique where a disk does not tell cases apart', () => {
    const taken = new Set<string>();
    const names = ['a.jpg', 'A.jpg', 'a.jpg', 'a (2).jpg', 'b.jpg'].map((name) => uniqueName(name, taken));
    expect(names).to.deep.equal(['a.jpg', 'A (2).jpg', 'a (3).jpg', 'a (2) (2).jpg', 'b.jpg']);
  });

  it('have a stem, whatever stands before and behind', () => {
    expect(['a.jpg', '/x/y/a.jpg', 'a', 'a.b.jpg', '.jpg'].map(stemOf)).to.deep.equal([
      'a',
      'a',
      'a',
      'a.b',
      '',
    ]);
  });
});
