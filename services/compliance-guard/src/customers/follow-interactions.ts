import { InteractionSentV1, InteractionStatusChangedV1, MessageReceivedV1, type EventOf } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { GuardConfig } from '../config.ts';
import { proofOfContact } from '../evidence/proof-of-contact.ts';
import { place } from '../holds/hold.ts';
import type { Effect } from '../permits/effect.ts';
import { changeCustomers } from './change-customers.ts';
import type { Customer } from './customer.ts';
import { heardOf, withHeard } from './made-contact.ts';

/** What became of contacts, and what customers wrote back. */
export function followInteractions({ now }: Deps<GuardConfig>): Consumer[] {
  return [
    ...[InteractionSentV1, InteractionStatusChangedV1].map((definition) =>
      consumer(`count-${definition.type}`, definition, (tx, events) =>
        changeCustomers(tx, events, (customer, { data, republished }) => {
          const heard = heardOf(data);
          return {
            customer: withHeard(customer, heard),
            answer: null,
            ...(!republished && { evidence: [proofOfContact(data, heard, now())] }),
          };
        }),
      ),
    ),
    consumer('hold-on-stop', MessageReceivedV1, (tx, events) =>
      changeCustomers(tx, events, (customer, event) => received(customer, event, now())),
    ),
  ];
}

/** A STOP holds what it came through. The communicator asks for the same hold at once, under the same key. */
function received(
  before: Customer,
  { data, republished }: EventOf<typeof MessageReceivedV1>,
  now: Date,
): Effect<unknown> {
  const isStop = data.understoodAs === 'stop';
  const heard = heardOf(data, !isStop);
  const customer = withHeard(before, heard);
  if (republished) return { customer, answer: null };
  const evidence = [proofOfContact(data, heard, now)];
  if (!isStop) return { customer, answer: null, evidence };
  const { interactionId, channel, contactId } = data;
  const source = { service: 'communicator', key: `stop:${interactionId}`, version: 1 };
  const wish = {
    reason: 'opted-out' as const,
    channels: [channel],
    themes: 'all' as const,
    contactIds: contactId ? [contactId] : [],
    debtIds: [],
    source,
    endsAt: null,
  };
  const held = place(customer, wish, { kind: 'borrower', id: data.customerId }, now);
  return { ...held, evidence: [...evidence, ...(held.evidence ?? [])] };
}
