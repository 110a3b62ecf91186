import { after, has, is, not } from '../condition.ts';
import { allButAttorney, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { written } from '../words.ts';
import { bothRoles, federalConduct, manyContacts } from './after-federal.ts';

/** The Rosenthal Act: creditors and collectors. */
const civ = lawOf({ jurisdiction: 'US-CA', authority: 'California Civil Code', roles: bothRoles });

/** 15 U.S.C. 1692e(11) and 1692g do not bind a creditor's own staff. */
const notForCreditors = ['reg-f-initial-disclosure', 'reg-f-subsequent-disclosure', 'reg-f-same-language'];
const federalRules = federalConduct.kind === 'adopt' ? federalConduct.rules : [];
const barred = is('timeBarred', 'yes', 'unclear');

/** California. */
export const californiaRules: readonly RuleRecord[] = [
  civ({
    id: 'ca-rosenthal-federal',
    name: 'California: federal conduct rules for creditors',
    group: 'other-hold',
    roles: ['firstParty'],
    shape: { kind: 'adopt', rules: federalRules.filter((id) => !notForCreditors.includes(id)) },
    confidence: 'V/P',
    cite: 'Cal. Civ. Code 1788.17',
  }),
  civ({
    ...manyContacts,
    id: 'ca-frequency',
    name: 'California: many calls together',
    channels: ['voice'],
    shape: { ...manyContacts.shape, channels: ['voice'] },
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    cite: 'Cal. Civ. Code 1788.11(b), (d), (e)',
  }),
  civ({
    id: 'ca-frequency-federal',
    partOf: 'ca-frequency',
    name: 'California: federal limits on calls for creditors',
    group: 'other-hold',
    roles: ['firstParty'],
    shape: { kind: 'adopt', rules: ['reg-f-calls-7-in-7', 'reg-f-calls-after-conversation'] },
    confidence: 'V/P',
    cite: 'Cal. Civ. Code 1788.11(d), (e)',
  }),
  civ({
    id: 'ca-covered-commercial',
    name: 'California: commercial debt that the conduct rules cover',
    group: 'other-hold',
    debts: ['commercial'],
    only: [has('coveredCommercial')],
    shape: {
      kind: 'adopt',
      rules: [...federalRules.filter((id) => !notForCreditors.includes(id)), 'ca-frequency'],
    },
    confidence: 'V/S',
    cite: 'SB 1286 (2024); Cal. Civ. Code 1788.2 ff.',
    effectiveFrom: '2025-07-01',
  }),
  civ({
    id: 'ca-time-barred-notice',
    name: 'California: time-barred debt',
    group: 'content',
    channels: [...written],
    only: [barred, not(has('timeBarredNoticeSentAt')), not(has('tooOldToReport'))],
    shape: { kind: 'disclose', slots: ['ca_time_barred'] },
    cite: 'Cal. Civ. Code 1788.14(d)',
    effectiveFrom: '2019-01-01',
  }),
  civ({
    id: 'ca-time-barred-notice-unreportable',
    partOf: 'ca-time-barred-notice',
    name: 'California: time-barred debt that is too old to report',
    group: 'content',
    channels: [...written],
    only: [barred, has('tooOldToReport'), not(has('tooOldNoticeSentAt'))],
    shape: { kind: 'disclose', slots: ['ca_time_barred_unreportable'] },
    cite: 'Cal. Civ. Code 1788.14(d)',
    effectiveFrom: '2019-01-01',
  }),
  civ({
    id: 'ca-licence-number',
    name: 'California: licence number',
    group: 'content',
    channels: [...written],
    roles: ['thirdParty'],
    unless: [is('lackedLicences', 'US-CA')],
    shape: { kind: 'disclose', slots: ['ca_license_number'] },
    cite: 'Cal. Civ. Code 1788.11(f)',
  }),
  civ({
    id: 'ca-attorney',
    name: 'California: the attorney asked to be dealt with',
    group: 'attorney',
    affiliations: allButAttorney,
    unless: [after('attorneyUnansweredAt', 30), has('contactPersonRepByAttorney'), has('isResponseToInbound')],
    shape: { kind: 'flag', when: [has('attorneyLetterReceivedAt')] },
    message: 'The attorney asked in writing to be dealt with.',
    cite: 'Cal. Civ. Code 1788.14(c)',
  }),
];
