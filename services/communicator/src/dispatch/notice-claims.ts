import { collection, type Tx } from '@fairdue/store';
import { loadInteractions } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { isValidationNotice, validationSubject } from '../templates/built-in/wording.ts';

/** Which message is the validation notice of a debt: of several that would be, the one that began first. */
type NoticeClaim = { _id: string; creditorId: string; interactionId: string };

export const noticeClaims = collection<NoticeClaim>('notice_claims', { creditorId: String, interactionId: String });

/** What a place wants beside the notice of federal law, and has a duty of its own, goes out whatever went before. */
const isFirst = (subject: string | null, dutyId: string | null): boolean =>
  dutyId === null ? isValidationNotice(subject) : subject === validationSubject;

/** It may be on its way, or has arrived. */
const stands = ({ handOver, status }: Interaction): boolean =>
  handOver === 'dispatching' || handOver === 'unknown' || (handOver === 'accepted' && status !== 'failed');

/**
 * Claims the notices of these messages' debts, but for what somebody asked for in so many words, and answers the messages that have to wait, as another one is the notice.
 * Every claim is a write, so that of two replicas the later one conflicts and sees the earlier.
 */
export async function claimNotices(
  tx: Tx,
  creditorId: string,
  messages: readonly Interaction[],
): Promise<ReadonlySet<string>> {
  const notices = messages.filter(({ subject, dutyId, isWritten }) => isFirst(subject, dutyId) && !isWritten);
  const heldBack = new Set<string>();
  if (notices.length === 0) return heldBack;
  const standing = await standingClaims(tx, creditorId, notices);
  const claimed = new Map<string, string>();
  for (const { _id, debtIds } of notices) {
    const isTaken = debtIds.some((debtId) => (claimed.get(debtId) ?? standing.get(debtId) ?? _id) !== _id);
    if (isTaken) heldBack.add(_id);
    else for (const debtId of debtIds) claimed.set(debtId, _id);
  }
  if (claimed.size > 0)
    await noticeClaims(tx.db).bulkWrite(
      [...claimed].map(([_id, interactionId]) => ({
        updateOne: { filter: { _id, creditorId }, update: { $set: { interactionId } }, upsert: true },
      })),
      { session: tx.session },
    );
  return heldBack;
}

/** Of each debt the message that claimed its notice and may still be it. */
async function standingClaims(
  tx: Tx,
  creditorId: string,
  notices: readonly Interaction[],
): Promise<Map<string, string>> {
  const claims = await noticeClaims(tx.db)
    .find({ creditorId, _id: { $in: notices.flatMap(({ debtIds }) => debtIds) } }, null, { session: tx.session })
    .lean<NoticeClaim[]>();
  const claimers = await loadInteractions(
    tx,
    creditorId,
    claims.map(({ interactionId }) => interactionId),
  );
  return new Map(
    claims.flatMap(({ _id, interactionId }) => {
      const claimer = claimers.get(interactionId);
      return claimer && stands(claimer) ? [[_id, interactionId] as const] : [];
    }),
  );
}
