export { Envelope, event, tickType, type Event, type EventDefinition, type EventOf } from './event.ts';
export { topics, topicNames, type TopicName } from './topics.ts';
export { Id, Instant, Cents, Channel, Theme, ContactAddress, RecordedBy } from './words.ts';
export * from './creditor.events.ts';
export * from './recover.events.ts';
export * from './compliance-guard.events.ts';
export * from './communicator.events.ts';
export * from './campaign.events.ts';
export { eventDefinitions } from './registry.ts';
