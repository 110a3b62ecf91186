import * as campaign from './campaign.events.ts';
import * as communicator from './communicator.events.ts';
import * as complianceGuard from './compliance-guard.events.ts';
import * as creditor from './creditor.events.ts';
import type { EventDefinition } from './event.ts';
import * as recover from './recover.events.ts';

const isDefinition = (value: unknown): value is EventDefinition =>
  typeof value === 'object' && value !== null && 'keyOf' in value && 'topic' in value;

/** Every fact that is published, by type: what schemas, samples and consumers are made from. */
export const eventDefinitions: ReadonlyMap<string, EventDefinition> = new Map(
  [creditor, recover, complianceGuard, communicator, campaign]
    .flatMap((module) => Object.values(module) as unknown[])
    .filter(isDefinition)
    .map((definition) => [definition.type, definition]),
);
