import { collection, type Connection } from '@fairdue/store';

/** How many requests of one minute have been handed out to the gateway's replicas. Real time, not business time. */
type RequestBudget = { _id: string; granted: number; expiresAt: Date };

/** Whose requests these are is known by key; a minute's row goes when the minute is long over. */
export const requestBudgets = collection<RequestBudget>(
  'requestBudgets',
  { granted: Number, expiresAt: Date },
  { tenant: false, indexes: [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]] },
);

export const minuteMs = 60_000;

/** Adds `portion` to what is handed out of this minute, and says how much it then is: also over the limit. */
export async function handOut(db: Connection, key: string, minute: number, portion: number): Promise<number> {
  const row = await requestBudgets(db)
    .findOneAndUpdate(
      { _id: `${key}/${minute}` },
      { $inc: { granted: portion }, $setOnInsert: { expiresAt: new Date((minute + 5) * minuteMs) } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean<RequestBudget>();
  return row?.granted ?? portion;
}
