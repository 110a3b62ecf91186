export type { Bus, IncomingRecord, OutgoingRecord, RecordBatch, SubscribeOptions, Subscription } from './bus.ts';
export { startInProcessBus, type InProcessBusOptions } from './in-process/in-process-bus.ts';
export type { KafkaBusOptions } from './kafka/kafka-bus.ts';
export { startKafkaBus } from './kafka/start-kafka-bus.ts';
export { murmur2 } from './murmur2.ts';
