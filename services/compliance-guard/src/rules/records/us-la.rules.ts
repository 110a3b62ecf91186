import { all, has, is } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { allButMail } from '../words.ts';
import { asksWhereabouts, bothRoles, strangers } from './after-federal.ts';

const louisiana = lawOf({
  jurisdiction: 'US-LA',
  authority: 'Louisiana Revised Statutes',
  roles: bothRoles,
});
const letters: 'mail'[] = ['mail'];

/** Louisiana: creditors, and by the same words whoever collects for them, 9:3562. */
export const louisianaRules: readonly RuleRecord[] = [
  louisiana({
    id: 'la-third-party',
    name: 'Louisiana: nobody outside the household',
    group: 'place',
    affiliations: strangers,
    unless: [has('householdMember'), has('thirdPartyConsent'), all(asksWhereabouts, has('believedMoved'))],
    shape: { kind: 'flag', when: [is('affiliation', ...strangers)] },
    message: 'The debt is no matter of anybody outside the household.',
    confidence: 'V/M',
    cite: '9:3562, opening words, (1), (2)',
  }),
  louisiana({
    id: 'la-cease-mail-1-per-month',
    name: 'Louisiana: one letter a month after a certified request to stop',
    group: 'count',
    channels: letters,
    only: [has('registeredCeaseAt')],
    shape: { kind: 'count', max: 1, window: { days: 31 }, unit: 'communication', channels: letters, per: 'person' },
    cite: '9:3562(3)',
  }),
  louisiana({
    id: 'la-cease-4-personal-contacts',
    name: 'Louisiana: four personal contacts after a certified request to stop',
    group: 'count',
    channels: [...allButMail],
    only: [has('registeredCeaseAt')],
    shape: {
      kind: 'count', max: 4, window: { since: 'registeredCeaseAt' }, unit: 'communication', channels: [...allButMail],
      per: 'person',
    }, // prettier-ignore
    cite: '9:3562(3)',
  }),
];
