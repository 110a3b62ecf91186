import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { manyContacts } from './after-federal.ts';

const regs = lawOf({ jurisdiction: 'US-CT', authority: 'Regulations of Connecticut State Agencies' });

/** Connecticut: creditors and agencies each by a regulation of their own. */
export const connecticutRules: readonly RuleRecord[] = [
  regs({
    ...manyContacts,
    id: 'ct-creditor-conduct',
    name: 'Connecticut: many calls of a creditor together',
    channels: ['voice'],
    roles: ['firstParty'],
    shape: { ...manyContacts.shape, channels: ['voice'] },
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    cite: 'Conn. Agencies Regs. 36a-647-5',
  }),
  regs({
    id: 'ct-agency-records',
    name: 'Connecticut: record of every contact and attempt',
    group: 'duty',
    shape: { kind: 'elsewhere', where: 'records' },
    disabledBecause: 'no contact decision: interactions and decisions are recorded for every contact',
    cite: 'Conn. Agencies Regs. 36a-809-9',
  }),
];
