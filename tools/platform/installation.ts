import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSigningKey } from '@fairdue/http';

/** Secrets of an embedded installation, in the form of the configuration that reads them. */
export type Secrets = Record<string, string>;

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Made once and kept in the data folder, readable by its owner only: what was encrypted stays readable after a restart. */
export function installationSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secrets) : {};
  const secrets: Secrets = {
    INTERNAL_SIGNING_KEY: newSigningKey().export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    ADDRESS_HASH_KEY: hex(32),
    CALLBACK_SECRET: hex(32),
    SSN_KEYS: `first:${randomBytes(32).toString('base64')}`,
    SSN_INDEX_KEY: randomBytes(32).toString('base64'),
    ...kept,
  };
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
