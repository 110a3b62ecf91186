import {
  ContactAddedV1,
  ContactChangedV1,
  ContactUnsubscribedV1,
  CustomerPlacedV1,
  CustomerUpdatedV1,
  DebtPausedV1,
  DebtPlacedV1,
  DebtReopenedV1,
  DebtRetractedV1,
  DebtSettledV1,
  DebtUnpausedV1,
  DebtUpdatedV1,
  PaymentRecordedV1,
} from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import { matchNumbersOf } from '../inbound/stop-list.ts';
import { customerOf, debtOf } from './customer.ts';
import { saveCustomers, saveDebts } from './customer.store.ts';

const customerFacts = [
  CustomerPlacedV1,
  CustomerUpdatedV1,
  ContactAddedV1,
  ContactChangedV1,
  ContactUnsubscribedV1,
] as const;
const debtFacts = [
  DebtPlacedV1, DebtUpdatedV1, DebtPausedV1, DebtUnpausedV1, DebtRetractedV1, DebtReopenedV1, DebtSettledV1, PaymentRecordedV1,
] as const; // prettier-ignore

/** Keeps who is to be addressed where. A number that once wrote STOP is held for everyone who turns out to have it. */
export const learnCustomers = (): Consumer[] =>
  customerFacts.map((definition) =>
    consumer(`learn-customers on ${definition.type}`, definition, async (tx, events) => {
      const saved = await saveCustomers(
        tx,
        events.map(({ data }) => customerOf(data)),
      );
      await matchNumbersOf(tx, saved);
    }),
  );

/** Keeps what messages say about debts. */
export const learnDebts = (): Consumer[] =>
  debtFacts.map((definition) =>
    consumer(`learn-debts on ${definition.type}`, definition, async (tx, events) => {
      await saveDebts(
        tx,
        events.map(({ data }) => debtOf(data)),
      );
    }),
  );
