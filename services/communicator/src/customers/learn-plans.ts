import { PlanCompletedV1, PlanRevokedV1, PlanStartedV1, type EventOf } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import { saveNewer } from './customer.store.ts';
import { plans, type Plan } from './plan.store.ts';

const planOf = ({ data, time }: EventOf<typeof PlanStartedV1>, isKept: boolean): Plan => {
  const { planId, creditorId, customerId, debtId, amountToPayCents, discountCents, installments, version } = data;
  const agreedAt = new Date(data.startedAt ?? time);
  return { _id: planId, creditorId, customerId, debtId, amountToPayCents, discountCents, installments, version, agreedAt, isKept }; // prettier-ignore
};

/** Keeps what messages say about plans. */
export const learnPlans = (): Consumer[] =>
  [PlanStartedV1, PlanRevokedV1, PlanCompletedV1].map((definition) =>
    consumer(`learn-plans on ${definition.type}`, definition, async (tx, events) => {
      const isKept = definition === PlanStartedV1;
      await saveNewer(
        tx,
        plans,
        events.map((event) => planOf(event, isKept)),
      );
    }),
  );
