import { earlyFacts, inbox } from './inbox.store.ts';
import { deadLetters } from './dead-letters.store.ts';
import { freshnessRows } from './freshness.ts';
import { packets, sequences } from './outbox.store.ts';

export { fact, type Fact, type FactOptions } from './fact.ts';
export { enqueue, enqueueAll } from './enqueue.ts';
export { startRelay, type Relay, type RelayOptions } from './relay.ts';
export { consumer, type Consumer } from './consumer.ts';
export { startConsumers, type Consumers, type ConsumersOptions } from './consumers.ts';
export { isParked, oldestEarlySince, parkedAmong } from './inbox.store.ts';
export { freshness } from './freshness.ts';
export {
  countAllWaiting,
  forgetLetters,
  giveUpDeadLetter,
  listDeadLetters,
  readDeadLetter,
  type DeadLetter,
  type DeadLetterLine,
  type DeadLetterQuery,
  type DeadLetterState,
} from './dead-letters.store.ts';
export { redriveKey as redrive, type Redriven } from './redrive.ts';
export { receiverOf, type Receiver } from './apply.ts';

/** Every collection of the outbox and the inbox, for `ensureIndexes`. */
export const outboxCollections = [packets, sequences, inbox, earlyFacts, deadLetters, freshnessRows];
