import { has } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { bothRoles, daytime } from './after-federal.ts';

/** Collectors, and creditors who collect for themselves. */
const code = lawOf({
  jurisdiction: 'US-WV',
  authority: 'West Virginia Code',
  channels: ['voice'],
  roles: bothRoles,
  confidence: 'V/M',
});

const calls = {
  kind: 'count', max: 30, window: { days: 7 }, unit: 'placed-call', channels: ['voice'], per: 'person',
} satisfies RuleRecord['shape']; // prettier-ignore
const talks = { ...calls, max: 10, unit: 'conversation' } satisfies RuleRecord['shape'];

/** West Virginia. Collectors have the lower federal limit: they are warned, creditors refused. */
export const westVirginiaRules: readonly RuleRecord[] = [
  code({
    id: 'wv-30-calls-10-talks',
    name: 'West Virginia: thirty calls a week',
    group: 'count',
    roles: ['thirdParty'],
    shape: calls,
    enforcement: 'warn',
    cite: 'W. Va. Code 46A-2-125(d)',
  }),
  code({
    id: 'wv-10-talks',
    partOf: 'wv-30-calls-10-talks',
    name: 'West Virginia: ten conversations a week',
    group: 'count',
    roles: ['thirdParty'],
    shape: talks,
    enforcement: 'warn',
    cite: 'W. Va. Code 46A-2-125(d)',
  }),
  code({
    id: 'wv-30-calls-creditor',
    partOf: 'wv-30-calls-10-talks',
    name: 'West Virginia: thirty calls a week, creditors',
    group: 'count',
    roles: ['firstParty'],
    shape: calls,
    cite: 'W. Va. Code 46A-2-125(d)',
  }),
  code({
    id: 'wv-10-talks-creditor',
    partOf: 'wv-30-calls-10-talks',
    name: 'West Virginia: ten conversations a week, creditors',
    group: 'count',
    roles: ['firstParty'],
    shape: talks,
    cite: 'W. Va. Code 46A-2-125(d)',
  }),
  code({
    ...daytime,
    id: 'wv-hours',
    name: 'West Virginia: hours of calls',
    channels: ['voice'],
    unless: [has('statedConvenientTimes')],
    cite: 'W. Va. Code 46A-2-125(d)',
  }),
];
