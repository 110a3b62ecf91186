import { after, any, has, is } from '../condition.ts';
import { allButAttorney, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { asksWhereabouts, bothRoles, printed, strangers } from './after-federal.ts';

/** Creditors and other regulated persons by 445.252, licensed agencies by 339.915. */
const michigan = lawOf({
  jurisdiction: 'US-MI',
  authority: 'Michigan Compiled Laws',
  roles: bothRoles,
});

/** Michigan: attorney, identity, third parties. */
export const michiganPersonRules: readonly RuleRecord[] = [
  michigan({
    id: 'mi-attorney-30',
    name: 'Michigan: an attorney who was written to',
    group: 'attorney',
    affiliations: allButAttorney,
    only: [any(has('attorneyWrittenToAt'), has('attorneyUnansweredAt'))],
    unless: [after('attorneyUnansweredAt', 30)],
    shape: { kind: 'stop', reasons: ['attorney'] },
    cite: '445.252(h), 339.915(h)',
  }),
  michigan({
    id: 'mi-identity-purpose',
    name: 'Michigan: who calls and why',
    group: 'content',
    shape: { kind: 'disclose', slots: ['caller_identity', 'purpose'] },
    cite: '445.252(e), (g), 339.915(e), (g)',
  }),
  michigan({
    id: 'mi-employer-third-party',
    name: 'Michigan: no word of the debt to others',
    group: 'place',
    affiliations: strangers,
    unless: [has('writtenThirdPartyPermission'), asksWhereabouts],
    shape: { kind: 'flag', when: [is('affiliation', ...strangers)] },
    message: 'Without the customer’s written permission neither employer nor others hear of the debt.',
    confidence: 'V/S',
    cite: '445.252(i)',
  }),
  michigan({
    ...printed,
    id: 'mi-postcard',
    name: 'Michigan: no postcard',
    confidence: 'S',
    cite: '445.252',
  }),
];
