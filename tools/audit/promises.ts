import type { Confirmed } from './accepted.ts';
import type { Facts, Hold, Violation } from './facts.ts';

const covers = ({ channels }: Hold, channel: string): boolean => channels.length === 0 || channels.includes(channel);

/** What was answered with success is stored, whatever died meanwhile. */
export function promises(facts: Facts): Violation[] {
  const debtOf = new Map(facts.debts.map((debt) => [debt._id, debt]));
  const personOf = new Map(facts.people.map((person) => [person._id, person]));
  const holdsOf = new Map(facts.guardCustomers.map(({ _id, holds }) => [_id, holds]));
  const campaignIds = new Set(facts.campaigns.map(({ _id }) => _id));
  const interactionIds = new Set(facts.interactions.map(({ _id }) => _id));
  const disconnected = new Set(
    facts.interactions
      .filter(({ statusDetails }) => statusDetails === 'voiceNumberDisconnected')
      .map(({ contactId }) => contactId),
  );
  const payments = new Map(
    facts.payments.map((each) => [`${each.debtId} ${each.transactionReference}`, each.amountCents]),
  );
  const erased = new Set(facts.erasedCustomerIds);
  /** An erasure takes references away, and leaves amounts. */
  const isPaymentOfErased = (debtId: string, amountCents: number): boolean =>
    erased.has(debtOf.get(debtId)?.customerId ?? '') &&
    facts.payments.some((each) => each.debtId === debtId && each.amountCents === amountCents);

  const isStored = (accepted: Confirmed): boolean => {
    switch (accepted.what) {
      case 'placed':
        return (
          (personOf.has(accepted.customerId) || erased.has(accepted.customerId)) &&
          debtOf.get(accepted.debtId)?.customerId === accepted.customerId
        );
      case 'campaign-started':
        return campaignIds.has(accepted.campaignId);
      case 'payment':
        return (
          payments.get(`${accepted.debtId} ${accepted.reference}`) === accepted.amountCents ||
          isPaymentOfErased(accepted.debtId, accepted.amountCents)
        );
      case 'plan':
        return facts.plans.some(({ debtId }) => debtId === accepted.debtId);
      case 'message':
        return interactionIds.has(accepted.interactionId);
      case 'silence':
        return accepted.channels.every((channel) =>
          holdsOf.get(accepted.customerId)?.some((hold) => hold.liftedAt === null && covers(hold, channel)),
        );
      case 'dispute': {
        const debt = debtOf.get(accepted.debtId);
        return debt?.dispute !== undefined || debt?.answeredDispute !== undefined;
      }
      case 'dispute-answered':
        return debtOf.get(accepted.debtId)?.answeredDispute?.answer === accepted.answer;
      case 'attorney':
        return debtOf.get(accepted.debtId)?.representations?.attorney !== undefined;
      case 'closed':
        return debtOf.get(accepted.debtId)?.status === accepted.status;
      case 'number-changed': {
        if (erased.has(accepted.customerId)) return true;
        const contacts = personOf.get(accepted.customerId)?.contacts ?? [];
        const isNew = contacts.some(
          ({ contactId, phoneNumber, valid }) =>
            phoneNumber === accepted.phone && (valid || disconnected.has(contactId)), // dead since
        );
        return isNew && contacts.some(({ contactId, valid }) => contactId === accepted.contactId && !valid);
      }
    }
  };
  return facts.accepted
    .filter((each) => !isStored(each))
    .map((each) => ({ invariant: 'accepted is stored', what: `${JSON.stringify(each)} left nothing` }));
}
