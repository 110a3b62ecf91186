import { any, has, is, not, within, type Condition } from '../condition.ts';
import { allButAttorney, lawOf, ofCustomer } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { asksWhereabouts, atWork, bothRoles, daytime, leave, strangers, verifiesEmployment } from './after-federal.ts';

type Shape = RuleRecord['shape'];

/** Creditors, and whoever bought the debt. */
const ofCreditors = any(is('collectorRole', 'firstParty'), has('isDebtBuyer'));

/** The attorney general's regulation. */
const ag = lawOf({
  jurisdiction: 'US-MA',
  authority: 'Code of Massachusetts Regulations',
  roles: bothRoles,
  only: [ofCreditors],
});

/** The Division of Banks' regulation of licensed collectors, rewritten in 2025. */
const dob = lawOf({
  jurisdiction: 'US-MA',
  authority: 'Code of Massachusetts Regulations',
  channels: ['voice', 'text'],
  confidence: 'S',
  effectiveFrom: '2025-09-26',
});
const formerDob = lawOf({
  jurisdiction: 'US-MA',
  authority: 'Code of Massachusetts Regulations',
  channels: ['voice', 'text'],
  effectiveTo: '2025-09-25',
});

const personalLabels = ['personal', 'home', 'military', 'fax'] as const;
const inHousehold = any(is('affiliation', 'spouse'), has('householdMember'));
const household = ['spouse', 'parent', 'guardian', 'relative', 'other'] as const;
/** By word of mouth for ten days, in writing until somebody says otherwise. */
const askedNotAtWork: Condition = any(within('workRequestOralAt', 10), has('workRequestWrittenAt'));
const consented = [has('isConsentedCall'), has('courtPermission')];

/** Whoever rang without reaching anything counts as well: nobody can show that no message could be left. */
const twoInSeven = (over: Partial<Extract<Shape, { kind: 'count' }>> = {}): Shape => ({
  kind: 'count', max: 2, window: { days: 7 }, unit: 'attempt', channels: ['voice', 'text'], per: 'debt',
  to: [...ofCustomer], labels: [...personalLabels], ...over,
}); // prettier-ignore
const twoInThirty = (over: Partial<Extract<Shape, { kind: 'count' }>> = {}): Shape =>
  twoInSeven({ window: { days: 30 }, labels: ['work'], ...over });

/** Massachusetts: the attorney general for creditors and buyers, the Division of Banks for collectors. */
export const massachusettsRules: readonly RuleRecord[] = [
  ag({
    id: 'ma-ag-phone-2-in-7',
    name: 'Massachusetts: two in seven days',
    group: 'count',
    channels: ['voice', 'text'],
    affiliations: [...ofCustomer],
    only: [ofCreditors, not(atWork)],
    shape: twoInSeven(),
    confidence: 'V/S',
    cite: '940 CMR 7.04(1)(f)',
  }),
  ag({
    id: 'ma-ag-other-place-2-in-30',
    name: 'Massachusetts: two in thirty days at other places',
    group: 'count',
    channels: ['voice', 'text'],
    affiliations: [...ofCustomer],
    only: [ofCreditors, atWork],
    shape: twoInThirty(),
    confidence: 'S',
    cite: '940 CMR 7.04(1)(f)',
  }),
  ag({
    ...daytime,
    id: 'ma-ag-hours',
    name: 'Massachusetts: waking hours',
    channels: ['voice'],
    unless: [has('statedConvenientTimes')],
    shape: { ...daytime.shape, fixed: ['America/New_York'] },
    confidence: 'V/S',
    cite: '940 CMR 7.04, 7.05(3)(e)',
  }),
  ag({
    id: 'ma-ag-work-request',
    name: 'Massachusetts: no calls at work on request',
    group: 'place',
    channels: ['voice'],
    only: [ofCreditors, atWork],
    shape: { kind: 'flag', when: [askedNotAtWork] },
    message: 'The customer asked for no calls at work.',
    category: 'consent',
    reasonCode: 'workContact',
    confidence: 'S',
    cite: '940 CMR 7.04(1)(h)',
  }),
  ag({
    id: 'ma-ag-caller-name',
    name: 'Massachusetts: names of business and caller',
    group: 'content',
    channels: ['voice'],
    affiliations: [...ofCustomer],
    shape: { kind: 'disclose', slots: ['ma_caller_name'] },
    cite: '940 CMR 7.04(1)(d)',
  }),
  ag({
    id: 'ma-ag-household-silence',
    name: 'Massachusetts: no word of the debt to the household',
    group: 'place',
    channels: ['voice'],
    affiliations: ['relative', 'other'],
    only: [ofCreditors, inHousehold],
    unless: [asksWhereabouts],
    shape: { kind: 'flag', when: [not(is('affiliation', 'spouse'))] },
    message: 'Others in the household hear nothing of the debt.',
    cite: '940 CMR 7.05(2), (3)(b)',
  }),
  ag({
    id: 'ma-ag-household-2-in-7',
    partOf: 'ma-ag-household-silence',
    name: 'Massachusetts: two calls to the household in seven days',
    group: 'count',
    channels: ['voice'],
    affiliations: [...household],
    only: [ofCreditors, inHousehold, not(atWork)],
    shape: twoInSeven({ channels: ['voice'], to: [...household] }),
    cite: '940 CMR 7.05(3)(d)',
  }),
  ag({
    id: 'ma-ag-household-2-in-30',
    partOf: 'ma-ag-household-silence',
    name: 'Massachusetts: two calls to the household elsewhere in thirty days',
    group: 'count',
    channels: ['voice'],
    affiliations: [...household],
    only: [ofCreditors, inHousehold, atWork],
    shape: twoInThirty({ channels: ['voice'], to: [...household] }),
    cite: '940 CMR 7.05(3)(d)',
  }),
  ag({
    id: 'ma-ag-household-script',
    partOf: 'ma-ag-household-silence',
    name: 'Massachusetts: what is said to the household',
    group: 'content',
    channels: ['voice'],
    affiliations: [...household],
    only: [ofCreditors, inHousehold],
    shape: { kind: 'disclose', slots: ['ma_household_script'] },
    cite: '940 CMR 7.05(3)(b)',
  }),
  ag({
    id: 'ma-ag-third-party',
    name: 'Massachusetts: no word of the debt to others',
    group: 'place',
    affiliations: strangers,
    only: [ofCreditors, not(has('householdMember'))],
    unless: [asksWhereabouts],
    shape: { kind: 'flag', when: [is('affiliation', ...strangers)] },
    message: 'Others than the customer hear nothing of the debt.',
    cite: '940 CMR 7.06(1)-(2)',
  }),
  ag({
    id: 'ma-ag-third-party-script',
    partOf: 'ma-ag-third-party',
    name: 'Massachusetts: what is said to others',
    group: 'content',
    channels: ['voice'],
    affiliations: strangers,
    only: [ofCreditors, any(asksWhereabouts, verifiesEmployment)],
    shape: { kind: 'disclose', slots: ['ma_third_party_script'] },
    cite: '940 CMR 7.06(1)-(2)',
  }),
  dob({
    id: 'ma-dob-phone-2-in-7',
    name: 'Massachusetts: two in seven days, collectors',
    group: 'count',
    affiliations: [...ofCustomer],
    only: [not(atWork)],
    unless: consented,
    shape: twoInSeven({ notCounted: ['consented'] }),
    cite: '209 CMR 18.00',
  }),
  formerDob({
    id: 'ma-dob-phone-2-in-7-former',
    partOf: 'ma-dob-phone-2-in-7',
    name: 'Massachusetts: two in seven days, collectors, former text',
    group: 'count',
    affiliations: [...ofCustomer],
    only: [not(atWork)],
    unless: consented,
    shape: twoInSeven({ notCounted: ['consented'] }),
    cite: '209 CMR 18.16(1)(d), former',
  }),
  // Of the former text, and kept until the new one is read.
  dob({
    id: 'ma-dob-other-place-2-in-30',
    partOf: 'ma-dob-phone-2-in-7',
    name: 'Massachusetts: two in thirty days at other places, collectors',
    group: 'count',
    affiliations: [...ofCustomer],
    only: [atWork],
    unless: consented,
    shape: twoInThirty({ notCounted: ['consented'] }),
    confidence: 'V/P',
    effectiveFrom: '2000-01-01',
    cite: '209 CMR 18.16(1)(d), former',
  }),
  dob({
    ...daytime,
    id: 'ma-dob-hours-attorney-work',
    name: 'Massachusetts: hours of collectors',
    channels: ['voice', 'text'],
    unless: leave,
    cite: '209 CMR 18.00',
  }),
  dob({
    id: 'ma-dob-attorney',
    partOf: 'ma-dob-hours-attorney-work',
    name: 'Massachusetts: represented by attorney',
    group: 'attorney',
    affiliations: allButAttorney,
    unless: [has('contactPersonRepByAttorney'), has('courtPermission')],
    shape: { kind: 'stop', reasons: ['attorney'] },
    cite: '209 CMR 18.00',
  }),
  dob({
    id: 'ma-dob-work',
    partOf: 'ma-dob-hours-attorney-work',
    name: 'Massachusetts: no contact at work on request or where forbidden',
    group: 'place',
    only: [atWork],
    unless: [has('contactPersonWork'), has('courtPermission')],
    shape: { kind: 'flag', when: [any(has('employerProhibits'), askedNotAtWork)] },
    message: 'The customer asked for no contact at work, or the employer forbids it.',
    category: 'consent',
    reasonCode: 'workContact',
    cite: '209 CMR 18.00',
  }),
  formerDob({
    ...daytime,
    id: 'ma-dob-hours-former',
    partOf: 'ma-dob-hours-attorney-work',
    name: 'Massachusetts: hours of collectors, former text',
    channels: ['voice', 'text'],
    unless: leave,
    cite: '209 CMR 18.16(1)(a), former',
  }),
  formerDob({
    id: 'ma-dob-attorney-former',
    partOf: 'ma-dob-hours-attorney-work',
    name: 'Massachusetts: represented by attorney, former text',
    group: 'attorney',
    affiliations: allButAttorney,
    unless: [has('contactPersonRepByAttorney'), has('courtPermission')],
    shape: { kind: 'stop', reasons: ['attorney'] },
    cite: '209 CMR 18.16(1)(b), former',
  }),
  formerDob({
    id: 'ma-dob-work-former',
    partOf: 'ma-dob-hours-attorney-work',
    name: 'Massachusetts: no contact at work on request or where forbidden, former text',
    group: 'place',
    only: [atWork],
    unless: [has('contactPersonWork'), has('courtPermission')],
    shape: { kind: 'flag', when: [any(has('employerProhibits'), askedNotAtWork)] },
    message: 'The customer asked for no contact at work, or the employer forbids it.',
    category: 'consent',
    reasonCode: 'workContact',
    cite: '209 CMR 18.16(1)(c), former',
  }),
  dob({
    id: 'ma-dob-quiet-after-talk',
    name: 'Massachusetts: seven days after a conversation',
    group: 'quiet',
    channels: ['voice'],
    affiliations: [...ofCustomer],
    shape: { kind: 'quiet-after', event: 'conversation', days: 7 },
    cite: '209 CMR 18.00',
  }),
];
