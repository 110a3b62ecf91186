import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationFault, flag, loadConfig, pemFile, port, wholeNumber } from './index.ts';

const schema = z.object({
  PORT: port().default(8080),
  LIMIT: wholeNumber(1, 10),
  STRICT: flag().default(true),
  SECRET: z.string(),
});

test('every fault is reported at once, with the name of its variable', () => {
  const load = () => loadConfig(schema, { PORT: '99999', LIMIT: 'ten', STRICT: 'yes' });

  expect(load).toThrow(ConfigurationFault);
  expect(load).toThrow(/4 faults[\s\S]*PORT[\s\S]*LIMIT[\s\S]*STRICT[\s\S]*SECRET: is needed/);
});

test('an empty variable is an absent one', () => {
  expect(loadConfig(schema, { PORT: '', LIMIT: '3', SECRET: 's' })).toEqual({
    PORT: 8080,
    LIMIT: 3,
    STRICT: true,
    SECRET: 's',
  });
});

test('what was read cannot be changed', () => {
  expect(Object.isFrozen(loadConfig(schema, { LIMIT: '1', SECRET: 's' }))).toBe(true);
});

const folder = mkdtempSync(join(tmpdir(), 'fairdue-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('a secret may lie in a file, and is what stands there without the last line end', () => {
  const SECRET_FILE = file('secret', 'two\nlines\n');

  expect(loadConfig(schema, { LIMIT: '1', SECRET_FILE })).toMatchObject({ SECRET: 'two\nlines' });
});

test('a file that cannot be read, holds nothing or says what is said already is one fault each', () => {
  const load = (environment: object) => () => loadConfig(schema, { LIMIT: '1', ...environment });

  expect(load({ SECRET_FILE: join(folder, 'none') })).toThrow(/1 fault:\n.*SECRET: the file .* \(ENOENT\)/);
  expect(load({ SECRET_FILE: file('empty', '\n') })).toThrow(/1 fault:\n.*SECRET: the file of SECRET_FILE is empty/);
  expect(load({ SECRET: 's', SECRET_FILE: file('also', 's') })).toThrow(/1 fault:\n.*given twice/);
});

test('what variables forbid of each other is reported with the rest', () => {
  const between = (given: object) => [`seen: ${Object.keys(given).join()}`];

  expect(() => loadConfig(schema, { PORT: 'x', SECRET: 's', OTHERS: 'o' }, between)).toThrow(
    /3 faults[\s\S]*PORT[\s\S]*LIMIT[\s\S]*seen: PORT,SECRET$/,
  );
});

test.each([
  ['nothing', 'certificates', /holds no certificates/],
  ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'certificates', /no usable PEM/],
  ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'key', /holds no key/],
] as const)('a file of certificates that holds %j is refused as %s', (text, holds, fault) => {
  const one = z.object({ CA_FILE: pemFile(holds).optional() });

  expect(() => loadConfig(one, { CA_FILE: file('ca.pem', text) })).toThrow(fault);
  expect(() => loadConfig(one, { CA_FILE: join(folder, 'none') })).toThrow(/ENOENT/);
});
