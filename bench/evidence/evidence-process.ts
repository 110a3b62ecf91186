import { setTimeout as wait } from 'node:timers/promises';
import { newSigningKey } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { claimLease, leases, transaction } from '@fairdue/store';
import { checkpoints, evidenceKeys } from '../../services/compliance-guard/src/evidence/checkpoint.store.ts';
import { addEvidence, evidence } from '../../services/compliance-guard/src/evidence/evidence.store.ts';
import { chainHeads, sealNew } from '../../services/compliance-guard/src/evidence/seal-evidence.ts';
import { signerOf } from '../../services/compliance-guard/src/evidence/statement.ts';
import { creditorId } from '../../services/compliance-guard/src/examples.ts';
import { dropDatabase, newDatabase } from '../engines.ts';

/*
 * Writers append entries one after the other, each in a transaction of its own, for some seconds. `chained` seals behind
 * them in the same process, as the service does; `unchained` leaves the entries as they are.
 */
const roundMs = 3_000;
const sealEveryMs = 1_000;
const text = JSON.stringify({ outcome: 'answered', note: 'x'.repeat(600) });

/** Appends answered a second, and appends chained a second, counted until the last one is. */
export type Appended = { answered: number; chained: number };

async function append(writers: number, isChained: boolean): Promise<Appended> {
  const db = await newDatabase([evidence, chainHeads, checkpoints, evidenceKeys, leases]);
  const begin = performance.now();
  const since = (): number => (performance.now() - begin) / 1_000;
  let count = 0;
  let sealed = 0;
  const write = async (): Promise<void> => {
    while (since() * 1_000 < roundMs) {
      const entry = { creditorId, customerId: 'BO-1-A', at: new Date(), kind: 'hand-over' as const, text };
      await transaction(db, (tx) => addEvidence(tx, [{ ...entry, subjectId: newId('permit') }]));
      count++;
    }
  };
  const writing = Promise.all(Array.from({ length: writers }, write)).then(() => count / since());
  if (isChained) {
    const lease = await claimLease(db, 'evidence-sealer', 'bench', 60_000);
    if (!lease) throw new Error('Somebody else holds the lease of a database nobody else knows.');
    const sealer = { db, signer: signerOf(newSigningKey()), now: () => new Date() };
    while (since() * 1_000 < roundMs || sealed < count) {
      const fresh = await sealNew(sealer, lease);
      sealed += fresh;
      if (fresh === 0 && since() * 1_000 >= roundMs) await writing;
      else if (fresh < 500 && since() * 1_000 < roundMs) await wait(sealEveryMs);
    }
  }
  const answered = await writing;
  const chained = count / since();
  await dropDatabase(db);
  return { answered, chained };
}

process.on('message', async (question: string) => {
  const [how, writers] = question.split(' ');
  process.send?.(await append(Number(writers), how === 'chained'));
});
process.send?.('ready');
