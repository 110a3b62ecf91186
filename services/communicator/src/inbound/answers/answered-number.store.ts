import { collection, type Tx } from '@fairdue/store';

/** When a number was last given an answer of that kind. `_id`: creditor, kind and number. */
type AnsweredNumber = { _id: string; creditorId: string; interactionId: string; at: Date };

export const answeredNumbers = collection<AnsweredNumber>('answered_numbers', {
  creditorId: String, interactionId: String, at: Date,
}); // prettier-ignore

/** Notes that the number is answered now, unless it was within `restMs`. Of two at once the later one finds the earlier. */
export async function claimAnswer(
  { db, session }: Tx,
  creditorId: string,
  { kind, number, interactionId, at }: { kind: string; number: string; interactionId: string; at: Date },
  restMs: number,
): Promise<boolean> {
  const _id = `${creditorId} ${kind} ${number}`;
  const last = await answeredNumbers(db).findOne({ _id, creditorId }, null, { session }).lean<AnsweredNumber | null>();
  if (last && at.getTime() - last.at.getTime() < restMs) return false;
  await answeredNumbers(db).updateOne({ _id, creditorId }, { $set: { interactionId, at } }, { session, upsert: true });
  return true;
}
