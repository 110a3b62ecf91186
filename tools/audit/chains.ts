import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { mongo } from 'mongoose';
import { canonicalJson, genesisHash, linkHash, sha256 } from '@fairdue/contracts';

type Entry = {
  _id: string; creditorId: string; customerId: string | null; at: Date; kind: string; subjectId: string; dataHash: string; record: string | null;
  sealed: boolean; position: number; previousHash: string; hash: string;
}; // prettier-ignore
type Checkpoint = {
  _id: string; creditorId: string; from: number; position: number; hash: string; root: string; at: Date; keyId: string; signature: string;
}; // prettier-ignore
type Head = { _id: string; position: number; hash: string };
type Decision = { _id: string; record: string };
type LogEntry = { _id: string; creditorId: string; seal: { seq: number; prevHash: string; hash: string } | null };
type LogHead = { _id: string; seq: number; hash: string };

/** What the guard’s evidence proves, link by link, and what its checkpoints sign. Read in the order of the chain. */
export async function faultsOfEvidence(db: mongo.Db): Promise<string[]> {
  const faults: string[] = [];
  if (await isLate(db.collection<Timed>('evidence'), { sealed: false }))
    faults.push('evidence is in no chain for a day');
  for (const { _id: creditorId, ...head } of await db.collection<Head>('evidenceHeads').find().toArray()) {
    const signed = await signedPlaces(db, creditorId, faults);
    let [hash, position] = [genesisHash, 0];
    const entries = db
      .collection<Entry>('evidence')
      .find({ creditorId, position: { $gt: 0 } })
      .sort({ position: 1 });
    for await (const batch of inBatches(entries)) {
      const decided = await decisionsOf(db, batch);
      for (const entry of batch) {
        position += 1;
        const record = entry.kind === 'decision' ? decided.get(entry.subjectId) : entry.record;
        if (!follows(entry, position, hash))
          faults.push(`evidence ${entry._id} does not follow from the entry before it`);
        if (record === undefined || record === null || sha256(record) !== entry.dataHash)
          faults.push(`what evidence ${entry._id} proves is not what is kept`);
        hash = entry.hash;
        const statement = signed.get(position);
        if (statement && statement.hash !== hash) faults.push(`evidence up to ${position} is not what was signed`);
        signed.delete(position);
      }
    }
    if (position !== head.position || hash !== head.hash)
      faults.push(`the chain of ${creditorId} does not reach its end`);
    for (const left of signed.keys()) faults.push(`the checkpoint at ${left} of ${creditorId} signs what is not there`);
  }
  return faults;
}

function follows({ _id, at, creditorId, customerId, dataHash, kind, subjectId, ...entry }: Entry, position: number, before: string): boolean {
  const proven = { _id, at: at.toISOString(), creditorId, customerId, dataHash, kind, position, subjectId };
  return entry.position === position && entry.previousHash === before && entry.hash === linkHash(proven, before);
} // prettier-ignore

async function decisionsOf(db: mongo.Db, entries: readonly Entry[]): Promise<Map<string, string>> {
  const ids = entries.filter(({ kind }) => kind === 'decision').map(({ subjectId }) => subjectId);
  if (ids.length === 0) return new Map();
  const rows = await db
    .collection<Decision>('decisions')
    .find({ _id: { $in: ids } }, { projection: { record: 1 } })
    .toArray();
  return new Map(rows.map(({ _id, record }) => [_id, record]));
}

async function signedPlaces(db: mongo.Db, creditorId: string, faults: string[]): Promise<Map<number, Checkpoint>> {
  const keys = new Map<string, KeyObject>();
  for (const { _id, publicKey } of await db.collection<{ _id: string; publicKey: string }>('evidenceKeys').find().toArray())
    keys.set(_id, createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }));
  const checkpoints = await db.collection<Checkpoint>('evidenceCheckpoints').find({ creditorId }).sort({ position: 1 }).toArray();
  let end = 0;
  for (const { signature, _id, at, ...rest } of checkpoints) {
    const key = keys.get(rest.keyId);
    const statement = canonicalJson({ ...rest, type: 'checkpoint', at: at.toISOString() });
    if (!key || !verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64')))
      faults.push(`the checkpoint ${_id} is not signed by a key that is known`);
    if (rest.from !== end + 1) faults.push(`the checkpoint ${_id} does not begin where the one before it ended`);
    end = rest.position;
  }
  return new Map(checkpoints.map((each) => [each.position, each]));
} // prettier-ignore

type Timed = { at: Date };
const lateMs = 86_400_000;

/** Entries are chained soon after they are written, so that the last ones may not be; older ones are. */
async function isLate(entries: mongo.Collection<Timed>, unsealed: object): Promise<boolean> {
  const at = async (where: object, direction: 1 | -1): Promise<number | undefined> =>
    (await entries.find(where).sort({ at: direction }).limit(1).next())?.at.getTime();
  const [oldest, newest] = [await at(unsealed, 1), await at({}, -1)];
  return oldest !== undefined && newest !== undefined && newest - oldest > lateMs;
}

/** The campaigns’ own log, chained in the same way. */
export async function faultsOfLog(db: mongo.Db): Promise<string[]> {
  const faults: string[] = [];
  if (await isLate(db.collection<Timed>('compliance-log'), { seal: null })) faults.push('the log is in no chain for a day');
  for (const head of await db.collection<LogHead>('compliance-chains').find().toArray()) {
    let [hash, seq] = [genesisHash, 0];
    const entries = (await db.collection<LogEntry>('compliance-log').find({ creditorId: head._id, seal: { $ne: null } }).toArray()) as (LogEntry & { seal: NonNullable<LogEntry['seal']> })[];
    for (const { seal, ...entry } of entries.sort((a, b) => a.seal.seq - b.seal.seq)) {
      seq += 1;
      const isWhole = seal.seq === seq && seal.prevHash === hash && seal.hash === linkHash({ ...entry, seq }, hash);
      if (!isWhole) faults.push(`the log entry ${entry._id} does not follow from the one before it`);
      hash = seal.hash;
    }
    if (seq !== head.seq || hash !== head.hash) faults.push(`the compliance log of ${head._id} does not reach its end`);
  }
  return faults;
} // prettier-ignore

async function* inBatches<T>(all: AsyncIterable<T>, size = 1_000): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const each of all) {
    batch.push(each);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
