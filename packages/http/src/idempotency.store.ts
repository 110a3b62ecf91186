import { collection, isDuplicateKey, type Connection, type Reader } from '@fairdue/store';
import { Refused } from '@fairdue/refused';

export type KeptAnswer = { status: number; contentType: string; body: string };
type Row = {
  _id: string;
  requestHash: string;
  owner: string;
  /** Until then the first request is believed to be alive; afterwards a repeat takes over. Real time. */
  busyUntil: Date;
  expiresAt: Date;
  answer?: KeptAnswer;
};

export const idempotencyKeys = collection<Row>(
  'idempotencyKeys',
  {
    requestHash: String,
    owner: String,
    busyUntil: Date,
    expiresAt: Date,
    answer: { status: Number, contentType: String, body: String },
  },
  { tenant: false, indexes: [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]] },
);

const keptMs = 24 * 60 * 60 * 1_000;

export type Claim = { id: string; requestHash: string; owner: string; busyMs: number };

async function insertNew(db: Connection, { id, requestHash, owner, busyMs }: Claim, nowMs: number): Promise<boolean> {
  const row = { requestHash, owner, busyUntil: new Date(nowMs + busyMs), expiresAt: new Date(nowMs + keptMs) };
  const result = await idempotencyKeys(db).updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true });
  return result.upsertedCount === 1;
}

/**
 * Makes this request the one that does the work, or gives back the answer of the one that did. A first request that
 * died leaves a row whose time runs out: the next repeat takes its place, and the dead one can commit no more.
 */
export async function claimKey(db: Connection, claim: Claim, nowMs = Date.now()): Promise<KeptAnswer | 'claimed'> {
  const { id, requestHash, owner, busyMs } = claim;
  // Two first requests at once make two upserts, of which the loser may see a duplicate key instead of a match.
  const isNew = await insertNew(db, claim, nowMs).catch((error: unknown) => {
    if (isDuplicateKey(error)) return false;
    throw error;
  });
  if (isNew) return 'claimed';

  const row = await idempotencyKeys(db).findOne({ _id: id }).lean<Row>();
  if (row && row.expiresAt.getTime() > nowMs) {
    if (row.requestHash !== requestHash)
      throw new Refused('rule', 'idempotency-key-reused', 'That Idempotency-Key came with another request before.');
    if (row.answer) return row.answer;
    if (row.busyUntil.getTime() > nowMs) throw inFlight();
  }
  const taken = await idempotencyKeys(db).updateOne(
    { _id: id, owner: row?.owner ?? '' },
    {
      $set: { requestHash, owner, busyUntil: new Date(nowMs + busyMs), expiresAt: new Date(nowMs + keptMs) },
      $unset: { answer: 1 },
    },
  );
  if (taken.modifiedCount === 1) return 'claimed';
  throw inFlight();
}

const inFlight = (): Refused =>
  new Refused(
    'conflict',
    'idempotency-key-in-flight',
    'The first request with that Idempotency-Key is still under way.',
  );

/** Keeps the answer: in the use case's own transaction, or right before it is sent. False: another request took over. */
export async function keepAnswer({ db, session }: Reader, { id, owner }: Claim, answer: KeptAnswer): Promise<boolean> {
  const kept = await idempotencyKeys(db).updateOne(
    { _id: id, owner },
    { $set: { answer } },
    session ? { session } : {},
  );
  return kept.matchedCount === 1;
}

/** A request that was refused changed nothing: its key is free again. */
export const freeKey = async (db: Connection, { id, owner }: Claim): Promise<void> => {
  await idempotencyKeys(db).deleteOne({ _id: id, owner, answer: { $exists: false } });
};

const readAtOnce = 500;

/**
 * Drops the kept answers in which one of these words stands. They are found by their key alone and live for a day, so all
 * of them are read, some at a time: for a job, not for a request. A repeat of such a request does its work again.
 */
export async function forgetAnswers(db: Connection, words: readonly string[]): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: Row[] = await idempotencyKeys(db)
      .find({ _id: { $gt: after } }, { answer: 1 })
      .sort({ _id: 1 })
      .limit(readAtOnce)
      .lean<Row[]>();
    const told = rows.filter(({ answer }) => words.some((word) => answer?.body.includes(word)));
    if (told.length > 0) await idempotencyKeys(db).deleteMany({ _id: { $in: told.map(({ _id }) => _id) } });
    after = rows.length === readAtOnce ? rows.at(-1)?._id : undefined;
  }
}
