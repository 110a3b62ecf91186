// npm run restore -- --from FOLDER [--key-file FILE] [--lost-until INSTANT] [--data ./.fairdue]: into empty databases and
// topics, and stays in quarantine: nothing is sent. npm run restore -- --release --by "NAME" ends it.
import { parseArgs } from 'node:util';
import { processEnvironment } from '@fairdue/config';
import { openStores } from './installation-stores.ts';
import { release, restore } from './restore.ts';
import { readKey } from './sealed-file.ts';

const options = {
  from: { type: 'string' },
  'key-file': { type: 'string' },
  data: { type: 'string', default: './.fairdue' },
  release: { type: 'boolean', default: false },
  by: { type: 'string' },
  'lost-until': { type: 'string' },
} as const;

function instantOf(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new Error(`--lost-until ${text} is no instant: write 2026-11-23T14:00:00Z`);
  return at;
}

try {
  const { values } = parseArgs({ options });
  if (values.release !== (values.from === undefined)) throw new Error('say --from FOLDER, or --release --by "NAME"');
  if (values.release && !values.by) throw new Error('say who releases it: --release --by "NAME"');
  const stores = await openStores(values.data, processEnvironment());
  try {
    if (values.from !== undefined) {
      const key = values['key-file'] ? readKey(values['key-file']) : undefined;
      const lostUntil = values['lost-until'] === undefined ? undefined : instantOf(values['lost-until']);
      const { rows, published, leftOut, backupAt } = await restore(stores, { folder: values.from, key, lostUntil });
      console.log(`Restored ${rows} rows, and published ${published} facts again; ${leftOut} were later than the backup.`);
      console.log(`Nothing is sent before \`npm run restore -- --release\`: import what providers did after ${backupAt.toISOString()} first, and erase again who was erased since (docs/backup.md).`);
    } else {
      const released = await release(stores, values.by ?? '', new Date());
      if (released === 0) throw new Error('nothing here waits for a release');
      console.log(`Released by ${values.by}: messages go out again.`);
    }
  } finally {
    await stores.close();
  }
} catch (error) {
  console.error(`Not done: ${(error as Error).message}`);
  process.exitCode = 1;
} // prettier-ignore
