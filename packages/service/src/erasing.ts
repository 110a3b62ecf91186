import { CustomerErasedV1, type EventOf } from '@fairdue/contracts';
import { forgetAnswers } from '@fairdue/http';
import { consumer, forgetLetters, type Consumer } from '@fairdue/outbox';
import type { Connection, Tx } from '@fairdue/store';
import { schedule, timer, timerKind, type Work } from '@fairdue/timers';
import type { ServiceName } from './common-config.ts';

export type Erased = EventOf<typeof CustomerErasedV1>['data'];
export type ErasedRef = Pick<Erased, 'creditorId' | 'customerId'>;

type Erasing = {
  service: ServiceName;
  db: Connection;
  /** Together with the note that the fact was heard: from then on nobody finds the customer, and no later word brings them back. */
  hide: (tx: Tx, erased: readonly Erased[]) => Promise<void>;
  /** Everything else that is personal goes, in one transaction. Done again it changes nothing. */
  strip: (tx: Tx, ref: ErasedRef) => Promise<void>;
};

const eraseTimer = timerKind<ErasedRef>('erase-customer', { time: 'real' });

/**
 * What every service does about a customer who was erased. The first step is in the consumer, the second is a timer of its
 * own, so that a customer with a long history holds up nobody: a crash between the two, or in either, loses neither.
 */
export const erasing = ({ service, db, hide, strip }: Erasing): { consumer: Consumer; work: Work } => ({
  consumer: consumer(`erase-customer of ${service}`, CustomerErasedV1, async (tx, events) => {
    const erased = events.map(({ data }) => data);
    await hide(tx, erased);
    const rows = erased.map(({ creditorId, customerId }) => ({
      ...{ id: customerId, key: customerId, dueAt: new Date(), data: { creditorId, customerId } },
    }));
    await schedule(tx, eraseTimer, rows);
  }),
  work: timer(
    eraseTimer,
    async (tx, rows) => {
      for (const { data } of rows) {
        await strip(tx, data);
        await forgetLetters(tx, service, data.customerId);
        await forgetAnswers(db, [data.customerId]);
      }
    },
    { batchMax: 1 },
  ),
});
