import { basename, join } from 'node:path';
import { build } from 'esbuild';

/**
 * A file of the bench as one of JavaScript, as services are deployed. Sources under tsx are half as fast: it keeps the name
 * of every function that is made.
 */
export async function bundled(file: string): Promise<string> {
  const outfile = join(import.meta.dirname, 'dist', basename(file).replace(/ts$/, 'mjs'));
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
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
  return outfile;
}
