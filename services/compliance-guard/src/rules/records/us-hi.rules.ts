import { all, any, has, is, not } from '../condition.ts';
import { allButAttorney, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { written } from '../words.ts';
import { printed } from './after-federal.ts';

const agencies = lawOf({ jurisdiction: 'US-HI', authority: 'Hawaii Revised Statutes' });

/** Hawaii: collection agencies, chapter 443B. */
export const hawaiiRules: readonly RuleRecord[] = [
  agencies({
    id: 'hi-attorney',
    name: 'Hawaii: represented by an attorney, without exception',
    group: 'attorney',
    affiliations: allButAttorney,
    shape: { kind: 'stop', reasons: ['attorney'] },
    cite: '443B-19(5)',
  }),
  agencies({
    id: 'hi-initial-disclosure',
    name: 'Hawaii: first written and first oral message',
    group: 'content',
    only: [
      any(
        all(is('channel', 'voice'), not(has('firstOralCommunicationAt'))),
        all(is('channel', ...written), not(has('firstWrittenCommunicationAt'))),
      ),
    ],
    shape: { kind: 'disclose', slots: ['mini_miranda'] },
    cite: '443B-18(2)',
  }),
  agencies({
    id: 'hi-initial-disclosure-later',
    partOf: 'hi-initial-disclosure',
    name: 'Hawaii: later messages',
    group: 'content',
    only: [has('firstCommunicationAt')],
    shape: { kind: 'disclose', slots: ['from_collector'] },
    cite: '443B-18(2)',
  }),
  agencies({
    id: 'hi-demand-identity',
    name: 'Hawaii: to whom the claim is owed',
    group: 'content',
    only: [is('theme', 'opsCollDebt')],
    shape: { kind: 'disclose', slots: ['claim_owner_address'] },
    cite: '443B-18(4)',
  }),
  agencies({
    id: 'hi-true-name',
    name: 'Hawaii: true name of the agency, and who calls',
    group: 'content',
    shape: { kind: 'disclose', slots: ['caller_identity'] },
    cite: '443B-18(1), 443B-16(2)',
  }),
  agencies({
    id: 'hi-visible-content',
    name: 'Hawaii: a claim that others can see',
    group: 'place',
    shape: { kind: 'flag', when: [has('isPublic')] },
    message: 'Others could see more than the agency’s name, address and telephone number.',
    cite: '443B-17(4)',
  }),
  agencies({
    ...printed,
    id: 'hi-visible-content-mail',
    partOf: 'hi-visible-content',
    name: 'Hawaii: envelope',
    cite: '443B-17(4)',
  }),
];
