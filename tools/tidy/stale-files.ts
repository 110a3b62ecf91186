import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { generatedFiles } from '../generate/generated-files.ts';

/** Folders in which every file is written from schemas. */
const wholly = ['bruno', 'docs/events', 'packages/sdk/src/generated'];
/** What a release said stays as it was. */
const released = 'docs/events/released/';

/** What is written from schemas must be what the schemas say now. */
export async function staleFiles(): Promise<string[]> {
  const files = await generatedFiles();
  const stale = [...files]
    .filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(([path]) => `${path}: is not what its schemas say; run npm run generate`);
  const left = wholly
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/'))
    .filter((path) => !files.has(path) && !path.startsWith(released))
    .map((path) => `${path}: nothing is written there any more; delete it`);
  return [...stale, ...left];
}
