import { after, all, has, is, not } from '../condition.ts';
import { allButAttorney, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { sent } from '../words.ts';
import { asksWhereabouts, bothRoles, federalMeasure, strangers, verifiesEmployment } from './after-federal.ts';

const iowa = lawOf({
  jurisdiction: 'US-IA',
  authority: 'Iowa Code',
  roles: bothRoles,
  confidence: 'S',
});

const threeMonths = 92;

/** Iowa: whoever collects. Read in secondary sources and the attorney general's pages. */
export const iowaRules: readonly RuleRecord[] = [
  iowa({
    id: 'ia-harass-calls',
    name: 'Iowa: repeated calls, at the federal measure',
    group: 'count',
    channels: ['voice'],
    shape: federalMeasure,
    cite: '537.7103(2)',
  }),
  iowa({
    id: 'ia-attorney',
    name: 'Iowa: represented by an attorney',
    group: 'attorney',
    affiliations: allButAttorney,
    unless: [after('attorneyUnansweredAt', 30)],
    shape: { kind: 'stop', reasons: ['attorney'] },
    confidence: 'A/S',
    cite: '537.7103',
  }),
  iowa({
    id: 'ia-third-party',
    name: 'Iowa: no word of the debt to others',
    group: 'place',
    affiliations: strangers,
    unless: [asksWhereabouts, verifiesEmployment],
    shape: { kind: 'flag', when: [is('affiliation', ...strangers)] },
    message: 'Employer, relatives and friends may confirm where somebody lives or works, and hear nothing of a debt.',
    confidence: 'A',
    cite: '537.7103(3)',
  }),
  iowa({
    id: 'ia-employer-verify-1-per-month',
    name: 'Iowa: an employer is asked about employment once a month',
    group: 'count',
    affiliations: ['employer'],
    only: [verifiesEmployment],
    shape: {
      kind: 'count', max: 1, window: { days: 30 }, unit: 'communication', channels: [...sent], per: 'person',
      to: ['employer'],
    }, // prettier-ignore
    cite: '537.7103(3)',
  }),
  iowa({
    id: 'ia-employer-counselling-1-in-3-months',
    name: 'Iowa: an employer is asked for counselling once in three months',
    group: 'count',
    affiliations: ['employer'],
    unless: [asksWhereabouts, verifiesEmployment],
    shape: {
      kind: 'count', max: 1, window: { days: threeMonths }, unit: 'communication', channels: [...sent], per: 'person',
      to: ['employer'],
    }, // prettier-ignore
    cite: '537.7103(3)',
  }),
  iowa({
    id: 'ia-guardian-1-in-3-months',
    name: 'Iowa: parents and guardians once in three months',
    group: 'count',
    affiliations: ['parent', 'guardian'],
    shape: {
      kind: 'count', max: 1, window: { days: threeMonths }, unit: 'communication', channels: [...sent], per: 'person',
      to: ['parent', 'guardian'],
    }, // prettier-ignore
    cite: '537.7103(3)',
  }),
  iowa({
    id: 'ia-workers-comp-hold',
    name: 'Iowa: contested workers’ compensation case',
    group: 'other-hold',
    debts: ['medical'],
    affiliations: allButAttorney,
    unless: [
      all(is('theme', 'opsServicingVerificationOfDebt', 'opsServicingDebtValidation'), not(has('itemizationSentAt'))),
    ],
    shape: { kind: 'flag', when: [has('workersCompensationOpen')] },
    enforcement: 'hold',
    message: 'A contested workers’ compensation case covers the treatment: one itemized account, and nothing else.',
    cite: '85.27, 537.7103',
  }),
];
