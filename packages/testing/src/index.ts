export { aDeadLetter } from './a-dead-letter.ts';
export { anEvent } from './an-event.ts';
export { internalKeys } from './internal-keys.ts';
export { startTestEngines, type TestEngines } from './test-engines.ts';
export { startTestService, type TestService } from './test-service.ts';
export { eventually } from './eventually.ts';
export { watchTopics, type Watch } from './watch-topics.ts';
export { sendExample, undescribed, type Fixtures, type Standing } from './operations.ts';
