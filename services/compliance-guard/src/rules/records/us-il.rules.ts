import { has, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import {
  askedOfAttorney, askedOnce, bothRoles, ceased, daytime, employerForbids, locationScript, throughAttorney,
} from './after-federal.ts'; // prettier-ignore

const agencies = lawOf({ jurisdiction: 'US-IL', authority: 'Illinois Collection Agency Act' });

/** Illinois: the Collection Agency Act binds agencies and debt buyers, the Consumer Fraud Act whoever collects. */
export const illinoisRules: readonly RuleRecord[] = [
  agencies({
    ...daytime,
    id: 'il-hours',
    name: 'Illinois: hours',
    confidence: 'V/M',
    cite: '205 ILCS 740/9.2(a)(1)',
  }),
  agencies({
    ...throughAttorney,
    id: 'il-attorney',
    name: 'Illinois: represented by an attorney',
    cite: '205 ILCS 740/9.2(a)(2), 9.1(6)',
  }),
  agencies({
    ...employerForbids,
    id: 'il-work',
    name: 'Illinois: contact at work that the employer forbids',
    reasonCode: 'workContact',
    cite: '205 ILCS 740/9.2(a)(3)',
  }),
  agencies({
    ...ceased,
    id: 'il-cease',
    name: 'Illinois: cease communication',
    confidence: 'V/M',
    cite: '205 ILCS 740/9.2(c)',
  }),
  agencies({
    ...askedOnce,
    id: 'il-location-info',
    name: 'Illinois: location information, once a person',
    message: 'This person was asked for location information before.',
    cite: '205 ILCS 740/9.1',
  }),
  agencies({
    ...askedOfAttorney,
    id: 'il-location-info-attorney',
    partOf: 'il-location-info',
    name: 'Illinois: location information from a known attorney only',
    cite: '205 ILCS 740/9.1(6)',
  }),
  agencies({
    ...locationScript,
    id: 'il-location-info-script',
    partOf: 'il-location-info',
    name: 'Illinois: what is said to ask for location information',
    cite: '205 ILCS 740/9.1',
  }),
  agencies({
    id: 'il-employer-notice',
    name: 'Illinois: employer contacted without default and notice',
    group: 'place',
    roles: bothRoles,
    debts: ['consumer', 'commercial'],
    affiliations: ['employer'],
    shape: {
      kind: 'wait',
      after: [
        { fact: 'defaultDate', days: 30 },
        { fact: 'employerNoticeAt', days: 5 },
      ],
    },
    message: 'The employer may be contacted after 30 days of default and five days after the customer was told.',
    reasonCode: 'employerContact',
    cite: [{ authority: 'Illinois Consumer Fraud Act', reference: '815 ILCS 505/2I' }],
  }),
  agencies({
    id: 'il-identity-theft-hold',
    name: 'Illinois: identity theft under review',
    group: 'other-hold',
    classes: ['collection'],
    unless: [has('statementReviewedAt')],
    shape: { kind: 'flag', when: [has('identityTheftStatementAt')] },
    enforcement: 'hold',
    reasonCode: 'identityTheft',
    message: 'A police report and a statement of identity theft are under review.',
    cite: '205 ILCS 740/9.4(a)',
  }),
  agencies({
    id: 'il-coerced-debt-hold',
    name: 'Illinois: coerced debt under review',
    group: 'other-hold',
    classes: ['collection'],
    only: [not(has('securedByRealEstate')), not(has('judgment'))],
    unless: [has('statementReviewedAt')],
    shape: { kind: 'flag', when: [has('coercedDebtStatementAt')] },
    enforcement: 'hold',
    reasonCode: 'coercedDebt',
    message: 'A statement that the debt was coerced is under review.',
    confidence: 'S',
    cite: '205 ILCS 740/9.6, P.A. 104-297',
    effectiveFrom: '2025-08-15',
  }),
];
