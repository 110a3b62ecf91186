import { defaultCreditorSettings, TouchDueV1, type Contact } from '@fairdue/contracts';
import type { OutgoingRecord } from '@fairdue/bus';
import { newId } from '@fairdue/ids';
import type { mongo } from 'mongoose';
import { newCustomer } from '../../services/compliance-guard/src/customers/customer.ts';
import { withCustomerView, withDebtView } from '../../services/compliance-guard/src/customers/owner-view.ts';
import { heardOf, withHeard } from '../../services/compliance-guard/src/customers/made-contact.ts';
import {
  aCustomer as inGuard,
  aDebt as debtInGuard,
  anInteraction,
} from '../../services/compliance-guard/src/examples.ts';
import {
  aContact, aCreditor, aCustomer, aDebt, anAddress,
} from '../../services/communicator/src/customers/customer.builders.ts'; // prettier-ignore
import type { Customer, Debt } from '../../services/communicator/src/customers/customer.ts';

/** Ten in the morning in New York on a Tuesday: contact is lawful. */
export const morning = Date.parse('2026-12-01T15:00:00.000Z');
export const addressKey = 'k'.repeat(32);
export const creditorId = 'CR-1-BENCH';
export const emailId = 'CT-1-EMAIL';
export const subject = 'loanOverdueFirstNotice';
const rowsAtOnce = 2_000;

export const creditor = { ...aCreditor({ _id: creditorId }), settings: defaultCreditorSettings };

const numbered = (n: number): string => String(n).padStart(7, '0');
export const customerIdOf = (n: number): string => `BO-1-${numbered(n)}`;
export const debtIdOf = (n: number): string => `LN-1-${numbered(n)}`;
export const addressOf = (n: number): string => `person.${numbered(n)}@example.com`;
/** Which of the list an address is. */
export const numberOf = (address: string): number => Number(/^person\.(\d+)@/.exec(address)?.[1]);

const contactsOf = (n: number): Contact[] => [
  aContact({ contactId: emailId, value: addressOf(n) }),
  anAddress({
    address: { streetLine1: `${n + 1} Market St`, city: 'Wilmington', state: 'DE', zipcode: '19801', countryCode: 'US' },
  }),
]; // prettier-ignore

/** The nth person as the communicator knows them. */
export const personOf = (n: number): { customer: Customer; debt: Debt } => ({
  customer: aCustomer({ _id: customerIdOf(n), creditorId, reference: `CUST-${n}`, contacts: contactsOf(n) }),
  debt: aDebt({ _id: debtIdOf(n), creditorId, customerId: customerIdOf(n), balanceCents: 100_000 + n }),
});

export const noticeAt = new Date(morning - 40 * 86_400_000);

/** The same person as the guard keeps them, after the validation notice. Made by the product's own functions. */
function keptByGuard(n: number) {
  const [customerId, debtId] = [customerIdOf(n), debtIdOf(n)];
  const view = { ...inGuard({ customerId, reference: `CUST-${n}`, contacts: contactsOf(n) }), creditorId } as never;
  const placed = withCustomerView(newCustomer(creditorId, customerId), view, addressKey);
  const owing = withDebtView(placed, { ...debtInGuard(customerId, { debtId }), creditorId } as never);
  const notice = anInteraction(customerId, {
    ...{ creditorId, channel: 'mail', theme: 'opsLoanValidationOfDebtNotice', subject: 'debtValidationNotice' },
    ...{ contactId: 'CT-1-ADDRESS', debtIds: [debtId], startedAt: noticeAt.toISOString() },
  });
  return withHeard(owing, heardOf(notice as never));
}

type Row = mongo.BSON.Document;

/** What the services before these two would have told of: the creditor, and everybody on the list, who has had the notice. */
export async function storeList(guard: mongo.Db, communicator: mongo.Db, from: number, size: number): Promise<void> {
  const row = { ...creditor, creditorId };
  await communicator.collection<Row>('creditors').replaceOne({ _id: creditorId as never }, row, { upsert: true });
  for (let start = from; start < from + size; start += rowsAtOnce) {
    const numbers = Array.from({ length: Math.min(rowsAtOnce, from + size - start) }, (_, i) => start + i);
    const people = numbers.map(personOf);
    const fast = { ordered: false, writeConcern: { w: 1 } } as const;
    await guard.collection<Row>('customers').insertMany(numbers.map(keptByGuard) as never, fast);
    await communicator.collection<Row>('customers').insertMany(people.map((each) => each.customer) as never, fast);
    await communicator.collection<Row>('debts').insertMany(people.map((each) => each.debt) as never, fast);
    await communicator.collection<Row>('validation_notices').insertMany(
      people.map(({ debt }) => ({
        _id: `${debt._id} IN-1-NOTICE` as never,
        ...{ creditorId, debtId: debt._id, interactionId: 'IN-1-NOTICE', sentAt: noticeAt },
      })),
      fast,
    );
  }
}

/** A touch of a campaign that is due now, as the campaign service publishes it. */
export function touchOf(n: number): OutgoingRecord {
  const customerId = customerIdOf(n);
  const data = TouchDueV1.data.parse({
    creditorId, customerId, debtId: debtIdOf(n), documentId: `DO-1-${numbered(n)}`, campaignId: 'RC-1-BENCH',
    touchId: `TO-1-${numbered(n)}`, slot: 1, channel: 'email', attempt: 1, dueAt: new Date(morning).toISOString(), theme: 'opsCollDebt',
    subject, toneVariant: 'neutral',
  }); // prettier-ignore
  const id = newId('event');
  const event = {
    specversion: '1.0', id, source: '/campaign', type: TouchDueV1.type, time: new Date(morning).toISOString(), subject: customerId,
    datacontenttype: 'application/json', creditorid: creditorId, sequence: 1, data,
  }; // prettier-ignore
  const headers = { 'content-type': 'application/cloudevents+json', ce_id: id, ce_type: TouchDueV1.type };
  return { key: customerId, value: JSON.stringify(event), headers };
}
