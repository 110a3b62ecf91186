// Writes every file that is made from schemas: docs/api, docs/events, docs/configuration.md, docs/facts.md, bruno and the
// operations of packages/sdk; and adds the hashes of new versions of rules to those that were shipped.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedFiles } from './generated-files.ts';

const files = await generatedFiles();
for (const [path, text] of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
console.log(`${files.size} files written`);
