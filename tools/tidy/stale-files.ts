import { existsSync, readFileSync } from 'node:fs';
import { generatedFiles } from '../generate/generated-files.ts';

/** What is written from schemas must be what the schemas say now. */
export async function staleFiles(): Promise<string[]> {
  const files = await generatedFiles();
  return [...files]
    .filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(([path]) => `${path}: is not what its schemas say; run npm run generate`);
}
