import { collection, isDuplicateKey, type Connection } from '@fairdue/store';

/** When a bucket (a provider, or a number at it) is free for its next message, in real ms. Shared by all replicas. */
type SendRate = { _id: string; freeAtMs: number };

export const sendRates = collection<SendRate>('send_rates', { freeAtMs: Number }, { tenant: false });

/**
 * Reserves the next `count` places of a bucket, so far apart that no more than `perSecond` of them come in a second, and
 * says when they are. Nobody else is given the same ones.
 */
export async function reservePlaces(
  db: Connection,
  bucket: string,
  count: number,
  perSecond: number,
  realNow: Date,
): Promise<number[]> {
  const everyMs = 1_000 / perSecond;
  for (;;) {
    const row = await sendRates(db).findOne({ _id: bucket }).lean<SendRate>();
    const fromMs = Math.max(row?.freeAtMs ?? 0, realNow.getTime());
    if (await moveOn(db, bucket, row, fromMs + count * everyMs))
      return Array.from({ length: count }, (_, place) => fromMs + place * everyMs);
  }
}

/** false: somebody else was faster, and what was read is not so any more. */
async function moveOn(db: Connection, bucket: string, before: SendRate | null, freeAtMs: number): Promise<boolean> {
  if (before) {
    const { modifiedCount } = await sendRates(db).updateOne(
      { _id: bucket, freeAtMs: before.freeAtMs },
      { $set: { freeAtMs } },
    );
    return modifiedCount === 1;
  }
  try {
    await sendRates(db).create({ _id: bucket, freeAtMs });
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}
