import { has, is, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { allButMail, entitled, everyChannel } from '../words.ts';

const platform = lawOf({
  jurisdiction: 'platform',
  authority: 'platform',
  confidence: 'P',
  effectiveFrom: '2020-01-01',
  knownFrom: '2020-01-01',
  roles: ['thirdParty', 'firstParty'],
  debts: ['consumer', 'commercial'],
});

/** The platform's own rules, with no law behind them: what must be true before any law is asked. */
export const platformRules: readonly RuleRecord[] = [
  platform({
    id: 'platform-do-not-interact',
    name: 'Do Not Interact',
    group: 'platform',
    classes: ['collection', 'notice', 'servicing', 'staff'],
    shape: { kind: 'stop', reasons: ['do-not-interact'] },
    cite: [],
  }),
  platform({
    id: 'platform-invalid-contact',
    name: 'Contact not valid',
    group: 'platform',
    channels: [...everyChannel],
    classes: ['collection', 'notice', 'servicing', 'credentials'],
    shape: { kind: 'flag', when: [not(has('valid'))] },
    message: 'The contact is marked as not valid.',
    category: 'personStatus',
    reasonCode: 'contactNotUsable',
    cite: [],
  }),
  platform({
    id: 'platform-location-unknown',
    name: 'Whereabouts unknown',
    group: 'platform',
    channels: [...allButMail],
    classes: ['collection'],
    shape: { kind: 'flag', when: [not(has('zones'))] },
    message: 'Neither an address nor a number tells where the customer is.',
    enforcement: 'hold',
    category: 'timeOfDay',
    reasonCode: 'addressMissing',
    cite: [],
  }),
  platform({
    id: 'platform-third-party-contact',
    name: 'Third party',
    group: 'platform',
    classes: ['collection'],
    shape: { kind: 'flag', when: [not(is('affiliation', ...entitled))] },
    message: 'The contact belongs to somebody with whom the debt may not be discussed.',
    category: 'thirdParty',
    reasonCode: 'thirdPartyDisclosure',
    cite: [],
  }),
  platform({
    id: 'lender-loan-state',
    name: 'Loan state',
    group: 'other-hold',
    shape: { kind: 'stop', reasons: ['pause', 'retracted', 'closed'] },
    category: 'loanStatus',
    reasonCode: 'loanNotCollectable',
    cite: [],
  }),
  platform({
    id: 'lender-nothing-to-collect',
    name: 'Nothing to collect',
    group: 'other-hold',
    classes: ['collection'],
    only: [is('theme', 'opsCollDebt')],
    shape: { kind: 'flag', when: [not(has('hasDebt'))] },
    message: 'There is no debt left to collect.',
    category: 'loanStatus',
    reasonCode: 'loanNotCollectable',
    cite: [],
  }),
  platform({
    id: 'lender-quiet-hours-servicing',
    name: 'Quiet hours, servicing',
    group: 'hours',
    channels: ['voice', 'text'],
    classes: ['servicing'],
    shape: { kind: 'hours', open: '08:00', close: '21:00' },
    enforcement: 'warn',
    cite: [],
  }),
];
