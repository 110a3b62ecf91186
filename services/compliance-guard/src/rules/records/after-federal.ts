import { after, has, is, type Condition } from '../condition.ts';
import { allButAttorney } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { allButMail, sent } from '../words.ts';

/** Many states wrote their rows after the federal ones. What such rows share, each to be completed by its own words. */

type Part = Partial<RuleRecord['scope']> & Pick<RuleRecord, 'group' | 'shape'> & { unless: Condition[] };

export const bothRoles: RuleRecord['scope']['roles'] = ['thirdParty', 'firstParty'];
export const strangers: RuleRecord['scope']['affiliations'] = ['employer', 'relative', 'other'];
export const asksWhereabouts = is('theme', 'opsCollLocateBorrower');
export const verifiesEmployment = is('theme', 'opsCollVerifyEmployment');
/** Leave given to the collector itself, or by a court. */
export const leave: Condition[] = [has('contactPersonUnusualTime'), has('courtPermission')];
export const atWork = is('label', 'work');
export const isDialled: Condition = { any: [has('isAutodialed'), has('isPrerecorded')] };

/** After 08:00 and before 21:00; a letter has no hour. */
export const daytime = {
  group: 'hours',
  channels: [...allButMail],
  unless: [...leave, has('statedConvenientTimes')],
  shape: { kind: 'hours', open: '08:00', close: '21:00' },
} satisfies Part;

/** An attorney is known: silence for thirty days, the attorney's or the customer's leave, or a court's, let contact pass. */
export const throughAttorney = {
  group: 'attorney',
  affiliations: allButAttorney,
  unless: [after('attorneyUnansweredAt', 30), has('contactPersonRepByAttorney'), has('courtPermission')],
  shape: { kind: 'stop', reasons: ['attorney'] },
} satisfies Part;

export const employerForbids = {
  group: 'place',
  only: [atWork],
  unless: [has('contactPersonWork'), has('courtPermission')],
  shape: { kind: 'flag', when: [has('employerProhibits')] },
} satisfies Part;

/** The customer wrote that contact is to end; the messages that may still follow are those of federal law. */
export const ceased = {
  group: 'cease',
  unless: [is('subject', 'ceaseCommunicationAcknowledgement', 'ceaseCommunicationRefuseToPay')],
  shape: { kind: 'stop', reasons: ['cease'] },
} satisfies Part;

/** Whoever might know where the customer is gets asked once. */
export const askedOnce = {
  group: 'place',
  affiliations: strangers,
  only: [asksWhereabouts],
  unless: [has('locationAskedAgain')],
  shape: {
    kind: 'count', max: 1, window: { days: 3650 }, unit: 'communication', channels: [...sent], per: 'contact',
    to: strangers,
  },
} satisfies Part; // prettier-ignore

/** An attorney who is known is asked instead. */
export const askedOfAttorney = {
  group: 'attorney',
  affiliations: strangers,
  only: [asksWhereabouts],
  unless: [after('attorneyUnansweredAt', 30)],
  shape: { kind: 'stop', reasons: ['attorney'] },
} satisfies Part;

export const locationScript = {
  group: 'content',
  affiliations: strangers,
  only: [asksWhereabouts],
  unless: [],
  shape: { kind: 'disclose', slots: ['location_script'] },
} satisfies Part;

/** Many contacts together: no number in the law, so that staff are told from where federal law warns them. */
export const manyContacts = {
  group: 'count',
  unless: [],
  shape: { kind: 'count', max: 2, window: { days: 7 }, unit: 'attempt', channels: [...sent], per: 'person' },
} satisfies Part;

/** Where a state has no number of its own the federal measure is its, for whoever it binds. */
export const federalMeasure: RuleRecord['shape'] = {
  kind: 'adopt',
  rules: ['reg-f-harassment-other', 'reg-f-calls-7-in-7', 'reg-f-calls-after-conversation', 'reg-f-hours'],
};

/** What federal law asks of a collector's conduct, 15 U.S.C. 1692b to 1692f. */
export const federalConduct: RuleRecord['shape'] = {
  kind: 'adopt',
  rules: [
    'reg-f-deceased', 'reg-f-minor', 'reg-f-cease', 'reg-f-attorney-represented', 'reg-f-time-barred',
    'reg-f-medium-opt-out', 'reg-f-medium-opt-out-electronic', 'reg-f-work-email', 'reg-f-public-social',
    'reg-f-email-basis', 'reg-f-email-basis-disclosed', 'reg-f-text-basis', 'reg-f-text-basis-renewed',
    'reg-f-text-basis-disclosed', 'reg-f-third-party', 'reg-f-location-info', 'reg-f-location-info-medium',
    'reg-f-location-info-calls', 'reg-f-location-info-script', 'reg-f-work-prohibited', 'reg-f-stated-place',
    'reg-f-stated-time', 'reg-f-calls-7-in-7', 'reg-f-harassment-other', 'reg-f-calls-after-conversation', 'reg-f-hours',
    'reg-f-electronic-opt-out-notice', 'reg-f-caller-identity', 'reg-f-initial-disclosure', 'reg-f-subsequent-disclosure',
    'reg-f-limited-content-voicemail', 'reg-f-same-language',
  ],
}; // prettier-ignore

/** Print and envelopes are kept where letters are printed. */
export const printed: Pick<RuleRecord, 'group' | 'shape' | 'disabledBecause'> & Pick<RuleRecord['scope'], 'channels'> =
  {
    group: 'content',
    channels: ['mail'],
    shape: { kind: 'elsewhere', where: 'print' },
    disabledBecause: 'kept where letters are printed: closed envelopes with addresses and nothing else',
  };
