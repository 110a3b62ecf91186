/*
 * The worker thread's entry beside sources. A thread of its own is not transformed by whoever runs the rest (jest, tsx, plain
 * Node), so it runs one file that esbuild makes of them and that stays until they change: a start then takes a seventh of
 * the processor time that a loader for TypeScript takes.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const sources = import.meta.dirname;
const folder = join(sources, '../../../node_modules/.cache/embedded-mongo');

const byName = (a, b) => (a < b ? -1 : 1);
const hash = createHash('sha256');
for (const name of readdirSync(sources, { recursive: true }).toSorted(byName))
  if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(sources, name)));
const made = join(folder, `${hash.digest('hex').slice(0, 16)}.mjs`);

/** Two that start at once both make it, and either file will do: the name is given to a whole one only. */
async function make() {
  const { buildSync } = await import('esbuild');
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `${randomUUID()}.draft`);
  buildSync({
    entryPoints: [join(sources, 'run-worker.ts')],
    outfile: draft,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
  });
  renameSync(draft, made);
  for (const name of readdirSync(folder))
    if (name.endsWith('.mjs') && name !== basename(made)) rmSync(join(folder, name), { force: true }); // of other sources
}

if (!existsSync(made)) await make();
await import(pathToFileURL(made).href);
