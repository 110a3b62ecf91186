import { has } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { bothRoles, daytime, manyContacts } from './after-federal.ts';

/** Regulated persons and licensed agencies. */
const mcl = lawOf({
  jurisdiction: 'US-MI',
  authority: 'Michigan Compiled Laws',
  roles: bothRoles,
  confidence: 'S/M',
});

/** Michigan: when, and how often. */
export const michiganHoursRules: readonly RuleRecord[] = [
  mcl({
    ...daytime,
    id: 'mi-hours',
    name: 'Michigan: hours',
    unless: [has('unusualTimeAgreedInWriting')],
    cite: 'MCL 445.252, 339.915',
  }),
  mcl({
    ...manyContacts,
    id: 'mi-hours-repeated',
    partOf: 'mi-hours',
    name: 'Michigan: many contacts together',
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    cite: 'MCL 445.252, 339.915',
  }),
];
