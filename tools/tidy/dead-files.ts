import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { SourceFile } from './source-files.ts';

/** Files that somebody outside the code starts: mains, package entries, tests, configuration, workers, scripts. */
const entries = [
  /(^|\/)main\.tsx?$/,
  /^packages\/[^/]+\/src\/index\.ts$/,
  /\.test\.ts$/,
  /\.config\.mjs$/,
  /^jest\..*\.mjs$/,
  /\/jest\.faults\.mjs$/,
  /^bench\//,
  /\.d\.ts$/,
];

/** A file that nothing imports and nobody starts. One that a script, a test or a configuration names by its path is started. */
export function deadFiles(files: readonly SourceFile[], scripts = scriptTexts()): string[] {
  const imported = new Set<string>();
  for (const { path, text } of files)
    for (const [, target] of text.matchAll(/(?:from|import|import\(|new URL\()\s*\(?\s*'(\.[^']+)'/g))
      imported.add(normalize(join(dirname(path), target ?? '')).replaceAll('\\', '/'));
  const named = [scripts, ...files.map(({ text }) => text)];
  const isNamed = (path: string): boolean => {
    const inProject = path.replace(/^(packages|services)\/[^/]+\/|^(e2e|console)\//, '');
    return inProject.includes('/') && named.some((text) => text.includes(inProject));
  };
  return files
    .filter(({ path }) => !entries.some((entry) => entry.test(path)) && !imported.has(path) && !isNamed(path))
    .map(({ path }) => `${path}: nothing imports it and nothing starts it; delete it, or name it where it is started`);
}

const scriptTexts = (): string =>
  ['package.json', '.ci/run', 'packages/embedded-mongo/package.json']
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
