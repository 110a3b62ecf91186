import { collection, type Reader, type Tx } from '@fairdue/store';

type Resend = { _id: string; creditorId: string; at: Date };

/** When an interaction was last sent again. */
export const resends = collection<Resend>('resends', { creditorId: String, at: Date });

const restMs = 10 * 60_000;

/** How many seconds an interaction is still to rest before it is sent again; 0: it may be. */
export async function restOf(
  { db, session }: Reader,
  creditorId: string,
  interactionId: string,
  now: Date,
): Promise<number> {
  const last = await resends(db)
    .findOne({ creditorId, _id: interactionId }, null, { session: session ?? null })
    .lean<Resend | null>();
  return last ? Math.max(0, Math.ceil((last.at.getTime() + restMs - now.getTime()) / 1_000)) : 0;
}

/** A write each time: of two at once the later one conflicts, and finds the earlier. */
export const rememberResend = ({ db, session }: Tx, creditorId: string, interactionId: string, at: Date) =>
  resends(db).updateOne({ _id: interactionId, creditorId }, { $set: { at } }, { session, upsert: true });
