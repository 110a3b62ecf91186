// Builds the console into a folder: assets named after their content, the page that names them, and each packed once more
// by brotli and gzip, so that nobody packs while somebody waits. The same sources make the same bytes.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = import.meta.dirname;

const packed = (bytes) => ({
  '': bytes,
  '.br': brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }),
  '.gz': gzipSync(bytes, { level: 9 }),
});

/** What a browser loads, by the name that the page calls it. */
async function assets() {
  const { outputFiles } = await build({
    entryPoints: { main: join(here, 'src/main.tsx'), style: join(here, 'src/styles/style.css') },
    absWorkingDir: join(here, '..'),
    outdir: join(here, 'dist'),
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
    // The evidence of a file is judged by the very rules of tools/evidence, over what a browser has for Node's functions.
    alias: { 'node:crypto': join(here, 'src/evidence/node-crypto.ts') },
    inject: [join(here, 'src/evidence/node-buffer.ts')],
  });
  const built = outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]);
  return new Map([...built, ['icon.svg', readFileSync(join(here, 'icon.svg'))]]);
}

/** Leaves the console in `folder`, and says how many bytes a first visit moves. */
export async function buildConsole(folder) {
  const draft = `${folder}.new`; // whoever reads the folder meanwhile finds one build whole, not two halves
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  let compressedBytes = 0;
  const write = (name, bytes) => {
    const forms = packed(bytes);
    for (const [end, each] of Object.entries(forms)) writeFileSync(join(draft, name + end), each);
    compressedBytes += forms['.br'].length;
  };
  let page = readFileSync(join(here, 'index.html'), 'utf8');
  for (const [name, bytes] of await assets()) {
    const digest = createHash('sha256').update(bytes).digest('base64url').replace(/[-_]/g, '').slice(0, 10);
    const end = extname(name);
    const hashed = `${basename(name, end)}-${digest}${end}`;
    write(hashed, bytes);
    page = page.replaceAll(`%${name}%`, hashed);
  }
  write('index.html', Buffer.from(page));
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return { compressedBytes };
}
