import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { secondsSince } from '@fairdue/clock';
import { genesisHash } from '@fairdue/contracts';
import type { Background, Deps } from '@fairdue/service';
import {
  claimLease,
  keepLease,
  releaseLease,
  transaction,
  writeRows,
  type Connection,
  type Lease,
} from '@fairdue/store';
import type { CampaignConfig } from '../config.ts';
import { sealsFor } from './chain.ts';
import {
  chainHeads,
  complianceLog,
  creditorsUnsealed,
  oldestUnsealed,
  unsealedEntries,
  type ChainHead,
} from './compliance-log.store.ts';

const batchMax = 500;

/** Gives one creditor's unsealed entries their places, oldest first. Returns how many there were. */
async function sealCreditor(db: Connection, creditorId: string, lease: Lease): Promise<number> {
  return transaction(db, async (tx) => {
    const { session } = tx;
    await keepLease(tx, lease);
    const head = await chainHeads(db).findOne({ _id: creditorId, creditorId }, null, { session }).lean<ChainHead>();
    const entries = await unsealedEntries(tx, creditorId, batchMax);
    const seals = sealsFor(entries, head ?? { seq: 0, hash: genesisHash });
    const last = seals.at(-1);
    if (!last) return 0;
    await writeRows(
      tx,
      complianceLog,
      entries.map(({ _id }, i) => ({
        updateOne: {
          filter: { _id: _id as never, creditorId, seal: null },
          update: { $set: { seal: seals[i] ?? null } },
        },
      })),
    );
    const next = { _id: creditorId, creditorId, seq: last.seq, hash: last.hash };
    await chainHeads(db).replaceOne({ _id: creditorId, creditorId }, next, { session, upsert: true });
    return entries.length;
  });
}

/** Seals what has been written, creditor by creditor. One replica at a time: the lease says which. */
async function sealAll(db: Connection, owner: string): Promise<void> {
  const lease = await claimLease(db, 'seal-compliance-log', owner, 30_000);
  if (!lease) return;
  for (const creditorId of await creditorsUnsealed(db))
    while ((await sealCreditor(db, creditorId, lease)) === batchMax);
  await releaseLease(db, lease);
}

/**
 * Chains the log in batches, behind the writers: an entry commits with its cause and never waits for the end of a chain.
 * A failure is logged and tried again; entries wait in the store meanwhile.
 */
export function startSealing({ db, config, log, now, metrics }: Deps<CampaignConfig>): Background {
  metrics.gauge(
    'fairdue_sealing_oldest_seconds',
    'Age of the oldest entry that is not chained yet, by log. From the store: take max by (service, log).',
    ['log'],
    async (gauge) => gauge.set({ log: 'compliance-log' }, secondsSince(await oldestUnsealed(db), now()) ?? 0),
  );
  const stopping = new AbortController();
  const owner = randomUUID();
  const seal = (): Promise<void> =>
    sealAll(db, owner).catch((error: unknown) => log.error({ err: error }, 'sealing the compliance log failed'));
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await seal();
      await wait(config.COMPLIANCE_LOG_SEAL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      await seal(); // what was written since, for nobody may start again soon
    },
  };
}
