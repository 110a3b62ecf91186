import {
  HoldPlacedV1,
  InteractionSentV1,
  InteractionStatusChangedV1,
  PaymentRecordedV1,
  type HoldReason,
} from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { byCreditor } from '../campaigns/by-creditor.ts';
import { addCounts } from './counter.store.ts';
import { combined, countsOf, withNews, type News } from './member.ts';
import { membersOf, saveMembers } from './member.store.ts';

type Heard = { creditorId: string; customerId: string; news: News | null; republished?: boolean | undefined };

/** Takes the news into account, and adds to the sums what it changed: once each, as the inbox says. */
async function count(tx: Tx, heard: readonly Heard[]): Promise<void> {
  for (const [creditorId, own] of byCreditor(heard.filter(({ news, republished }) => news && !republished))) {
    const before = await membersOf(tx, creditorId, own.map(({ customerId }) => customerId));
    const changes = before.flatMap((member) => {
      const after = own.reduce(
        (current, { customerId, news }) => (news && customerId === member.customerId ? withNews(current, news) : current),
        member,
      );
      return after === member ? [] : [{ member: after, counts: combined(countsOf(after), countsOf(member), -1) }];
    });
    await saveMembers(tx, changes.map(({ member }) => member));
    await addCounts(tx, creditorId, changes);
  }
} // prettier-ignore

const optingOut = new Set<HoldReason>(['unsubscribed', 'opted-out', 'do-not-interact', 'cease']);

/**
 * What came of a portfolio campaign, as it becomes known: who was contacted, reached, opted out, paid. It counts for the
 * arm a customer was drawn into, whatever made them pay or leave: drawing by lot is what makes arms comparable.
 */
export const countResults: readonly Consumer[] = [
  consumer('count-results', InteractionSentV1, (tx, events) =>
    count(
      tx,
      events.map(({ data: { creditorId, customerId, campaignId, interactionId }, republished }) => ({
        creditorId, customerId, republished, news: { kind: 'sent', campaignId, interactionId },
      })),
    ),
  ),
  consumer('count-results', InteractionStatusChangedV1, (tx, events) =>
    count(
      tx,
      events.map(({ data: { creditorId, customerId, campaignId, interactionId, status }, republished }) => ({
        creditorId, customerId, republished,
        news: status === 'succeeded' || status === 'attempted'
          ? { kind: status === 'succeeded' ? 'reached' : 'sent', campaignId, interactionId }
          : null,
      })),
    ),
  ),
  consumer('count-results', HoldPlacedV1, (tx, events) =>
    count(
      tx,
      events.map(({ data: { creditorId, customerId, hold }, time, republished }) => ({
        creditorId, customerId, republished,
        news: optingOut.has(hold.reason) ? { kind: 'opted-out', at: new Date(time), debtIds: hold.debtIds } : null,
      })),
    ),
  ),
  consumer('count-results', PaymentRecordedV1, (tx, events) =>
    count(
      tx,
      events.map(({ data: { creditorId, customerId, debtId, amountCents, transactionType }, time, republished }) => ({
        creditorId, customerId, republished,
        news: transactionType === 'BALANCE_ADJUSTMENT' ? null : { kind: 'paid', at: new Date(time), debtId, amountCents },
      })),
    ),
  ),
]; // prettier-ignore
