// npm run backup -- --to FOLDER [--key-file FILE] [--data ./.fairdue]: on MONGODB_URL and KAFKA_BROKERS while everything goes
// on, or of the data folder of a stopped single process.
import { parseArgs } from 'node:util';
import { processEnvironment } from '@fairdue/config';
import { version } from '@fairdue/service';
import { backup } from './backup.ts';
import { openStores } from './installation-stores.ts';
import { filesOf } from './manifest.ts';
import { readKey } from './sealed-file.ts';

try {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, 'key-file': { type: 'string' }, data: { type: 'string', default: './.fairdue' } },
  });
  if (!values.to) throw new Error('say where to: npm run backup -- --to FOLDER');
  const key = values['key-file'] ? readKey(values['key-file']) : undefined;
  const stores = await openStores(values.data, processEnvironment());
  try {
    const startedMs = performance.now();
    const manifest = await backup(stores, { folder: values.to, key }, version);
    const rows = filesOf(manifest).reduce((sum, file) => sum + file.rows, 0);
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    console.log(`Backed up ${rows} rows and records as of ${manifest.takenAt} in ${seconds} s to ${values.to}.`);
    if (!key) console.log('It is not encrypted and holds personal data: keep it as you keep the databases, or name a --key-file.');
  } finally {
    await stores.close();
  }
} catch (error) {
  console.error(`No backup was made: ${(error as Error).message}`);
  process.exitCode = 1;
} // prettier-ignore
