// node tools/bundle.mjs NAME…: one file per service in dist/: our own code inlined, registry packages left to Node, so that
// tracing still sees them. For processes that start often; sources run as they are with tsx.
import { build } from 'esbuild';

const ours = /^(@fairdue\/|\.)/;

export const bundle = (names) =>
  build({
    entryPoints: Object.fromEntries(names.map((name) => [name, `services/${name}/src/main.ts`])),
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [
      {
        name: 'registry-packages-stay-outside',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^[^/]/ }, ({ path, kind }) =>
            kind === 'entry-point' || ours.test(path) ? undefined : { path, external: true },
          );
        },
      },
    ],
  });

if (process.argv[1] === import.meta.filename) await bundle(process.argv.slice(2));
