import { eventDefinitions, RecordedBy, type Event } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import { insertChanges, type Change } from './history.store.ts';

const partIds = ['paymentId', 'planId', 'representationId'] as const;
const paymentIdIn = ({ payment }: Event['data']): unknown =>
  (payment as { paymentId?: unknown } | undefined)?.paymentId;

/** A fact about a debt is of the debt's history, and of what hangs on the debt; any other is of the customer's. */
const entityIdsOf = (data: Event['data']): string[] =>
  [data['debtId'] ?? data['customerId'], ...partIds.map((name) => data[name]), paymentIdIn(data)].filter(
    (id) => typeof id === 'string',
  );

function changeOf({ id, type, time, sequence, data }: Event): Change {
  const { creditorId, version, recordedBy, ...state } = data;
  return {
    _id: id,
    creditorId: String(creditorId),
    entityIds: entityIdsOf(data),
    type,
    at: new Date(time),
    sequence,
    version: Number(version),
    recordedBy: RecordedBy.parse(recordedBy),
    state,
  };
}

/**
 * Every fact we publish carries its subject whole, with who changed it and why: read back, they are its history. So no
 * change can be made that is not in it. What is only told again is no change.
 */
export const keepHistory: Consumer[] = [...eventDefinitions.values()]
  .filter(({ topic }) => topic === 'recover.customers')
  .map((definition) =>
    consumer(`history-${definition.type}`, definition, (tx, events) =>
      insertChanges(tx, (events as Event[]).filter(({ republished }) => !republished).map(changeOf)),
    ),
  );
