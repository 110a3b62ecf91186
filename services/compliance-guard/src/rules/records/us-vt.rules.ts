import { all, any, has, is } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { asksWhereabouts, atWork, bothRoles, daytime, manyContacts, strangers } from './after-federal.ts';

const rule = (reference: string) => ({ authority: 'Vermont Consumer Protection Rule', reference });
const vermont = lawOf({
  jurisdiction: 'US-VT',
  authority: 'Vermont Consumer Protection Rule',
  roles: bothRoles,
  confidence: 'S',
});

/** Vermont: Rule CP 104, for whoever collects consumer debts, and victims of crime. */
export const vermontRules: readonly RuleRecord[] = [
  vermont({
    ...manyContacts,
    id: 'vt-harassment',
    name: 'Vermont: many contacts together',
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    confidence: 'V/S',
    cite: [rule('CP 104.02'), { authority: 'Vermont Statutes', reference: '9 V.S.A. 2453(a)' }],
  }),
  vermont({
    ...daytime,
    id: 'vt-hours',
    name: 'Vermont: hours',
    unless: [has('contactPersonUnusualTime')],
    cite: 'CP 104.02',
  }),
  vermont({
    id: 'vt-work-request',
    name: 'Vermont: no calls at work after a request, oral or written',
    group: 'place',
    channels: ['voice'],
    only: [atWork],
    shape: { kind: 'flag', when: [any(has('workRequestOralAt'), has('workRequestWrittenAt'))] },
    message: 'The customer asked not to be called at work.',
    reasonCode: 'workContact',
    cite: 'CP 104.02',
  }),
  vermont({
    id: 'vt-third-party',
    name: 'Vermont: no word of the debt to others',
    group: 'place',
    affiliations: strangers,
    unless: [
      asksWhereabouts,
      has('judgment'),
      has('courtPermission'),
      all(is('affiliation', 'relative', 'other'), is('theme', 'opsCollVerifyEmployment')),
    ],
    shape: { kind: 'flag', when: [is('affiliation', ...strangers)] },
    message: 'Others hear nothing of the debt; an employer is asked only where the customer can be found.',
    cite: 'CP 104.03',
  }),
  vermont({
    id: 'vt-crime-victim-medical-hold',
    name: 'Vermont: claim for compensation of a crime victim',
    group: 'other-hold',
    roles: ['firstParty'],
    debts: ['medical'],
    classes: ['collection'],
    shape: { kind: 'flag', when: [has('crimeVictimClaimOpen')] },
    message: 'A claim for crime-victim compensation covers the treatment.',
    enforcement: 'hold',
    reasonCode: 'crimeVictimClaim',
    confidence: 'V',
    cite: [{ authority: 'Vermont Statutes', reference: '13 V.S.A. 5366' }],
  }),
];
