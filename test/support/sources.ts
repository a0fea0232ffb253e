/** Reads the sources as tests about the project itself see them: files, and what each imports. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Root of the package, with a slash at the end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Paths from the root, with forward slashes, sorted; what projects of the demo have installed is none of ours. */
export function filesIn(folder: string, extension: string): string[] {
  return (readdirSync(`${root}${folder}`, { recursive: true }) as string[])
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((path) => path.endsWith(extension) && !path.includes('/node_modules/'))
    .sort();
}

export const textOf = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

export interface Import {
  readonly from: string;
  /** A path from the root for our own files, else the package as it is written. */
  readonly to: string;
  readonly dynamic: boolean;
}

/** Every import of a file, types and `import()` included. */
export function importsOf(path: string): Import[] {
  const text = textOf(path);
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    from: path,
    to: fileName.startsWith('.') ? posix.join(dirname(path), fileName).replace(/\.js$/, '.ts') : fileName,
    dynamic: /import\(\s*$/.test(text.slice(0, pos)),
  }));
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { types: string; default: string }>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** package.json. */
export const manifest = JSON.parse(textOf('package.json')) as Manifest;
