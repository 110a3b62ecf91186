import {
  ContactAddedV1, ContactChangedV1, ContactUnsubscribedV1, CustomerPlacedV1, CustomerUpdatedV1, DebtPausedV1,
  DebtPlacedV1, DebtReopenedV1, DebtRetractedV1, DebtSettledV1, DebtUnpausedV1, DebtUpdatedV1, PaymentRecordedV1,
  PlanStartedV1, type EventOf,
} from '@fairdue/contracts'; // prettier-ignore
import { consumer, type Consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { GuardConfig } from '../config.ts';
import { proofOfConsent } from '../evidence/proof-of-consent.ts';
import { place } from '../holds/hold.ts';
import type { Suppressed } from '../imports/suppressed.store.ts';
import { recordFact } from '../people/record-facts.ts';
import type { Effect } from '../permits/effect.ts';
import { changeCustomers } from './change-customers.ts';
import type { Customer } from './customer.ts';
import { withCustomerView, withDebtView } from './owner-view.ts';
import { endedBy } from './past-customer.ts';
import { heldWhereListed, listedAmong } from './suppressed-contacts.ts';

const customerEvents = [CustomerPlacedV1, CustomerUpdatedV1, ContactAddedV1, ContactChangedV1];

const debtEvents = [
  DebtPlacedV1, DebtUpdatedV1, DebtPausedV1, DebtUnpausedV1, DebtRetractedV1, DebtReopenedV1, DebtSettledV1,
  PaymentRecordedV1,
]; // prettier-ignore

/** Our view of customers and their debts. Every fact carries its subject whole, so that the newest says it all. */
export function followRecover({ config, now }: Deps<GuardConfig>): Consumer[] {
  const key = config.ADDRESS_HASH_KEY;
  type Told = EventOf<typeof CustomerPlacedV1>;
  /** The owner's view of a customer, with holds where a contact stands on the creditor's list of suppressed ones. */
  const view = (customer: Customer, event: Told, listed: readonly Suppressed[]): Effect<null> => {
    const { data, republished, time } = event;
    const viewed = withCustomerView(customer, data, key);
    const evidence = republished ? [] : proofOfConsent(customer, viewed, data.recordedBy, now());
    const past = endedBy(customer, viewed, new Date(time));
    return heldWhereListed({ customer: viewed, answer: null, evidence, past }, listed, now());
  };
  const toldOf = (events: readonly Told[]) => events.map(({ data }) => data);
  return [
    ...customerEvents.map((definition) =>
      consumer(`customer-view-${definition.type}`, definition, async (tx, events) => {
        const listed = await listedAmong(tx, toldOf(events), key);
        await changeCustomers(tx, events, (customer, event) => view(customer, event, listed));
      }),
    ),
    ...debtEvents.map((definition) =>
      consumer(`debt-view-${definition.type}`, definition, (tx, events) =>
        changeCustomers(tx, events, (customer, { data, time }) => {
          const viewed = withDebtView(customer, data);
          return { customer: viewed, answer: null, past: endedBy(customer, viewed, new Date(time)) };
        }),
      ),
    ),
    consumer('remember-plan', PlanStartedV1, (tx, events) =>
      changeCustomers(tx, events, (customer, { data }) => withPlan(customer, data, now())),
    ),
    consumer('hold-unsubscribed-contacts', ContactUnsubscribedV1, async (tx, events) => {
      const listed = await listedAmong(tx, toldOf(events), key);
      await changeCustomers(tx, events, (customer, event) => {
        const viewed = view(customer, event, listed);
        return event.republished ? viewed : holdContacts(viewed, event, now());
      });
    }),
  ];
}

/** When a plan was agreed is a fact with its evidence: its owner does not tell it a second time. */
function withPlan(customer: Customer, data: EventOf<typeof PlanStartedV1>['data'], now: Date): Effect<unknown> {
  const { debtId, startedAt, recordedBy } = data;
  if (startedAt === undefined) return { customer, answer: null };
  const from = new Date(startedAt);
  return recordFact(
    customer,
    { name: 'planAgreedAt', of: debtId, value: startedAt, from, until: null },
    'fact-recorded',
    recordedBy,
    now,
  );
}

/** The same hold as the one that recover asks for at once, by its source: whichever comes first is the one. */
function holdContacts(from: Effect<null>, { data }: EventOf<typeof ContactUnsubscribedV1>, now: Date): Effect<null> {
  const { contactIds, version, recordedBy } = data;
  return contactIds.reduce((before, contactId) => {
    const source = { service: 'recover', key: `unsubscribe:${contactId}`, version };
    const held = place(
      before.customer,
      {
        reason: 'unsubscribed', channels: [], themes: 'collection', contactIds: [contactId], debtIds: [], source,
        endsAt: null,
      }, // prettier-ignore
      recordedBy,
      now,
    );
    return {
      ...before,
      customer: held.customer,
      facts: [...(before.facts ?? []), ...(held.facts ?? [])],
      evidence: [...(before.evidence ?? []), ...(held.evidence ?? [])],
    };
  }, from);
}
