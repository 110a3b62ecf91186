import type { RuleRecord } from '../rule.ts';

const everyChannel = ['voice', 'email', 'fax', 'text', 'chat', 'mail', 'gui', 'document'] as const;
const sent = ['voice', 'email', 'fax', 'text', 'chat', 'mail'] as const;
const everyone = ['self', 'spouse', 'parent', 'guardian', 'executor', 'attorney', 'employer', 'relative', 'other'] as const; // prettier-ignore

const platform: Omit<
  RuleRecord,
  'id' | 'name' | 'group' | 'channels' | 'classes' | 'shape' | 'category' | 'reasonCode'
> = {
  version: 1,
  jurisdiction: 'platform',
  affiliations: [...everyone],
  binds: 'everyone',
  enforcement: 'block',
  citations: [],
  confidence: 'P',
  effectiveFrom: '2020-01-01',
  effectiveTo: null,
};

/** The platform's own rules, with no law behind them: what must be true before any law is asked. */
export const platformRules: readonly RuleRecord[] = [
  {
    ...platform,
    id: 'platform-do-not-interact',
    name: 'Do Not Interact',
    group: 'platform',
    channels: [...sent],
    classes: ['collection', 'notice', 'servicing', 'staff'],
    shape: { kind: 'stop', reasons: ['do-not-interact'] },
    category: 'doNotInteract',
    reasonCode: 'doNotInteract',
  },
  {
    ...platform,
    id: 'platform-invalid-contact',
    name: 'Contact not valid',
    group: 'platform',
    channels: [...everyChannel],
    classes: ['collection', 'notice', 'servicing', 'credentials'],
    shape: { kind: 'contact', is: 'invalid' },
    category: 'personStatus',
    reasonCode: 'contactNotUsable',
  },
  {
    ...platform,
    id: 'platform-location-unknown',
    name: 'Whereabouts unknown',
    group: 'platform',
    channels: ['voice', 'email', 'fax', 'text', 'chat'],
    classes: ['collection'],
    shape: { kind: 'contact', is: 'without-place' },
    category: 'timeOfDay',
    reasonCode: 'addressMissing',
  },
  {
    ...platform,
    id: 'platform-third-party-contact',
    name: 'Third party',
    group: 'platform',
    channels: [...sent],
    classes: ['collection'],
    shape: { kind: 'contact', is: 'third-party' },
    category: 'thirdParty',
    reasonCode: 'thirdPartyDisclosure',
  },
  {
    ...platform,
    id: 'lender-loan-state',
    name: 'Loan state',
    group: 'other-hold',
    channels: [...sent],
    classes: ['collection', 'notice'],
    shape: { kind: 'stop', reasons: ['pause', 'retracted', 'closed'] },
    category: 'loanStatus',
    reasonCode: 'loanNotCollectable',
  },
  {
    ...platform,
    id: 'lender-nothing-to-collect',
    name: 'Nothing to collect',
    group: 'other-hold',
    channels: [...sent],
    classes: ['collection'],
    shape: { kind: 'contact', is: 'without-debt' },
    category: 'loanStatus',
    reasonCode: 'loanNotCollectable',
  },
  {
    ...platform,
    id: 'lender-quiet-hours-servicing',
    name: 'Quiet hours, servicing',
    group: 'hours',
    channels: ['voice', 'text'],
    classes: ['servicing'],
    shape: { kind: 'hours', open: '08:00', close: '21:00' },
    enforcement: 'warn',
    category: 'timeOfDay',
    reasonCode: 'quietHours',
  },
];
