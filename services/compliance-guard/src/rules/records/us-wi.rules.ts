import { all, has, is, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { asksWhereabouts, bothRoles, manyContacts, strangers, verifiesEmployment } from './after-federal.ts';

/** Whoever collects consumer debts, and agencies about every debt. */
const wisconsin = lawOf({
  jurisdiction: 'US-WI',
  authority: 'Wisconsin Statutes',
  roles: bothRoles,
  debts: ['consumer', 'commercial'],
});
const agencies = lawOf({
  jurisdiction: 'US-WI',
  authority: 'Wisconsin Administrative Code',
  debts: ['consumer', 'commercial'],
});
const creditorOfBusiness = all(is('collectorRole', 'firstParty'), is('debtKind', 'commercial'));
const both = (statute: string, code: string) => [
  { authority: 'Wisconsin Statutes', reference: statute },
  { authority: 'Wisconsin Administrative Code', reference: `DFI-Bkg ${code}` },
];

/** Wisconsin: the Consumer Act and the rules for licensed agencies. */
export const wisconsinRules: readonly RuleRecord[] = [
  wisconsin({
    id: 'wi-employer',
    name: 'Wisconsin: employer before a judgment',
    group: 'place',
    affiliations: ['employer'],
    unless: [creditorOfBusiness, verifiesEmployment, has('employerCounselsDebtors')],
    shape: { kind: 'flag', when: [not(has('judgment'))] },
    message: 'There is no final judgment: the employer may be asked about employment only.',
    reasonCode: 'employerContact',
    cite: both('427.104(1)(d)', '74.16(4)'),
  }),
  wisconsin({
    id: 'wi-third-party',
    name: 'Wisconsin: no word that touches the customer’s reputation',
    group: 'place',
    affiliations: strangers,
    unless: [creditorOfBusiness, asksWhereabouts, verifiesEmployment],
    shape: { kind: 'flag', when: [is('affiliation', ...strangers)] },
    message: 'The contact belongs to somebody with no legitimate business need to know.',
    cite: both('427.104(1)(e)', '74.16(6)'),
  }),
  wisconsin({
    id: 'wi-disputed-mark',
    name: 'Wisconsin: a disputed debt is called so',
    group: 'content',
    only: [has('disputedAt')],
    unless: [creditorOfBusiness],
    shape: { kind: 'disclose', slots: ['debt_disputed'] },
    cite: both('427.104(1)(f)', '74.16(7)'),
  }),
  wisconsin({
    ...manyContacts,
    id: 'wi-frequency-hours',
    name: 'Wisconsin: many contacts together',
    unless: [creditorOfBusiness],
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    cite: both('427.104(1)(g)', '74.16(8)'),
  }),
  agencies({
    id: 'wi-agency-phone-stop',
    name: 'Wisconsin: no calls after a request to stop, in any form',
    group: 'cease',
    channels: ['voice', 'text'],
    shape: { kind: 'flag', when: [has('calledForStopAt')] },
    message: 'The customer asked for an end of collecting: no calls and no texts.',
    cite: 'DFI-Bkg 74.16(5)',
  }),
  agencies({
    id: 'wi-agency-notice',
    name: 'Wisconsin: statement of the licence within five days',
    group: 'duty',
    only: [not(has('firstCommunicationAt'))],
    unless: [has('paidOrSettled')],
    shape: { kind: 'duty', task: 'send-wi-license-notice', from: 'contact', days: 5, done: 'stateNoticeSentAt' },
    confidence: 'V/S',
    cite: 'DFI-Bkg 74.13',
  }),
  agencies({
    id: 'wi-agency-notice-text',
    partOf: 'wi-agency-notice',
    name: 'Wisconsin: statement of the licence',
    group: 'content',
    channels: ['email', 'fax', 'text', 'chat', 'mail'],
    only: [not(has('firstWrittenCommunicationAt')), not(has('stateNoticeSentAt'))],
    unless: [has('paidOrSettled')],
    shape: { kind: 'disclose', slots: ['wi_license'] },
    confidence: 'V/S',
    cite: 'DFI-Bkg 74.13',
  }),
  agencies({
    id: 'wi-agency-alias',
    name: 'Wisconsin: alias that is not registered',
    group: 'content',
    shape: { kind: 'flag', when: [has('unregisteredAlias')] },
    message: 'A collector uses one alias, registered and approved beforehand.',
    enforcement: 'warn',
    reasonCode: 'aliasUnregistered',
    cite: 'DFI-Bkg 74.14',
  }),
];
