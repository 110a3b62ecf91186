import { DocumentRegisteredV1 } from '@fairdue/contracts';
import type { OutgoingRecord } from '@fairdue/bus';
import { newId } from '@fairdue/ids';

export const facts = 10_000;
const perKey = 2;

export const topic = DocumentRegisteredV1.topic;

export type Registration = {
  customerId: string;
  sequence: number;
  documentId: string;
  debtId: string;
  creditorId: string;
};

/** Two facts of each customer, as far apart as they can be: a batch then has a key, and an inbox row, for every fact. */
export function registrations(): Registration[] {
  const creditorId = newId('creditor');
  const customers = Array.from({ length: facts / perKey }, () => newId('customer'));
  return Array.from({ length: perKey }, (_, round) =>
    customers.map((customerId) => ({
      ...{ customerId, creditorId, sequence: round + 1, documentId: newId('document'), debtId: newId('debt') },
    })),
  ).flat();
}

/** Records as a relay publishes them. A repeat comes a little after its first delivery, as it does after a crash. */
export function deliveriesOf(all: readonly Registration[], { everyTenthTwice = false } = {}): OutgoingRecord[] {
  const records = all.map(recordOf);
  if (!everyTenthTwice) return records;
  const repeatsAfter = 20;
  return records.flatMap((record, n) => {
    const earlier = n % 10 === 0 ? records[n - repeatsAfter] : undefined;
    return earlier ? [record, earlier] : [record];
  });
}

function recordOf({ sequence, ...data }: Registration): OutgoingRecord {
  const { type } = DocumentRegisteredV1;
  const id = newId('event');
  const key = data.customerId;
  const envelope = {
    ...{ specversion: '1.0', id, source: '/campaign', type, time: new Date().toISOString(), subject: key },
    ...{ datacontenttype: 'application/json', creditorid: data.creditorId, sequence, data },
  };
  const headers = { 'content-type': 'application/cloudevents+json', ce_id: id, ce_type: type };
  return { key, value: JSON.stringify(envelope), headers };
}
