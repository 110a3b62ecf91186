import { has, is, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { written } from '../words.ts';
import { bothRoles, manyContacts } from './after-federal.ts';

const fin = lawOf({ jurisdiction: 'US-TX', authority: 'Texas Finance Code' });

/** Texas. */
export const texasRules: readonly RuleRecord[] = [
  fin({
    ...manyContacts,
    id: 'tx-repeated-calls',
    name: 'Texas: many calls together',
    channels: ['voice'],
    roles: bothRoles,
    shape: { ...manyContacts.shape, channels: ['voice'] },
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    confidence: 'S',
    cite: 'Tex. Fin. Code 392.302',
  }),
  fin({
    id: 'tx-dispute-hold',
    name: 'Texas: notice of inaccuracy',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'flag', when: [has('inaccuracyNoticeAt'), not(has('inaccuracyAnsweredAt'))] },
    message: 'The customer’s notice of inaccuracy is not investigated yet.',
    enforcement: 'hold',
    reasonCode: 'disputePending',
    cite: 'Tex. Fin. Code 392.202',
  }),
  fin({
    id: 'tx-dispute-answer',
    partOf: 'tx-dispute-hold',
    name: 'Texas: answer to a notice of inaccuracy in thirty days',
    group: 'duty',
    shape: {
      kind: 'duty', task: 'answer-notice-of-inaccuracy', from: 'inaccuracyNoticeAt', days: 30,
      done: 'inaccuracyAnsweredAt',
    },
    cite: 'Tex. Fin. Code 392.202',
  }),
  fin({
    id: 'tx-dispute-correct',
    partOf: 'tx-dispute-hold',
    name: 'Texas: admitted error corrected in five business days',
    group: 'duty',
    shape: {
      kind: 'duty', task: 'correct-record', from: 'inaccuracyAdmittedAt', days: 5, businessDays: true,
      done: 'inaccuracyCorrectedAt',
    },
    cite: 'Tex. Fin. Code 392.202',
  }),
  fin({
    id: 'tx-debt-buyer-time-barred',
    name: 'Texas: bought debt that is time-barred',
    group: 'content',
    channels: [...written],
    only: [has('isDebtBuyer'), is('timeBarred', 'yes', 'unclear'), not(has('firstWrittenCommunicationAt'))],
    shape: { kind: 'disclose', slots: ['tx_time_barred'] },
    confidence: 'V/S',
    cite: 'Tex. Fin. Code 392.307',
    effectiveFrom: '2019-09-01',
  }),
  fin({
    id: 'tx-debt-buyer-no-suit',
    partOf: 'tx-debt-buyer-time-barred',
    name: 'Texas: no suit on a bought debt that is time-barred',
    group: 'other-hold',
    only: [has('isDebtBuyer'), has('threatensLegalAction')],
    shape: { kind: 'flag', when: [is('timeBarred', 'yes')] },
    message: 'The time to sue on this bought debt has run out: no suit and no threat of one.',
    reasonCode: 'timeBarred',
    cite: 'Tex. Fin. Code 392.307',
    effectiveFrom: '2019-09-01',
  }),
]; // prettier-ignore
