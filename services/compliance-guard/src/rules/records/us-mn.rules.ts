import { all, has, is, not } from '../condition.ts';
import { fromMemory, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { atWork, bothRoles, isDialled, strangers } from './after-federal.ts';

/** Agencies and debt buyers. */
const agencies = lawOf({ jurisdiction: 'US-MN', authority: 'Minnesota Statutes', confidence: 'S' });
/** Whoever collects medical debt, since October 2024. */
const medical = lawOf({
  jurisdiction: 'US-MN',
  authority: 'Minnesota Statutes',
  confidence: 'S',
  roles: bothRoles,
  debts: ['medical'],
  effectiveFrom: '2024-10-01',
});

/** Minnesota: agencies, recorded voices and medical debt. */
export const minnesotaRules: readonly RuleRecord[] = [
  agencies({
    id: 'mn-recorded-stop',
    name: 'Minnesota: dialled or recorded calls after a request to stop',
    group: 'consent',
    channels: ['voice'],
    only: [isDialled],
    shape: { kind: 'flag', when: [has('autodialStopAt')] },
    message: 'The customer asked for an end of dialled and recorded calls.',
    reasonCode: 'autodialConsentMissing',
    cite: '332.37',
    effectiveFrom: '2021-08-01',
  }),
  agencies({
    id: 'mn-adad-consent',
    name: 'Minnesota: recorded voice without consent',
    group: 'consent',
    channels: ['voice'],
    classes: ['collection', 'notice', 'servicing', 'credentials'],
    roles: bothRoles,
    debts: ['consumer', 'commercial'],
    only: [has('isPrerecorded')],
    unless: [has('businessRelationship')],
    shape: { kind: 'consent', anyOf: [has('prerecordedConsent'), has('consentAutodialedCall')] },
    message: 'Neither the subscriber nor a live operator’s question gave consent to a recorded voice.',
    reasonCode: 'autodialConsentMissing',
    confidence: 'V/S',
    cite: '325E.26, 325E.27(a)',
  }),
  agencies({
    id: 'mn-license-statement',
    name: 'Minnesota: licence of the agency',
    group: 'content',
    channels: ['mail'],
    only: [not(has('firstWrittenCommunicationAt'))],
    shape: { kind: 'disclose', slots: ['mn_license'] },
    confidence: 'S/M',
    cite: '332.37',
  }),
  agencies({
    id: 'mn-third-party-callback',
    name: 'Minnesota: others asked to have the customer call',
    group: 'place',
    channels: ['voice'],
    affiliations: strangers,
    unless: [has('householdMember'), has('namedByCustomer'), all(atWork, is('voicemail', 'limited-content'))],
    shape: { kind: 'flag', when: [has('listedNumber')] },
    message: 'The customer has a listed number: nobody else is asked for a call back.',
    disabledBecause: fromMemory,
    confidence: 'M',
    cite: '332.37 (clause 14)',
  }),
  agencies({
    id: 'mn-full-name',
    name: 'Minnesota: full name of the agency',
    group: 'content',
    shape: { kind: 'disclose', slots: ['mn_agency_name'] },
    disabledBecause: fromMemory,
    confidence: 'M',
    cite: '332.37 (clause 15)',
  }),
  medical({
    id: 'mn-medical-collecting',
    name: 'Minnesota: automatic dialling about medical debt',
    group: 'consent',
    channels: ['voice', 'text'],
    only: [isDialled],
    shape: { kind: 'flag', when: [isDialled] },
    message: 'Nobody is dialled automatically about medical debt.',
    reasonCode: 'autodialConsentMissing',
    cite: '332C.01, 332C.02',
  }),
  medical({
    id: 'mn-medical-collecting-third-party',
    partOf: 'mn-medical-collecting',
    name: 'Minnesota: third parties and medical debt',
    group: 'place',
    affiliations: strangers,
    shape: { kind: 'flag', when: [is('affiliation', ...strangers)] },
    message: 'Medical debt is collected from nobody else.',
    cite: '332C.02',
  }),
  medical({
    id: 'mn-medical-collecting-rights',
    partOf: 'mn-medical-collecting',
    name: 'Minnesota: right to a lawyer or the attorney general',
    group: 'content',
    shape: { kind: 'disclose', slots: ['mn_medical_rights'] },
    cite: '332C.02',
  }),
];
