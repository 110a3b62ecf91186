import { all, any, has, is, not, within } from '../condition.ts';
import { lawOf, ofCustomer } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { bothRoles, federalConduct, federalMeasure, manyContacts } from './after-federal.ts';

const idaho = lawOf({ jurisdiction: 'US-ID', authority: 'Idaho Code' });
const northDakota = lawOf({
  jurisdiction: 'US-ND',
  authority: 'North Dakota Administrative Code',
  roles: ['firstParty'],
  only: [is('loanLicence', 'payday')],
});
const southDakota = lawOf({
  jurisdiction: 'US-SD',
  authority: 'South Dakota Codified Laws',
  roles: ['firstParty'],
  channels: ['voice'],
  only: [is('loanLicence', 'moneyLender')],
});

/** States and territories with a row or three of their own. */
export const fewRowsRules: readonly RuleRecord[] = [
  idaho({
    id: 'id-affiliation-disclosure',
    name: 'Idaho: interest of agency and creditor in each other',
    group: 'content',
    affiliations: [...ofCustomer],
    only: [has('affiliatedWithCreditor')],
    shape: { kind: 'disclose', slots: ['id_affiliation'] },
    cite: '26-2229A(3)',
  }),
  idaho({
    id: 'id-first-notice-contact-person',
    name: 'Idaho: no notice yet of the responsible person',
    group: 'other-hold',
    only: [has('responsiblePersonAway')],
    unless: [
      all(is('channel', 'mail', 'email'), is('theme', 'opsLoanValidationOfDebtNotice', 'opsServicingDebtValidation')),
    ],
    shape: { kind: 'flag', when: [not(has('contactPersonNoticeAt'))] },
    message: 'Collecting begins with a letter or an email that says how the responsible person is reached.',
    enforcement: 'hold',
    reasonCode: 'noticeRequired',
    cite: '26-2223A(2)',
  }),
  idaho({
    id: 'id-federal-conduct',
    name: 'Idaho: federal rules of conduct',
    group: 'other-hold',
    shape: federalConduct,
    cite: '26-2229A(2)',
  }),
  northDakota({
    id: 'nd-payday-employer',
    name: 'North Dakota: employer of a payday borrower',
    group: 'place',
    affiliations: ['employer'],
    shape: { kind: 'flag', when: [is('affiliation', 'employer')] },
    message: 'A payday lender leaves the employer alone.',
    reasonCode: 'employerContact',
    cite: '13-06-01-12(5)',
  }),
  northDakota({
    id: 'nd-payday-frequency-hours',
    name: 'North Dakota: frequency and hours of payday lenders, at the federal measure',
    group: 'count',
    shape: federalMeasure,
    cite: '13-06-01-12(6)',
  }),
  northDakota({
    id: 'nd-card-fee-disclosure',
    name: 'North Dakota: how to pay without a fee',
    group: 'content',
    roles: ['thirdParty'],
    debts: ['consumer', 'commercial'],
    only: [has('cardFeeCharged')],
    shape: { kind: 'disclose', slots: ['nd_no_cost_payment'] },
    confidence: 'V/A',
    cite: [{ authority: 'North Dakota Century Code', reference: '13-05-06.5' }],
    effectiveFrom: '2019-08-01',
  }),
  lawOf({ jurisdiction: 'US-DE', authority: 'Delaware Code' })({
    id: 'de-medical-appeal-hold',
    name: 'Delaware: appeal of the insurer’s decision',
    group: 'other-hold',
    roles: bothRoles,
    debts: ['medical'],
    shape: {
      kind: 'flag',
      when: [
        any(
          all(has('insuranceAppealPending'), not(has('insuranceAppealEndedAt'))),
          within('insuranceAppealEndedAt', 61),
        ),
      ],
    },
    message: 'An appeal of the insurer’s decision is pending, or ended less than sixty days ago.',
    enforcement: 'hold',
    reasonCode: 'insuranceAppeal',
    confidence: 'V/M',
    cite: '6 Del. C. 2508J',
    effectiveFrom: '2024-03-11',
  }),
  southDakota({
    ...manyContacts,
    id: 'sd-lender-phone',
    name: 'South Dakota: many calls together',
    shape: { kind: 'count', max: 2, window: { days: 7 }, unit: 'placed-call', channels: ['voice'], per: 'person' },
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    cite: '54-4-77',
  }),
  southDakota({
    id: 'sd-lender-phone-caller-id',
    partOf: 'sd-lender-phone',
    name: 'South Dakota: hidden caller ID',
    group: 'content',
    shape: { kind: 'elsewhere', where: 'configuration' },
    disabledBecause: 'kept by configuration: a caller ID is one of the creditor’s verified numbers',
    cite: '54-4-77',
  }),
  lawOf({ jurisdiction: 'US-UT', authority: 'Utah Code' })({
    id: 'ut-medical-notice',
    name: 'Utah: notice before a bad credit report on medical debt',
    group: 'duty',
    roles: bothRoles,
    debts: ['medical'],
    shape: { kind: 'elsewhere', where: 'furnishing' },
    disabledBecause: 'no contact: the platform reports nothing to credit bureaus',
    cite: '31A-26-313(1), (2), 26B-2-209',
    effectiveFrom: '2019-05-14',
  }),
  lawOf({ jurisdiction: 'US-WY', authority: 'Wyoming Rules' })({
    id: 'wy-identify-consumer',
    name: 'Wyoming: number that nobody verified',
    group: 'consent',
    channels: ['voice', 'text'],
    shape: { kind: 'flag', when: [not(has('numberVerifiedAt'))] },
    message: 'Nobody made sure that this number is the customer’s.',
    enforcement: 'warn',
    reasonCode: 'numberUnverified',
    cite: '031-4 Wyo. Code R. 4-1',
  }),
  lawOf({ jurisdiction: 'US-VI', authority: 'Virgin Islands Code' })({
    ...manyContacts,
    id: 'vi-unconscionable',
    name: 'Virgin Islands: many contacts together',
    roles: bothRoles,
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    cite: '12A V.I.C. 101, 102, 303',
  }),
];
