import { randomUUID } from 'node:crypto';
import { claimLease, connect } from '@fairdue/store';
import { newSigningKey } from '@fairdue/http';
import { sealNew } from './seal-evidence.ts';
import { signerOf } from './statement.ts';

/** A process that does nothing but seal, for tests that kill it: node --import tsx seal-until-killed.ts URL DATABASE. */
const [url = '', database = ''] = process.argv.slice(2);
const db = await connect(url, database, { appName: 'sealer' });
const sealer = { db, signer: signerOf(newSigningKey()), now: () => new Date() };
const owner = randomUUID();
for (;;) {
  const lease = await claimLease(db, 'sealer-of-test', owner, 300);
  // What another sealer left open when it was killed is in the way for a while: then it is tried again.
  const count = lease ? await sealNew(sealer, lease).catch(() => 0) : 0;
  if (count > 0) process.stdout.write('sealed\n');
}
