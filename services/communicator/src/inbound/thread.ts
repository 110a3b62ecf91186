import { enqueueAll } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { statusChanged } from '../interactions/interaction-facts.ts';
import { lastMadeTo, loadInteractions, saveInteractions } from '../interactions/interaction.store.ts';
import { changed, isWaiting, type Interaction } from '../interactions/interaction.ts';
import { reported } from '../interactions/outcome.ts';

/** Somebody brought it back: the letter came home, or the receiving server refused the email. */
const cameBack = ({ direction, statusDetails }: Interaction): boolean =>
  direction === 'outbound' && (statusDetails === 'emailBounced' || statusDetails === 'mailReturnedToSender');

const threadMax = 20;

/**
 * 6.4: what a message does to the ones before it. An answer marks its thread as answered; one that came back makes the
 * message it was fail, also where nobody named that message. Gives back the row with what it is linked to.
 */
export async function followThread(tx: Tx, row: Interaction, now: Date): Promise<Interaction> {
  if (cameBack(row)) return linkToFailed(tx, row, now);
  if (row.direction === 'inbound') await markAnswered(tx, row, now);
  return row;
}

async function linkToFailed(tx: Tx, row: Interaction, now: Date): Promise<Interaction> {
  const { creditorId, customerId, contactId, channel, previousInteractionId, status, statusDetails } = row;
  if (customerId === null) return row;
  const named = previousInteractionId
    ? (await loadInteractions(tx, creditorId, [previousInteractionId])).get(previousInteractionId)
    : await lastMadeTo(tx, creditorId, customerId, { channel, contactId });
  if (!named || named.channel !== channel || named.direction !== 'outbound') return row;
  const failed = reported(named, { status, statusDetails, agentOutcome: null }, now);
  if (failed !== named) {
    await saveInteractions(tx, [failed]);
    await enqueueAll(tx, [statusChanged(failed, now)]);
  }
  return { ...row, previousInteractionId: named._id, contactId: contactId ?? named.contactId };
}

/** What has not left yet is nothing that anybody can have answered. */
async function markAnswered(tx: Tx, row: Interaction, now: Date): Promise<void> {
  const thread: Interaction[] = [];
  let id = row.previousInteractionId;
  while (id !== null && thread.length < threadMax && !thread.some(({ _id }) => _id === id)) {
    const earlier = (await loadInteractions(tx, row.creditorId, [id])).get(id);
    if (!earlier) break;
    thread.push(earlier);
    id = earlier.previousInteractionId;
  }
  const open = thread.filter((earlier) => !earlier.answeredAt && !isWaiting(earlier));
  if (open.length > 0) await saveInteractions(tx, open.map((earlier) => changed(earlier, { answeredAt: now }, now))); // prettier-ignore
}
