import { after, all, any, has, is, not, within } from '../condition.ts';
import { allButAttorney, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { allButMail, sent, written } from '../words.ts';
import { asksWhereabouts, atWork, bothRoles, strangers, verifiesEmployment } from './after-federal.ts';

/** Licensed agencies and debt buyers. */
const rcw = lawOf({ jurisdiction: 'US-WA', authority: 'Revised Code of Washington' });

const debtor = ['self', 'spouse'] as const;
const answers = [has('isResponseToInbound')];
/** A monthly look at a list of mobiles, in good faith, excuses who did not know. */
const looked = within('mobileListCheckedAt', 30);
const threeInSeven = {
  kind: 'count', max: 3, window: { days: 7 }, unit: 'communication', channels: [...sent], per: 'person', to: [...debtor],
  notCounted: ['response'],
} satisfies RuleRecord['shape']; // prettier-ignore
const night = { kind: 'hours', open: '07:30', close: '21:00' } satisfies RuleRecord['shape'];
const mayTellNobody = not(all(after('claimLetterAt', 30), not(has('disputedAt'))));

/** Washington. */
export const washingtonRules: readonly RuleRecord[] = [
  rcw({
    id: 'wa-3-per-week',
    name: 'Washington: three a week',
    group: 'count',
    affiliations: [...debtor],
    unless: answers,
    shape: threeInSeven,
    cite: 'RCW 19.16.250(13)(a)',
  }),
  rcw({
    id: 'wa-work-1-per-week',
    name: 'Washington: once a week at work',
    group: 'count',
    affiliations: [...debtor],
    only: [atWork],
    unless: answers,
    shape: { ...threeInSeven, max: 1, labels: ['work'] },
    cite: 'RCW 19.16.250(13)(b)',
  }),
  rcw({
    id: 'wa-home-hours',
    name: 'Washington: hours at home',
    group: 'hours',
    channels: [...allButMail],
    affiliations: [...debtor],
    only: [not(atWork)],
    unless: [all(is('channel', 'voice'), is('lineType', 'residential'))],
    shape: night,
    cite: 'RCW 19.16.250(13)(c)',
  }),
  rcw({
    id: 'wa-home-hours-landline',
    partOf: 'wa-home-hours',
    name: 'Washington: hours where a landline rings',
    group: 'hours',
    channels: ['voice'],
    affiliations: [...debtor],
    only: [not(atWork), is('lineType', 'residential')],
    shape: { ...night, zones: 'contact-area-code' },
    cite: 'RCW 19.16.250(13)(c)',
  }),
  rcw({
    id: 'wa-cell-2-per-day',
    name: 'Washington: two a day to a mobile',
    group: 'count',
    channels: ['voice', 'text', 'chat'],
    only: [is('lineType', 'wireless')],
    unless: [...answers, looked],
    shape: {
      kind: 'count', max: 2, window: { days: 1 }, unit: 'attempt', channels: ['voice', 'text', 'chat'], per: 'person',
      lineTypes: ['wireless'], notCounted: ['response'],
    },
    cite: 'RCW 19.16.250(18)',
  }),
  rcw({
    id: 'wa-attorney',
    name: 'Washington: all contact through the attorney',
    group: 'attorney',
    affiliations: allButAttorney,
    unless: [after('attorneyUnansweredAt', 30)],
    shape: { kind: 'flag', when: [has('attorneyLetterReceivedAt')] },
    message: 'The attorney wrote that all contact goes through the attorney.',
    cite: 'RCW 19.16.250(12)',
  }),
  rcw({
    id: 'wa-small-loan-3-per-week',
    name: 'Washington: three a week about a small loan',
    group: 'count',
    roles: bothRoles,
    affiliations: [...debtor],
    only: [is('loanLicence', 'payday')],
    shape: { ...threeInSeven, notCounted: [] },
    cite: 'RCW 31.45.082',
  }),
  rcw({
    id: 'wa-caller-id',
    name: 'Washington: the number of the agency shows',
    group: 'content',
    channels: ['voice'],
    shape: { kind: 'elsewhere', where: 'configuration' },
    disabledBecause: 'kept by configuration: calls show a number of the agency’s',
    cite: 'RCW 19.16.250(19)',
  }),
  rcw({
    id: 'wa-call-cost',
    name: 'Washington: three attempts a week that cost the customer money',
    group: 'count',
    channels: ['voice', 'text'],
    only: [is('lineType', 'wireless')],
    unless: [...answers, looked],
    shape: {
      kind: 'count', max: 3, window: { calendar: 'week' }, unit: 'attempt', channels: ['voice', 'text'], per: 'person',
      lineTypes: ['wireless'], notCounted: ['response'],
    },
    cite: 'RCW 19.16.250(17)(a)',
  }),
  // The wait of thirty days is the platform's reading of a reasonable time.
  rcw({
    id: 'wa-employer-third',
    name: 'Washington: the claim told to others before judgment',
    group: 'place',
    affiliations: strangers,
    unless: [has('judgment'), asksWhereabouts, verifiesEmployment],
    shape: { kind: 'flag', when: [mayTellNobody] },
    message: 'Before judgment others hear of the claim only thirty days after a letter about it that nobody disputed.',
    cite: 'RCW 19.16.250(10)',
  }),
  rcw({
    id: 'wa-employer-once',
    partOf: 'wa-employer-third',
    name: 'Washington: the employer once before judgment',
    group: 'place',
    affiliations: ['employer'],
    unless: [has('judgment'), has('employerAgreedToMore')],
    shape: {
      kind: 'count', max: 1, window: { days: 3650 }, unit: 'communication', channels: [...sent], per: 'debt',
      to: ['employer'],
    },
    message: 'The employer was told before.',
    cite: 'RCW 19.16.250(10)',
  }),
  rcw({
    id: 'wa-first-notice',
    name: 'Washington: agency and original creditor in every notice',
    group: 'content',
    channels: [...written],
    shape: { kind: 'disclose', slots: ['wa_agency_address', 'wa_original_creditor'] },
    cite: 'RCW 19.16.250(8)',
  }),
  rcw({
    id: 'wa-first-notice-itemised',
    partOf: 'wa-first-notice',
    name: 'Washington: the claim itemised in the first notice',
    group: 'content',
    channels: [...written],
    only: [not(has('firstWrittenCommunicationAt'))],
    shape: { kind: 'disclose', slots: ['wa_itemised_claim'] },
    cite: 'RCW 19.16.250(8)',
  }),
  rcw({
    id: 'wa-first-notice-requested',
    partOf: 'wa-first-notice',
    name: 'Washington: itemization asked for',
    group: 'other-hold',
    classes: ['collection'],
    unless: [has('judgment')],
    shape: { kind: 'flag', when: [has('itemizationRequestedAt'), not(has('itemizationSentAt'))] },
    message: 'The customer asked in writing for an itemization and has none yet.',
    enforcement: 'hold',
    cite: 'RCW 19.16.250(8)',
  }),
  rcw({
    id: 'wa-medical-hold',
    name: 'Washington: medical debt whose statement or charity care is open',
    group: 'other-hold',
    classes: ['collection'],
    debts: ['medical'],
    unless: [has('writExecuted')],
    shape: {
      kind: 'flag',
      when: [any(has('charityCareOpen'), all(has('itemizationRequestedAt'), not(has('itemizationSentAt'))))],
    },
    message: 'An itemised statement is owed, or an application for charity care is open.',
    enforcement: 'hold',
    cite: 'RCW 19.16.250(28)-(29)',
  }),
  rcw({
    id: 'wa-medical-rights',
    partOf: 'wa-medical-hold',
    name: 'Washington: itemised statement and charity care in the first notice',
    group: 'content',
    channels: [...written],
    debts: ['medical'],
    only: [not(has('firstWrittenCommunicationAt'))],
    shape: { kind: 'disclose', slots: ['wa_itemised_statement_right', 'wa_charity_care'] },
    cite: 'RCW 19.16.250(28)-(29)',
  }),
]; // prettier-ignore
