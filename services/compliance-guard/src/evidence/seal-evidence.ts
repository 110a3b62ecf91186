import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { secondsSince } from '@fairdue/clock';
import { genesisHash } from '@fairdue/contracts';
import { readSigningKey } from '@fairdue/http';
import type { Background, Deps } from '@fairdue/service';
import {
  claimLease,
  collection,
  keepLease,
  releaseLease,
  transaction,
  writeRows,
  type Connection,
  type Lease,
} from '@fairdue/store';
import type { GuardConfig } from '../config.ts';
import { batchRoot } from './batch-root.ts';
import { placesFor } from './chain.ts';
import { addCheckpoint, rememberKey } from './checkpoint.store.ts';
import { evidence, oldestUnsealed, type EvidenceEntry } from './evidence.store.ts';
import { signerOf, type Signer } from './statement.ts';

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

export type Sealer = { db: Connection; signer: Signer; now: () => Date };

/** Chains what is new, creditor by creditor. Answers how many entries that were. */
export async function sealNew(sealer: Sealer, lease: Lease): Promise<number> {
  const fresh = await evidence(sealer.db)
    .find({ sealed: false })
    .setOptions({ acrossCreditors: true })
    .sort({ _id: 1 })
    .limit(entriesAtOnce)
    .lean<EvidenceEntry[]>();
  for (const creditorId of new Set(fresh.map((entry) => entry.creditorId)))
    await sealOf(
      sealer,
      lease,
      creditorId,
      fresh.filter((entry) => entry.creditorId === creditorId),
    );
  return fresh.length;
}

/** A batch, its end of the chain and its checkpoint are one transaction: no crash leaves a seal that nobody signed. */
const sealOf = (
  { db, signer, now }: Sealer,
  lease: Lease,
  creditorId: string,
  entries: readonly EvidenceEntry[],
): Promise<void> =>
  transaction(db, async (tx) => {
    const { session } = tx;
    await keepLease(tx, lease);
    const head = await chainHeads(db).findOne({ _id: creditorId, creditorId }, null, { session }).lean<ChainHead>();
    const end = head ?? { position: 0, hash: genesisHash };
    const places = placesFor(entries, end);
    const { position, hash } = places.at(-1) ?? end;
    const sealed = await writeRows(
      tx,
      evidence,
      places.map(({ _id, ...place }) => ({
        updateOne: {
          filter: { _id: _id as never, creditorId, sealed: false },
          update: { $set: { sealed: true, ...place } },
        },
      })),
    );
    if (sealed?.matchedCount !== places.length) throw new Error('Another worker sealed the same evidence.');
    await chainHeads(db).updateOne(
      { _id: creditorId, creditorId },
      { $set: { creditorId, position, hash } },
      { session, upsert: true },
    );
    const checkpoint = {
      type: 'checkpoint' as const,
      creditorId,
      from: end.position + 1,
      position,
      hash,
      root: batchRoot(places.map((place) => place.hash)),
      at: now().toISOString(),
      keyId: signer.key.keyId,
    };
    await addCheckpoint(tx, checkpoint, signer.sign(checkpoint));
  });

/** One replica at a time chains new evidence. Writers never wait for it. */
export function startSealing({ db, config, log, now, metrics }: Deps<GuardConfig>): Background {
  metrics.gauge(
    'fairdue_sealing_oldest_seconds',
    'Age of the oldest entry that is not chained yet, by log. From the store: take max by (service, log).',
    ['log'],
    async (gauge) => gauge.set({ log: 'evidence' }, secondsSince(await oldestUnsealed(db), now()) ?? 0),
  );
  const owner = randomUUID();
  const sealer = { db, now, signer: signerOf(readSigningKey(config.EVIDENCE_SIGNING_KEY)) };
  const stopped = new AbortController();
  const rest = () => wait(config.EVIDENCE_SEAL_EVERY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);

  let lease: Lease | undefined;
  let isKeyKnown = false;
  const seal = async (): Promise<void> => {
    try {
      if (!isKeyKnown) await rememberKey(db, sealer.signer.key, now());
      isKeyKnown = true;
      lease = await claimLease(db, leaseName, owner, leaseMs);
      while (lease && (await sealNew(sealer, lease)) === entriesAtOnce && !stopped.signal.aborted);
    } catch (error) {
      log.warn({ err: error }, 'evidence could not be chained; it is tried again');
    }
  };
  const work = async (): Promise<void> => {
    for (await rest(); !stopped.signal.aborted; await rest()) await seal();
    await seal(); // what was written since, for nobody may start again soon
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
