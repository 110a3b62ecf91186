import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One file as it is sent, in each of the codings it was packed in when it was built. */
export type ConsoleFile = { type: string; bytes: Readonly<Record<'br' | 'gzip' | 'identity', Buffer>> };
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Beside the bundle that tools/bundle.mjs made, or, where the sources run, where it left its last one. */
function folderOf(): string {
  const bundled = join(import.meta.dirname, 'console');
  return existsSync(join(bundled, 'index.html')) ? bundled : join(import.meta.dirname, '../../../../dist/console');
}

/** What a build of the console left, by name. Read once: there are few. Without a build there is none. */
export async function readConsoleFiles(folder: string = folderOf()): Promise<ConsoleFiles> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const files = names
    .filter((name) => types[name.split('.').at(-1) ?? ''] !== undefined)
    .map(async (name): Promise<[string, ConsoleFile]> => {
      const [identity, br, gzip] = await Promise.all(
        [name, `${name}.br`, `${name}.gz`].map((each) => readFile(join(folder, each))),
      );
      if (!identity || !br || !gzip) throw new Error(`${name} is not whole: tools/bundle.mjs builds it.`);
      return [name, { type: types[name.split('.').at(-1) ?? ''] ?? '', bytes: { identity, br, gzip } }];
    });
  return new Map(await Promise.all(files));
}
