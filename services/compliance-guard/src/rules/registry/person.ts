import type { HoldKind } from '../words.ts';
import { noteChange, type Look } from '../look.ts';
import { agencyConsent, agencyFact, agencyHold, agencyPreference, facts, optOuts } from './registered.ts';

/** Is a hold for it in force? Where there is none, somebody may have written the fact down. */
function heldFor(look: Look, kind: HoldKind): true | undefined {
  let isHeld = false;
  for (const { reason, startsAt = -Infinity, endsAt } of look.facts.stops) {
    if (reason !== kind) continue;
    noteChange(look, startsAt);
    if (endsAt !== null) noteChange(look, endsAt);
    isHeld ||= startsAt <= look.at && (endsAt === null || look.at < endsAt);
  }
  return isHeld || undefined;
}

/** What stands on the customer as a person. */
export const personFacts = facts('person', {
  statedInconvenientTimes: {
    type: 'times',
    source: agencyPreference,
    about: 'Times the customer named as inconvenient.',
  },
  statedInconvenientPlaces: {
    type: 'list',
    words: ['personal', 'home', 'work', 'military', 'fax'],
    source: agencyPreference,
    about: 'Labels of contacts at places the customer named as inconvenient.',
  },
  statedConvenientTimes: {
    type: 'flag',
    source: agencyPreference,
    about: 'The customer is known to be well reached outside the usual hours.',
  },
  contactPersonUnusualTime: {
    type: 'flag',
    source: agencyConsent,
    about: 'Direct consent to contact at an unusual time or place.',
  },
  contactPersonWork: {
    type: 'flag',
    source: agencyConsent,
    about: 'Written consent to contact at or through the employer.',
  },
  contactPersonRepByAttorney: {
    type: 'flag',
    source: agencyConsent,
    about: 'The attorney agreed to direct contact, or the customer consented to it directly.',
  },
  electronicCommsRevoked: {
    type: 'flag',
    source: agencyConsent,
    about: 'The customer withdrew consent to be written to electronically.',
  },
  autodialedCollRevoked: {
    type: 'flag',
    source: agencyConsent,
    whenUnknown: 'stricter',
    about: 'The customer withdrew consent to autodialed collection calls, or never gave it.',
  },
  esignConsent: {
    type: 'flag',
    source: agencyConsent,
    about: 'Consent under 15 U.S.C. 7001(c) to notices in electronic form.',
  },
  thirdPartyConsent: {
    type: 'flag',
    source: agencyConsent,
    about: 'Direct consent to speak about the debt with the person reached.',
  },
  courtPermission: {
    type: 'flag',
    about: 'A court of competent jurisdiction permits the contact.',
  },
  employerProhibits: {
    type: 'flag',
    source: agencyPreference,
    about: 'The employer is known to forbid such contact; the customer’s word is enough.',
  },
  workRequestOralAt: {
    type: 'date',
    source: agencyPreference,
    about: 'The customer asked, by word of mouth, not to be contacted at work.',
  },
  workRequestWrittenAt: {
    type: 'date',
    source: agencyPreference,
    about: 'The customer or the employer asked in writing for no contact at work.',
  },
  believedMoved: { type: 'flag', about: 'The customer is believed to have moved or changed jobs.' },
  listedNumber: { type: 'flag', about: 'The customer has a listed telephone number.' },
  reachableAtHome: {
    type: 'flag',
    about: 'The customer can be reached at home in lawful hours.',
  },
  calledForStopAt: {
    type: 'date',
    source: agencyPreference,
    about: 'The customer asked, in any form, that collecting by telephone cease.',
  },
  autodialStopAt: {
    type: 'date',
    source: agencyPreference,
    about: 'The customer expressly asked for an end of recorded or autodialed calls.',
  },
  registeredCeaseAt: {
    type: 'date',
    about: 'The customer told the creditor by registered or certified letter to stop.',
  },
  prerecordedStopAt: {
    type: 'date',
    source: agencyPreference,
    about: 'The customer asked to be left out of exempted prerecorded calls.',
  },
  optedOutSomewhere: {
    type: 'flag',
    source: optOuts,
    about: 'The customer opted out of any email, number or medium.',
    read: ({ facts: { stops } }) => stops.some(({ reason }) => reason === 'opted-out' || reason === 'unsubscribed'),
  },
  exemptOptOutAt: {
    type: 'date',
    source: agencyPreference,
    about: 'The customer opted out in answer to a call or text that needed no consent.',
  },
  marketingInvited: {
    type: 'flag',
    source: agencyConsent,
    about: 'Prior express invitation or permission to solicitations.',
  },
  isMinor: { type: 'flag', about: 'The customer is a minor.' },
  onActiveDuty: {
    type: 'flag',
    source: [agencyHold, agencyFact],
    about: 'The customer serves on active military duty.',
    read: (look) => heldFor(look, 'military'),
  },
  scraRequestOpen: {
    type: 'flag',
    about: 'A request for relief under the Servicemembers Civil Relief Act is open.',
  },
  inDisasterArea: {
    type: 'flag',
    source: [agencyHold, agencyFact],
    about: 'The address lies in a declared disaster area.',
    read: (look) => heldFor(look, 'disaster'),
  },
  statedState: {
    type: 'text',
    form: /^US-[A-Z]{2}$/,
    source: agencyPreference,
    about: 'The state the customer last named, as `US-NY`.',
  },
  language: {
    type: 'text',
    source: ['event recover.customer-updated.v1 language', agencyFact],
    about: 'The language the customer prefers.',
    read: ({ facts: { language } }) => language ?? undefined,
  },
  agencyComplaintFiledAt: {
    type: 'date',
    about: 'The customer filed a written complaint of unconscionable collecting with the state’s consumer agency.',
  },
});
