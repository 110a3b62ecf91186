import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Envelope, eventDefinitions } from '@fairdue/contracts';
import { eventSchemas } from '../generate/asyncapi.ts';
import { eventSamples } from '../generate/event-samples.ts';
import { buildPackage } from './packages.ts';

const root = join(import.meta.dirname, '../..');
const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');

type Packed = { files: { path: string }[] };
const packedFrom = (folder: string): string[] => {
  const said = execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: folder, encoding: 'utf8' });
  const [packed] = JSON.parse(said) as Packed[];
  return packed?.files.map(({ path }) => path) ?? [];
};

test('the client goes out with its types, its words and its licence, and with nothing that it needs elsewhere', () => {
  const folder = buildPackage('sdk');
  const files = packedFrom(folder);

  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts'])); // prettier-ignore
  expect(files.filter((path) => !/^(LICENSE|README\.md|package\.json|dist\/.*\.(js|d\.ts))$/.test(path))).toEqual([]);
  expect(files.filter((path) => path.includes('test'))).toEqual([]);
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({ dependencies: {} });
});

test('the contracts go out with a schema and a sample of every fact, and what their README says works', () => {
  const folder = buildPackage('contracts');
  const files = packedFrom(folder);
  const names = [...eventDefinitions.keys()].map((type) => type.replaceAll('.', '-'));
  const consumer = mkdtempSync(join(tmpdir(), 'fairdue-contracts-'));
  mkdirSync(join(consumer, 'node_modules/@fairdue'), { recursive: true });
  mkdirSync(join(consumer, 'node_modules/@types'));
  symlinkSync(folder, join(consumer, 'node_modules/@fairdue/contracts'));
  for (const name of ['@types/node', 'undici-types', 'zod']) symlinkSync(join(root, 'node_modules', name), join(consumer, 'node_modules', name)); // prettier-ignore
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  const example = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code).join('\n');
  writeFileSync(join(consumer, 'package.json'), '{"type":"module"}');
  writeFileSync(join(consumer, 'example.ts'), example);
  const compilerOptions = {
    strict: true,
    module: 'nodenext',
    target: 'es2022',
    types: ['node'],
    preserveSymlinks: true,
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['example.ts'] }));

  execFileSync(process.execPath, [compiler, '-p', consumer], { stdio: 'inherit' });
  const said = execFileSync(process.execPath, ['example.js'], { cwd: consumer, encoding: 'utf8' });

  expect(said).toMatch(/BO-\S+ \d+ LN-\S+ 30000\ntrue\n/);
  for (const name of names) expect(files).toEqual(expect.arrayContaining([`schemas/${name}.schema.json`, `samples/${name}.json`])); // prettier-ignore
  expect(files).toContain('asyncapi.json');
  expect(basename(folder)).toBe('contracts');
  rmSync(consumer, { recursive: true });
}, 60_000);

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }); // their patterns say what formats mean

test.each([...eventSamples()])('%s: its sample is what its schema and its reader take', (name, sample) => {
  const isValid = ajv.compile(eventSchemas().get(name) ?? false);
  const event = Envelope.parse(sample);

  expect([isValid(sample), isValid.errors]).toEqual([true, null]);
  expect(eventDefinitions.get(event.type)?.data.parse(event.data)).toEqual(event.data);
  expect(isValid({ ...sample, data: {} })).toBe(false);
});
