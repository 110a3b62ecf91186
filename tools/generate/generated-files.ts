import { asyncApi, eventSchemas } from './asyncapi.ts';
import { configurationPage } from './configuration-page.ts';
import { factsPage } from './facts-page.ts';
import { openApi } from './openapi.ts';
import { recordHashes, recordHashesFile } from './record-hashes.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Path and text of every file that is written from schemas. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map([
    ['docs/api/openapi.json', json(openApi())],
    ['docs/events/asyncapi.json', json(asyncApi())],
  ]);
  for (const [name, schema] of eventSchemas()) files.set(`docs/events/${name}.schema.json`, json(schema));
  files.set('docs/configuration.md', await configurationPage());
  files.set('docs/facts.md', factsPage());
  files.set(recordHashesFile, json(recordHashes()));
  return files;
}
