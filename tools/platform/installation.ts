import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { newSigningKey } from '@fairdue/http';

/** Secrets of an embedded installation, in the form of the configuration that reads them. */
export type Secrets = Record<string, string>;

const signingKey = (): string => newSigningKey().export({ format: 'der', type: 'pkcs8' }).toString('base64');
const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Everything that an installation keeps secret, new. */
export const newSecrets = (): Secrets => ({
  INTERNAL_SIGNING_KEY: signingKey(),
  EVIDENCE_SIGNING_KEY: signingKey(),
  ADDRESS_HASH_KEY: hex(32),
  CALLBACK_SECRET: hex(32),
  SSN_KEYS: `first:${randomBytes(32).toString('base64')}`,
  CONTENT_KEYS: `first:${randomBytes(32).toString('base64')}`,
  WEBHOOK_KEYS: `first:${randomBytes(32).toString('base64')}`,
  SSN_INDEX_KEY: randomBytes(32).toString('base64'),
});

/** Made once and kept in the data folder, readable by its owner only: what was encrypted stays readable after a restart. */
export function installationSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secrets) : {};
  const secrets: Secrets = { ...newSecrets(), ...kept };
  if (Object.keys(secrets).length > Object.keys(kept).length) replace(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

/** The old file or the new one, whatever happens in between: without its keys all that was encrypted is lost. */
function replace(file: string, text: string): void {
  const draft = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeFileSync(draft, text);
    fsyncSync(draft);
  } finally {
    closeSync(draft);
  }
  renameSync(`${file}.new`, file);
}
