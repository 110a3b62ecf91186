import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Background, Deps } from '@fairdue/service';
import {
  claimLease,
  collection,
  keepLease,
  releaseLease,
  transaction,
  type Connection,
  type Lease,
} from '@fairdue/store';
import type { GuardConfig } from '../config.ts';
import { canonicalJson } from './canonical-json.ts';
import { evidence, type EvidenceEntry } from './evidence.store.ts';

type ChainHead = { _id: string; creditorId: string; position: number; hash: string };

/** Where each creditor's chain ends. */
export const chainHeads = collection<ChainHead>('evidenceHeads', {
  creditorId: String,
  position: Number,
  hash: String,
});

const leaseName = 'evidence-sealer';
const leaseMs = 30_000;
const entriesAtOnce = 500;

/** The first link of every chain. */
const genesis = '0'.repeat(64);

/** An entry's hash covers the one before it, so that none can be altered, taken out, put in or moved unseen. */
export function hashOfEntry(entry: EvidenceEntry, position: number, previousHash: string): string {
  const { _id, creditorId, customerId, at, kind, subjectId, dataHash } = entry;
  const content = {
    _id,
    creditorId,
    customerId,
    at: at.toISOString(),
    kind,
    subjectId,
    dataHash,
    position,
    previousHash,
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** Chains what is new, creditor by creditor. Answers how many entries that were. */
export async function sealNew(db: Connection, lease: Lease): Promise<number> {
  const fresh = await evidence(db)
    .find({ sealed: false })
    .setOptions({ acrossCreditors: true })
    .sort({ _id: 1 })
    .limit(entriesAtOnce)
    .lean<EvidenceEntry[]>();
  for (const creditorId of new Set(fresh.map((entry) => entry.creditorId)))
    await sealOf(
      db,
      lease,
      creditorId,
      fresh.filter((entry) => entry.creditorId === creditorId),
    );
  return fresh.length;
}

const sealOf = (db: Connection, lease: Lease, creditorId: string, entries: readonly EvidenceEntry[]): Promise<void> =>
  transaction(db, async (tx) => {
    const { session } = tx;
    await keepLease(tx, lease);
    const head = await chainHeads(db).findOne({ _id: creditorId, creditorId }, null, { session }).lean<ChainHead>();
    let { position, hash } = head ?? { position: 0, hash: genesis };
    const writes = entries.map((entry) => {
      position += 1;
      hash = hashOfEntry(entry, position, hash);
      const filter = { _id: entry._id, creditorId };
      return { updateOne: { filter, update: { $set: { sealed: true, position, hash } } } };
    });
    await evidence(db).bulkWrite(writes, { session, ordered: false });
    await chainHeads(db).updateOne(
      { _id: creditorId, creditorId },
      { $set: { creditorId, position, hash } },
      { session, upsert: true },
    );
  });

/** One replica at a time chains new evidence. Writers never wait for it. */
export function startSealing({ db, config, log }: Deps<GuardConfig>): Background {
  const owner = randomUUID();
  const stopped = new AbortController();
  const rest = () => wait(config.EVIDENCE_SEAL_EVERY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);

  const work = async (): Promise<void> => {
    let lease: Lease | undefined;
    while (!stopped.signal.aborted) {
      try {
        lease = await claimLease(db, leaseName, owner, leaseMs);
        while (lease && !stopped.signal.aborted && (await sealNew(db, lease)) === entriesAtOnce);
      } catch (error) {
        log.warn({ err: error }, 'evidence could not be chained; it is tried again');
      }
      await rest();
    }
    if (lease) await releaseLease(db, lease).catch(() => undefined);
  };
  const done = work();
  return {
    async stop() {
      stopped.abort();
      await done;
    },
  };
}
