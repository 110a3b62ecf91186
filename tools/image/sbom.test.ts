import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimePackages, type LockFile } from './runtime-packages.ts';
import { billOfMaterials } from './sbom.ts';

const root = join(import.meta.dirname, '../..');
type Manifest = {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const lock = read('package-lock.json') as LockFile;

/** What Node finds from a folder of what is installed, without a look at the lock file. */
function installedFrom(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = at.replace(/(^|\/)[^/]*$/, '')) {
    const path = `${at ? `${at}/` : ''}node_modules/${name}`;
    if (existsSync(join(root, path, 'package.json'))) return path;
    if (at === '') return undefined;
  }
}

test('the bill names what is installed, in its version, with everything that it needs', () => {
  const listed = runtimePackages(lock);
  const paths = new Set(listed.map(({ path }) => path));
  const own = ['packages', 'services'].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name) => `${kind}/${name}`),
  );

  for (const { path, version } of listed) expect((read(`${path}/package.json`) as Manifest).version).toBe(version);
  const unlisted = [...own.filter((path) => path !== 'packages/testing'), ...paths].flatMap((folder) => {
    const { dependencies = {}, optionalDependencies = {} } = read(`${folder}/package.json`) as Manifest;
    return Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !name.startsWith('@fairdue/') && name !== 'esbuild')
      .filter((name) => {
        const found = installedFrom(folder, name);
        return found === undefined ? !(name in optionalDependencies) : !paths.has(found);
      })
      .map((name) => `${name} of ${folder}`);
  });
  expect(unlisted).toEqual([]);
});

test('what only tests and sources need is no part of it', () => {
  const names = runtimePackages(lock).map(({ name }) => name);

  expect(names).toEqual(expect.arrayContaining(['mongoose', 'kafkajs', 'zod', 'express']));
  for (const name of ['supertest', 'tsx', 'esbuild', 'jest', 'nx']) expect(names).not.toContain(name);
});

test('the same lock file gives the same bill, and every reference in it leads somewhere', () => {
  const bill = billOfMaterials(lock, '1790000000');

  expect(billOfMaterials(lock, '1790000000')).toEqual(bill);
  expect(bill.metadata.timestamp).toBe('2026-09-21T14:13:20.000Z');
  expect(billOfMaterials(lock, '1790000001').serialNumber).not.toBe(bill.serialNumber);
  expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  const refs = new Set([bill.metadata.component['bom-ref'], ...bill.components.map((each) => each['bom-ref'])]);
  expect(refs.size).toBe(bill.components.length + 1);
  for (const { ref, dependsOn } of bill.dependencies)
    for (const each of [ref, ...dependsOn]) expect(refs.has(each)).toBe(true);
  for (const { hashes } of bill.components) expect(hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/);
});
