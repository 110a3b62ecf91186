/*
 * The thread's entry beside sources. A thread of its own is not transformed by whoever runs the rest (jest, tsx), so it runs
 * one file that esbuild makes of them and that stays until they change. A bundle brings that file with it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const service = join(import.meta.dirname, '../../..');
const root = join(service, '../..');
const folder = join(root, 'node_modules/.cache/render-thread');
const sources = [join(service, 'src/rendering'), join(service, 'src/templates'), join(root, 'packages/refused/src')];

const byName = (a, b) => (a < b ? -1 : 1);
const hash = createHash('sha256');
for (const from of sources)
  for (const name of readdirSync(from, { recursive: true }).toSorted(byName))
    if (name.endsWith('.ts') && !name.endsWith('.test.ts')) hash.update(name).update(readFileSync(join(from, name)));
const made = join(folder, `${hash.digest('hex').slice(0, 16)}.mjs`);

/** Two that start at once both make it, and either file will do: the name is given to a whole one only. */
async function make() {
  const { build } = await import('esbuild');
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `${randomUUID()}.draft`);
  await build({
    entryPoints: [join(import.meta.dirname, 'run-thread.ts')],
    outfile: draft,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    plugins: [
      {
        name: 'registry-packages-stay-outside',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^[^/.]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('@fairdue/') ? undefined : { path, external: true },
          );
        },
      },
    ],
  });
  renameSync(draft, made);
  for (const name of readdirSync(folder))
    if (name.endsWith('.mjs') && name !== basename(made)) rmSync(join(folder, name), { force: true }); // of other sources
}

if (!existsSync(made)) await make();
await import(pathToFileURL(made).href);
