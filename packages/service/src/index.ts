export { commonConfig, serviceNames, type CommonConfig, type ServiceName } from './common-config.ts';
export { deadLetterOperations } from './dead-letter.operations.ts';
export { defineService, type Background, type Deps, type ServiceDefinition } from './define-service.ts';
export { embeddedEngines, type EmbeddedEngines } from './embedded-engines.ts';
export { chooseEngines, realEngines, type Engines } from './engines.ts';
export { runService, stopOnSignal } from './run-service.ts';
export { startService, type RunningService } from './start-service.ts';
export { allTopics } from './topics.ts';
