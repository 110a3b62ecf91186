import { asyncApi, eventSchemas } from './asyncapi.ts';
import { brunoCollection } from './bruno/bruno-collection.ts';
import { configurationPage } from './configuration-page.ts';
import { eventsPage } from './events-page.ts';
import { factsPage } from './facts-page.ts';
import { openApi } from './openapi.ts';
import { operations } from './operations.ts';
import { recordHashes, recordHashesFile } from './record-hashes.ts';
import { sdkOperations, type Description } from './sdk/sdk-operations.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Path and text of every file that is written from schemas. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const api = openApi();
  const files = new Map([
    ['docs/api/openapi.json', json(api)],
    ['docs/events/asyncapi.json', json(asyncApi())],
  ]);
  const { types, routes } = sdkOperations(api as Description);
  files.set('packages/sdk/src/generated/operations.ts', types);
  files.set('packages/sdk/src/generated/routes.ts', routes);
  for (const [name, schema] of eventSchemas()) files.set(`docs/events/${name}.schema.json`, json(schema));
  for (const [path, text] of brunoCollection(operations)) files.set(path, text);
  files.set('docs/events/README.md', eventsPage());
  files.set('docs/configuration.md', await configurationPage());
  files.set('docs/facts.md', factsPage());
  files.set(recordHashesFile, json(recordHashes()));
  return files;
}
