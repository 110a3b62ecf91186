import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installationSecrets } from './installation.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'installation-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('secrets are made once, for their owner only, and never written again', () => {
  const made = installationSecrets(folder);
  const { mtimeMs, ino, mode } = statSync(join(folder, 'secrets.json'));

  expect(installationSecrets(folder)).toEqual(made);

  expect(statSync(join(folder, 'secrets.json'))).toMatchObject({ mtimeMs, ino });
  expect(mode & 0o077).toBe(0);
  expect(readdirSync(folder)).toEqual(['secrets.json']);
});
