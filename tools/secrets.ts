// npm run secrets [FILE]: writes .env from .env.example with secrets of its own, readable by its owner only. What is there already
// is never touched: with another key than it was encrypted with, nothing can be read again.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { newSecrets } from './platform/installation.ts';

const [file = '.env'] = process.argv.slice(2);
const secrets: Record<string, string> = {
  ...newSecrets(),
  BOOTSTRAP_API_KEY: randomBytes(32).toString('base64url'),
  GRAFANA_PASSWORD: randomBytes(18).toString('base64url'),
};
const lines = readFileSync('.env.example', 'utf8').replaceAll(/^([A-Z_]+)=$/gm, (line, name: string) =>
  name in secrets ? `${name}=${secrets[name]}` : line,
);
try {
  writeFileSync(file, lines, { flag: 'wx', mode: 0o600 });
  console.log(`${file} is written. Keep a copy in a safe place: without it, what is stored cannot be read.`);
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  console.error(`${file} is there already and stays as it is.`);
  process.exitCode = 1;
}
