import { has } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { bothRoles } from './after-federal.ts';

/** The Fair Credit Extension Uniformity Act: creditors and collectors. */
const ps = lawOf({
  jurisdiction: 'US-PA',
  authority: 'Pennsylvania Statutes',
  channels: ['voice'],
  roles: bothRoles,
  confidence: 'A',
});

/** Pennsylvania. */
export const pennsylvaniaRules: readonly RuleRecord[] = [
  ps({
    id: 'pa-1-conversation-7-calls',
    name: 'Pennsylvania: one conversation a week',
    group: 'count',
    unless: [has('isConsentedCall'), has('courtPermission')],
    shape: { kind: 'count', max: 1, window: { days: 7 }, unit: 'conversation', channels: ['voice'], per: 'debt' },
    cite: '73 P.S. 2270.4',
  }),
  ps({
    id: 'pa-federal-measure',
    partOf: 'pa-1-conversation-7-calls',
    name: 'Pennsylvania: federal rules on calls for creditors',
    group: 'count',
    roles: ['firstParty'],
    shape: {
      kind: 'adopt',
      rules: [
        'reg-f-calls-7-in-7', 'reg-f-calls-after-conversation', 'reg-f-medium-opt-out', 'reg-f-attorney-represented',
        'reg-f-work-prohibited', 'reg-f-hours',
      ],
    },
    cite: '73 P.S. 2270.4',
  }),
]; // prettier-ignore
