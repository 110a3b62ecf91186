// Writes the tables of places that the compliance guard reads, from pinned packages and the law's own words. Fetches the
// packages from the registry the first time; nothing else needs them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeTables } from './tables.ts';

const folder = 'services/compliance-guard/src/places/tables';
mkdirSync(folder, { recursive: true });
for (const [name, text] of placeTables()) {
  writeFileSync(join(folder, name), text);
  console.log(`${name}: ${text.length} bytes`);
}
