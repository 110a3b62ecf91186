import { has, is } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { allButMail } from '../words.ts';
import { asksWhereabouts, strangers } from './after-federal.ts';

/** Installment loan licensees, about the loans they made. */
const licensees = lawOf({
  jurisdiction: 'US-NE',
  authority: 'Nebraska Revised Statutes',
  roles: ['firstParty'],
  only: [is('loanLicence', 'installment')],
});
const others: RuleRecord['scope']['affiliations'] = ['spouse', 'parent', ...strangers];
const letters: 'mail'[] = ['mail'];

/** Nebraska: installment loans; agencies follow federal law alone. */
export const nebraskaRules: readonly RuleRecord[] = [
  licensees({
    id: 'ne-loan-cease',
    name: 'Nebraska: certified request to stop',
    group: 'cease',
    channels: [...allButMail],
    shape: { kind: 'flag', when: [has('registeredCeaseAt')] },
    message: 'The customer told the lender by registered or certified mail to stop.',
    cite: '45-353(2)',
  }),
  licensees({
    id: 'ne-loan-cease-1-per-month',
    name: 'Nebraska: one letter a month after a certified request to stop',
    group: 'count',
    channels: letters,
    only: [is('loanLicence', 'installment'), has('registeredCeaseAt')],
    shape: { kind: 'count', max: 1, window: { days: 31 }, unit: 'communication', channels: letters, per: 'person' },
    cite: '45-353(2)',
  }),
  licensees({
    id: 'ne-loan-third-party',
    name: 'Nebraska: others than the borrower',
    group: 'place',
    classes: ['collection'],
    affiliations: others,
    unless: [asksWhereabouts, has('thirdPartyConsent')],
    shape: { kind: 'flag', when: [is('affiliation', ...others)] },
    message: 'Without the borrower’s leave others may only be asked where the borrower is.',
    confidence: 'V/S',
    cite: '45-352, formerly 45-1045',
  }),
];
