import { all, any, has, is, not } from '../condition.ts';
import { allButAttorney, lawOf, type Citation } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { allButMail, sent } from '../words.ts';

const regulationF = (reference: string): Citation => ({ authority: 'Regulation F', reference: `12 CFR ${reference}` });
const fdcpa = (reference: string): Citation => ({ authority: 'FDCPA', reference: `15 U.S.C. ${reference}` });

/** Regulation F, 12 CFR part 1006, in force since 30 November 2021. */
const regF = lawOf({
  jurisdiction: 'US',
  authority: 'Regulation F',
  effectiveFrom: '2021-11-30',
  roles: ['thirdParty', 'firstPartyByChoice'],
});

const federal = lawOf({
  jurisdiction: 'US',
  authority: 'United States',
  roles: ['thirdParty', 'firstParty'],
  debts: ['consumer', 'commercial'],
});

/** Federal law, the rows that bind every collector in every state. */
export const federalRules: readonly RuleRecord[] = [
  federal({
    id: 'bankruptcy-stay',
    name: 'Bankruptcy stay',
    group: 'bankruptcy',
    classes: ['collection'],
    affiliations: allButAttorney,
    shape: { kind: 'stop', reasons: ['bankruptcy'] },
    cite: [{ authority: 'Bankruptcy Code', reference: '11 U.S.C. 362(a)(6)' }],
    effectiveFrom: '1979-10-01',
  }),
  regF({
    id: 'reg-f-deceased',
    name: 'Deceased customer',
    group: 'deceased',
    channels: [...sent, 'gui', 'document'],
    classes: ['collection', 'notice', 'servicing'],
    affiliations: ['self'],
    shape: { kind: 'stop', reasons: ['deceased'] },
    cite: [fdcpa('1692c(d)'), regulationF('1006.6(a)(4)')],
  }),
  regF({
    id: 'reg-f-cease',
    name: 'Cease communication',
    group: 'cease',
    unless: [is('subject', 'ceaseCommunicationAcknowledgement', 'ceaseCommunicationRefuseToPay')],
    shape: { kind: 'stop', reasons: ['cease'] },
    cite: [fdcpa('1692c(c)'), regulationF('1006.6(c)')],
  }),
  regF({
    id: 'reg-f-attorney-represented',
    name: 'Represented by attorney',
    group: 'attorney',
    affiliations: allButAttorney,
    shape: { kind: 'stop', reasons: ['attorney'] },
    cite: [fdcpa('1692c(a)(2)'), regulationF('1006.6(b)(2)')],
  }),
  regF({
    id: 'reg-f-dispute-hold',
    name: 'Dispute awaiting verification',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'stop', reasons: ['dispute'] },
    enforcement: 'hold',
    reasonCode: 'disputePending',
    cite: [fdcpa('1692g(b)'), regulationF('1006.38(d)(2)')],
  }),
  federal({
    id: 'identity-theft-claim',
    name: 'Identity theft claim',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'stop', reasons: ['fraud'] },
    enforcement: 'hold',
    reasonCode: 'identityTheft',
    cite: [{ authority: 'FCRA', reference: '15 U.S.C. 1681m(f)-(g)' }],
    confidence: 'P',
  }),
  federal({
    id: 'reg-f-medium-opt-out',
    name: 'Opt-out of this address or medium',
    group: 'consent',
    classes: ['collection', 'notice', 'servicing', 'staff'],
    shape: { kind: 'stop', reasons: ['unsubscribed', 'opted-out'] },
    reasonCode: 'mediumOptOut',
    cite: [regulationF('1006.6(e)'), regulationF('1006.14(h)')],
    effectiveFrom: '2021-11-30',
  }),
  federal({
    id: 'tcpa-cell-consent',
    name: 'Autodialled call without consent',
    group: 'consent',
    channels: ['voice'],
    classes: ['collection', 'notice', 'servicing', 'credentials'],
    only: [any(has('isAutodialed'), has('isPrerecorded'))],
    shape: { kind: 'consent', anyOf: [has('consentAutodialedCall')] },
    message: 'No consent to autodialled or prerecorded calls is recorded for this number.',
    reasonCode: 'autodialConsentMissing',
    cite: [
      { authority: 'TCPA', reference: '47 U.S.C. 227(b)(1)(A)' },
      { authority: 'FCC', reference: '47 CFR 64.1200(a)(1)' },
    ],
    effectiveFrom: '2013-10-16',
  }),
  federal({
    id: 'tcpa-revocation',
    name: 'Text consent withdrawn',
    group: 'consent',
    channels: ['text'],
    classes: ['collection', 'notice', 'servicing', 'staff'],
    shape: { kind: 'flag', when: [all(not(has('receiveTextMessages')), has('wasTextable'))] },
    message: 'Consent to texts was withdrawn for this number.',
    reasonCode: 'textConsentWithdrawn',
    cite: [{ authority: 'FCC', reference: '47 CFR 64.1200(a)(10)' }],
    effectiveFrom: '2025-04-11',
  }),
  regF({
    id: 'reg-f-calls-7-in-7',
    name: 'Seven calls in seven days',
    group: 'count',
    channels: ['voice'],
    affiliations: allButAttorney,
    unless: [has('isConsentedCall')],
    shape: {
      kind: 'count', max: 7, window: { days: 7 }, unit: 'placed-call', channels: ['voice'], per: 'debt',
      notCounted: ['consented'],
    }, // prettier-ignore
    reasonCode: 'callCap',
    cite: [regulationF('1006.14(b)(2)(i)(A)'), fdcpa('1692d(5)')],
  }),
  regF({
    id: 'reg-f-calls-after-conversation',
    name: 'Seven days after a conversation',
    group: 'quiet',
    channels: ['voice'],
    affiliations: allButAttorney,
    unless: [has('isConsentedCall')],
    shape: { kind: 'quiet-after', event: 'conversation', days: 7 },
    cite: [regulationF('1006.14(b)(2)(i)(B)')],
  }),
  regF({
    id: 'reg-f-hours',
    name: 'Quiet hours, collection',
    group: 'hours',
    channels: [...allButMail],
    shape: { kind: 'hours', open: '08:00', close: '21:00' },
    cite: [fdcpa('1692c(a)(1)'), regulationF('1006.6(b)(1)(i)')],
  }),
];
