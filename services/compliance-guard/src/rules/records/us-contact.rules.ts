import { all, any, has, is, not, type Condition } from '../condition.ts';
import { ofCustomer } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { allButMail, entitled, sent } from '../words.ts';
import { fdcpa, regF, regulationF } from './us-regulation-f.ts';

/** Leave given to this collector itself, or by a court (12 CFR 1006.6(b)(4)). */
const unusualTime: Condition[] = [has('contactPersonUnusualTime'), has('courtPermission')];
const strangers = ['employer', 'relative', 'other'] as const;

/** Regulation F: with whom, where, how often and when. */
export const regulationFContactRules: readonly RuleRecord[] = [
  regF({
    id: 'reg-f-third-party',
    name: 'Third party',
    group: 'place',
    affiliations: [...strangers],
    unless: [is('theme', 'opsCollLocateBorrower'), has('thirdPartyConsent'), has('courtPermission')],
    shape: { kind: 'flag', when: [not(is('affiliation', ...entitled))] },
    message: 'The contact belongs to somebody with whom the debt may not be discussed.',
    cite: [fdcpa('1692c(b)'), regulationF('1006.6(a)'), regulationF('1006.6(d)(1)-(2)')],
  }),
  regF({
    id: 'reg-f-location-info',
    name: 'Location information, once a person',
    group: 'place',
    affiliations: [...strangers],
    only: [is('theme', 'opsCollLocateBorrower')],
    unless: [has('locationAskedAgain')],
    shape: {
      kind: 'count', max: 1, window: { days: 3650 }, unit: 'communication', channels: [...sent], per: 'contact',
      to: [...strangers],
    }, // prettier-ignore
    message: 'This person was asked for location information before.',
    cite: [fdcpa('1692b'), regulationF('1006.10')],
  }),
  regF({
    id: 'reg-f-location-info-medium',
    partOf: 'reg-f-location-info',
    name: 'Location information by telephone or letter',
    group: 'place',
    channels: ['email', 'text', 'fax', 'chat'],
    affiliations: [...strangers],
    shape: { kind: 'flag', when: [is('theme', 'opsCollLocateBorrower')] },
    message: 'Location information is asked for by telephone or letter only.',
    confidence: 'P',
    cite: [regulationF('1006.10')],
  }),
  regF({
    id: 'reg-f-location-info-calls',
    partOf: 'reg-f-location-info',
    name: 'Seven calls in seven days to a third party',
    group: 'count',
    channels: ['voice'],
    affiliations: [...strangers],
    shape: {
      kind: 'count', max: 7, window: { days: 7 }, unit: 'placed-call', channels: ['voice'], per: 'contact',
      to: [...strangers],
    }, // prettier-ignore
    reasonCode: 'callCap',
    cite: [regulationF('1006.14(b)(2)(i)(A)')],
  }),
  regF({
    id: 'reg-f-work-prohibited',
    name: 'Contact at work that the employer forbids',
    group: 'place',
    only: [is('label', 'work')],
    unless: [has('contactPersonWork'), has('courtPermission')],
    shape: { kind: 'flag', when: [has('employerProhibits')] },
    message: 'The employer forbids such contact.',
    category: 'consent',
    reasonCode: 'workContact',
    cite: [fdcpa('1692c(a)(3)'), regulationF('1006.6(b)(3)')],
  }),
  regF({
    id: 'reg-f-stated-place',
    name: 'Place the customer named as inconvenient',
    group: 'place',
    channels: ['voice', 'fax', 'mail'],
    unless: [...unusualTime, has('isResponseToInbound')],
    shape: {
      kind: 'flag',
      when: [
        any(
          all(is('statedInconvenientPlaces', 'work'), is('label', 'work')),
          all(
            is('statedInconvenientPlaces', 'home'),
            any(
              all(is('contactType', 'address'), not(is('label', 'work'))),
              all(is('label', 'home'), is('lineType', 'residential')),
            ),
          ),
        ),
      ],
    },
    message: 'The customer named this place as inconvenient.',
    category: 'timeOfDay',
    reasonCode: 'inconvenientPlace',
    cite: [regulationF('1006.6(b)(1)(ii)')],
  }),
  regF({
    id: 'reg-f-stated-time',
    name: 'Time the customer named as inconvenient',
    group: 'place',
    unless: [...unusualTime, has('isResponseToInbound')],
    shape: { kind: 'stated-times', fact: 'statedInconvenientTimes' },
    category: 'timeOfDay',
    reasonCode: 'inconvenientTime',
    cite: [fdcpa('1692c(a)(1)'), regulationF('1006.6(b)(1)(i)')],
  }),
  regF({
    id: 'reg-f-calls-7-in-7',
    name: 'Seven calls in seven days',
    group: 'count',
    channels: ['voice'],
    affiliations: [...ofCustomer],
    unless: [has('isConsentedCall')],
    shape: {
      kind: 'count', max: 7, window: { days: 7 }, unit: 'placed-call', channels: ['voice'], per: 'debt',
      to: [...ofCustomer], notCounted: ['consented'],
    }, // prettier-ignore
    reasonCode: 'callCap',
    cite: [regulationF('1006.14(b)(2)(i)(A)'), fdcpa('1692d(5)')],
  }),
  regF({
    id: 'reg-f-harassment-other',
    name: 'Many contacts together',
    group: 'count',
    affiliations: [...ofCustomer],
    shape: {
      kind: 'count', max: 2, window: { days: 7 }, unit: 'attempt', channels: [...sent], per: 'person',
      to: [...ofCustomer],
    }, // prettier-ignore
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    cite: [fdcpa('1692d'), regulationF('1006.14(a)')],
  }),
  regF({
    id: 'reg-f-calls-after-conversation',
    name: 'Seven days after a conversation',
    group: 'quiet',
    channels: ['voice'],
    affiliations: [...ofCustomer],
    unless: [has('isConsentedCall')],
    shape: { kind: 'quiet-after', event: 'conversation', days: 7 },
    cite: [regulationF('1006.14(b)(2)(i)(B)')],
  }),
  regF({
    id: 'reg-f-hours',
    name: 'Quiet hours, collection',
    group: 'hours',
    channels: [...allButMail],
    unless: [...unusualTime, has('statedConvenientTimes')],
    shape: { kind: 'hours', open: '08:00', close: '21:00' },
    cite: [fdcpa('1692c(a)(1)'), regulationF('1006.6(b)(1)(i)')],
  }),
];
