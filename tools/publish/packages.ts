import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asyncApi, eventSchemas } from '../generate/asyncapi.ts';
import { eventSamples } from '../generate/event-samples.ts';

const root = dirname(dirname(import.meta.dirname));

type Manifest = {
  name: string;
  version: string;
  description: string;
  license: string;
  dependencies?: Record<string, string>;
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What goes out beside the code, by its path in the package. */
const beside: Readonly<Record<string, () => Map<string, unknown>>> = {
  sdk: () => new Map(),
  contracts: () =>
    new Map<string, unknown>([
      ['asyncapi.json', asyncApi()],
      ...[...eventSchemas()].map(([name, schema]) => [`schemas/${name}.schema.json`, schema] as const),
      ...[...eventSamples()].map(([name, sample]) => [`samples/${name}.json`, sample] as const),
    ]),
};

export const publishable = Object.keys(beside);

/**
 * Makes `dist/npm/NAME` as it is published. Inside the repository a package is its source; outside it is JavaScript and
 * types, so its manifest is written anew: npm cannot exchange `exports` at publishing.
 */
export function buildPackage(name: string): string {
  const [source, target] = [join(root, 'packages', name), join(root, 'dist/npm', name)];
  rmSync(target, { recursive: true, force: true });
  const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', join(source, 'tsconfig.publish.json')], { stdio: 'inherit' });

  const files = beside[name]?.() ?? new Map<string, unknown>();
  for (const [path, content] of files) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), json(content));
  }
  copyFileSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
  copyFileSync(join(source, 'README.md'), join(target, 'README.md'));

  const { dependencies = {}, ...own } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
  const folders = [...new Set([...files.keys()].map((path) => path.split('/')[0] ?? path))];
  const manifest = {
    name: own.name,
    version: own.version,
    description: own.description,
    license: own.license,
    type: 'module',
    engines: { node: '>=20.19' },
    sideEffects: false,
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      ...Object.fromEntries(
        folders.map((each) => (each.includes('.') ? [`./${each}`, `./${each}`] : [`./${each}/*`, `./${each}/*`])),
      ),
    },
    files: ['dist', ...folders],
    dependencies,
  };
  writeFileSync(join(target, 'package.json'), json(manifest));
  return target;
}
