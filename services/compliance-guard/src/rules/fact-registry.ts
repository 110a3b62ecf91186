import { collectorFacts } from './registry/collector.ts';
import { contactFacts } from './registry/contact.ts';
import { debtFacts } from './registry/debt.ts';
import { personFacts } from './registry/person.ts';
import type { RegisteredFact } from './registry/registered.ts';
import { requestFacts } from './registry/request.ts';
import { stateFacts } from './registry/state.ts';

const all = { ...requestFacts, ...contactFacts, ...personFacts, ...debtFacts, ...collectorFacts, ...stateFacts };

export type FactName = keyof typeof all;

/** Every fact that a rule may name: on what it stands, who sets it, and how it reads while it is unknown. */
export const factRegistry: Readonly<Record<FactName, RegisteredFact>> = all;

export const factNames = Object.keys(all) as FactName[];

export const isFactName = (name: string): name is FactName => Object.hasOwn(factRegistry, name);

/** Those that somebody records: the others are read from what the platform knows anyway. */
export const isRecorded = (name: FactName): boolean => factRegistry[name].read === undefined;
