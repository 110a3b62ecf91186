import { after, is } from '../condition.ts';
import { fromMemory, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { federalConduct } from './after-federal.ts';

const nrs = lawOf({ jurisdiction: 'US-NV', authority: 'Nevada Revised Statutes' });

/** Nevada. */
export const nevadaRules: readonly RuleRecord[] = [
  nrs({
    id: 'nv-medical-60-days',
    name: 'Nevada: sixty days after the notice of a medical debt',
    group: 'other-hold',
    debts: ['medical'],
    shape: { kind: 'wait', after: [{ fact: 'medicalNoticeMailedOn', days: 60 }] },
    cite: 'NRS 649.366',
    effectiveFrom: '2021-07-01',
  }),
  nrs({
    id: 'nv-federal-conduct',
    name: 'Nevada: federal conduct rules for agencies',
    group: 'other-hold',
    shape: federalConduct,
    disabledBecause: fromMemory,
    confidence: 'M',
    cite: 'NRS 649.370',
  }),
  nrs({
    id: 'nv-604a-federal',
    name: 'Nevada: federal rules for lenders of short and dear loans',
    group: 'other-hold',
    roles: ['firstParty'],
    only: [is('loanLicence', 'payday', 'title', 'highInterest'), after('defaultDate', 0)],
    shape: federalConduct,
    cite: 'NRS 604A.415 (2015), now 604A.5068',
  }),
];
