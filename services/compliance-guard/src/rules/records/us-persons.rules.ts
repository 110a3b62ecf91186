import { has } from '../condition.ts';
import { allButAttorney } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { federal } from './us-regulation-f.ts';

const bankruptcyCode = (reference: string) => [{ authority: 'Bankruptcy Code', reference: `11 U.S.C. ${reference}` }];
const scra = (reference: string) => [
  { authority: 'Servicemembers Civil Relief Act', reference: `50 U.S.C. ${reference}` },
];

/** Federal law about people in bankruptcy, in service, or robbed of their identity. */
export const federalPersonRules: readonly RuleRecord[] = [
  federal({
    id: 'bankruptcy-stay',
    name: 'Bankruptcy stay',
    group: 'bankruptcy',
    classes: ['collection'],
    affiliations: allButAttorney,
    unless: [has('stayLifted')],
    shape: { kind: 'stop', reasons: ['bankruptcy'] },
    cite: bankruptcyCode('362(a)(6)'),
    effectiveFrom: '1979-10-01',
  }),
  federal({
    id: 'bankruptcy-discharge',
    name: 'Debt discharged in bankruptcy',
    group: 'bankruptcy',
    classes: ['collection'],
    unless: [has('reaffirmed')],
    shape: { kind: 'flag', when: [has('dischargedInBankruptcy')] },
    message: 'A court discharged this debt: nobody may collect it.',
    confidence: 'V/S',
    cite: bankruptcyCode('524(a)(2)'),
    effectiveFrom: '1979-10-01',
  }),
  federal({
    id: 'identity-theft-claim',
    name: 'Identity theft claim',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'stop', reasons: ['fraud'] },
    enforcement: 'hold',
    reasonCode: 'identityTheft',
    cite: [{ authority: 'FCRA', reference: '15 U.S.C. 1681m(f)-(g)' }],
    confidence: 'P',
  }),
  federal({
    id: 'scra-active-duty',
    name: 'Active military duty',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'flag', when: [has('onActiveDuty')] },
    message: 'The customer serves on active duty: take care.',
    enforcement: 'warn',
    category: 'personStatus',
    reasonCode: 'activeDuty',
    cite: scra('3931, 3937, 3919'),
  }),
  federal({
    id: 'scra-active-duty-request',
    partOf: 'scra-active-duty',
    name: 'Request for relief in service',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'flag', when: [has('scraRequestOpen')] },
    message: 'A request for relief of a customer in service is open.',
    enforcement: 'hold',
    category: 'personStatus',
    reasonCode: 'activeDuty',
    confidence: 'P',
    cite: scra('3937'),
  }),
  federal({
    id: 'scra-active-duty-suit',
    partOf: 'scra-active-duty',
    name: 'Threat of suit against somebody in service',
    group: 'other-hold',
    only: [has('threatensLegalAction')],
    shape: { kind: 'flag', when: [has('onActiveDuty')] },
    message: 'The customer serves on active duty: no suit is threatened.',
    category: 'personStatus',
    reasonCode: 'activeDuty',
    confidence: 'P',
    cite: scra('3931'),
  }),
];
