import { has } from '../condition.ts';
import { fromMemory, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { atWork, bothRoles, daytime, manyContacts } from './after-federal.ts';

/** Anybody who collects. */
const rsa = lawOf({
  jurisdiction: 'US-NH',
  authority: 'New Hampshire Revised Statutes',
  channels: ['voice'],
  roles: bothRoles,
});

/** New Hampshire. */
export const newHampshireRules: readonly RuleRecord[] = [
  rsa({
    id: 'nh-work-1-per-month',
    name: 'New Hampshire: once a month at work',
    group: 'count',
    only: [atWork],
    unless: [has('contactPersonWork')],
    shape: {
      kind: 'count', max: 1, window: { days: 30 }, unit: 'placed-call', channels: ['voice'], per: 'person',
      labels: ['work'],
    },
    disabledBecause: fromMemory,
    category: 'consent',
    reasonCode: 'workContact',
    confidence: 'M',
    cite: 'RSA 358-C:3',
  }),
  rsa({
    ...manyContacts,
    id: 'nh-harassment',
    name: 'New Hampshire: many calls together',
    channels: ['voice'],
    shape: { ...manyContacts.shape, channels: ['voice'] },
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    confidence: 'S',
    cite: 'RSA 358-C:3',
  }),
  rsa({
    ...daytime,
    id: 'nh-harassment-hours',
    partOf: 'nh-harassment',
    name: 'New Hampshire: calls at odd hours',
    channels: ['voice'],
    enforcement: 'warn',
    confidence: 'S',
    cite: 'RSA 358-C:3',
  }),
]; // prettier-ignore
