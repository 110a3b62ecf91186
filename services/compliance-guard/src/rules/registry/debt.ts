import type { DebtUpdatedV1 } from '@fairdue/contracts';
import type { z } from 'zod';
import { debtKindOf } from '../debt-kind.ts';
import { isConsentedCall } from '../direct-consent.ts';
import { limitation } from '../limitation.ts';
import type { AskedDebt } from '../facts.ts';
import { noteChange, noteDay, recordedFact, todayIn, type Look } from '../look.ts';
import { validationPeriodEnd } from '../validation-period.ts';
import { agencyConsent, agencyFact, byInteractions, facts, otherFacts } from './registered.ts';

type DebtView = z.output<(typeof DebtUpdatedV1)['data']>;
const ofDebt = (field: keyof DebtView) => `event recover.debt-updated.v1 ${field}` as const;

const debtOf = ({ facts: { debts } }: Look, id: string | null): AskedDebt | undefined =>
  debts.find(({ debtId }) => debtId === id);

/** A day or an instant that recover told of, unless it lies after the moment asked about. */
function past(look: Look, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  noteChange(look, at);
  return at <= look.at ? text : undefined;
}

/** What stands on one debt, in every state. */
export const debtFacts = facts('debt', {
  debtKind: {
    type: 'text',
    words: ['consumer', 'commercial', 'medical', 'student', 'realEstate', 'vehicle'],
    source: [agencyFact, 'setting debtType'],
    about: 'What kind of debt it is. Consumer until somebody says otherwise.',
    read: (look, debtId) => debtKindOf(look, debtId),
  },
  defaultDate: {
    type: 'date',
    source: [ofDebt('defaultDate'), agencyFact],
    about: 'When payment stopped.',
    read: (look, id) => debtOf(look, id)?.defaultDate ?? undefined,
  },
  lastPaymentDate: {
    type: 'date',
    source: [ofDebt('lastPaidAt'), agencyFact],
    about: 'The last payment on the debt.',
    read: (look, id) => past(look, debtOf(look, id)?.lastPaidAt),
  },
  chargeOffDate: {
    type: 'date',
    source: [ofDebt('chargeOffDate'), agencyFact],
    about: 'When the creditor charged the debt off.',
    read: (look, id) => past(look, debtOf(look, id)?.chargeOffDate),
  },
  lastActivityAt: {
    type: 'date',
    source: [ofDebt('lastPaidAt'), agencyFact],
    about: 'The last payment, purchase or other act of the customer’s on the debt.',
    read: (look, id) => {
      const paidAt = past(look, debtOf(look, id)?.lastPaidAt);
      const said = recordedFact(look, 'lastActivityAt', id)?.value;
      return typeof said === 'string' && paidAt !== undefined && Date.parse(said) > Date.parse(paidAt) ? said : paidAt;
    },
  },
  isDebtBuyer: { type: 'flag', about: 'Whoever collects the debt bought it.' },
  loanLicence: {
    type: 'text',
    words: ['installment', 'shortTerm', 'payday', 'title', 'highInterest', 'moneyLender', 'medicalProvider'],
    about: 'The licence under which the loan was made.',
  },
  securedByRealEstate: { type: 'flag', about: 'Real property secures the debt.' },
  judgment: { type: 'flag', about: 'There is a final judgment on the debt.' },
  paidOrSettled: {
    type: 'flag',
    source: [ofDebt('status'), agencyFact],
    about: 'Nothing is left to pay.',
    read: (look, id) => ['PaidInFull', 'SettledInFull'].includes(debtOf(look, id)?.status ?? '') || undefined,
  },
  dischargedInBankruptcy: { type: 'flag', about: 'A bankruptcy court discharged the debt.' },
  reaffirmed: { type: 'flag', about: 'The customer reaffirmed the discharged debt with leave of the court.' },
  stayLifted: { type: 'flag', about: 'The bankruptcy court lifted the stay, or the case ended without discharge.' },
  attorneyUnansweredAt: {
    type: 'date',
    about: 'The attorney received a question of the collector’s then and has not answered.',
  },
  attorneyAgreed: { type: 'flag', about: 'The attorney agreed to direct contact.' },
  attorneyLetterReceivedAt: {
    type: 'date',
    about: 'The attorney’s written notice, with name and address, that all contact goes to the attorney.',
  },
  attorneyWrittenToAt: {
    type: 'date',
    about: 'The attorney received a letter of the creditor’s or the agency’s.',
  },
  estateRepresentative: { type: 'flag', about: 'Somebody is known who may act for a dead customer’s estate.' },
  directConsentTo: {
    type: 'dates',
    source: agencyConsent,
    about: 'The local dates for which the customer asked to be called; without dates it holds for seven days.',
  },
  isConsentedCall: {
    type: 'flag',
    source: otherFacts,
    about: 'The customer asked this collector for the call (12 CFR 1006.14(b)(3)(i)), and was not spoken to since.',
    read: (look, debtId) => isConsentedCall(look, debtId),
  },
  firstCommunicationAt: {
    type: 'date',
    ...byInteractions('firstCommunicationAt', 'startedAt'),
    about: 'When the collector first told the customer of the debt, whoever began it (12 CFR 1006.34(b)(2)).',
  },
  firstOralCommunicationAt: {
    type: 'date',
    ...byInteractions('firstOralCommunicationAt', 'agentOutcome'),
    about: 'The first conversation about the debt.',
  },
  firstWrittenCommunicationAt: {
    type: 'date',
    ...byInteractions('firstWrittenCommunicationAt', 'channel'),
    about: 'The first thing the collector wrote to the customer about the debt.',
  },
  validationNoticeSentAt: {
    type: 'date',
    ...byInteractions('validationNoticeSentAt', 'subject'),
    about: 'When the validation information of 12 CFR 1006.34 was sent, the first time that it did not come back.',
  },
  isInValidationPeriod: {
    type: 'flag',
    source: otherFacts,
    about: 'The time in which the customer may dispute has not passed, or has not begun.',
    read: (look, debtId) => {
      const end = validationPeriodEnd(look, debtId);
      if (end === null) return true;
      const [zone = 'UTC'] = look.facts.dateZones;
      noteDay(look, zone, end.dayAfter);
      return todayIn(zone, look) < end.dayAfter;
    },
  },
  disputedAt: {
    type: 'date',
    source: [ofDebt('dispute'), agencyFact],
    about: 'When the customer disputed the debt, in whatever form.',
    read: (look, id) => past(look, debtOf(look, id)?.dispute?.openedAt),
  },
  disputedOrallyAt: { type: 'date', about: 'When the customer disputed the debt by word of mouth.' },
  disputeVerifiedAt: {
    type: 'date',
    source: [ofDebt('dispute'), agencyFact],
    about: 'When the verification of the debt was sent.',
    read: (look, id) => {
      const { answer, answeredAt } = debtOf(look, id)?.dispute ?? {};
      return answer === 'verified' ? past(look, answeredAt) : undefined;
    },
  },
  originalCreditorRequestAt: {
    type: 'date',
    about: 'A written request for the original creditor’s name and address, within the validation period.',
  },
  originalCreditorAnsweredAt: { type: 'date', about: 'When that request was answered.' },
  timeBarred: {
    type: 'text',
    source: [agencyFact, ofDebt('outOfStatute'), otherFacts],
    whenUnknown: 'stricter',
    words: ['yes', 'no', 'unclear'],
    about: 'Has the time to sue run out?',
    read: (look, debtId) => limitation(look, debtId)?.answer,
  },
  tooOldToReport: { type: 'flag', about: 'The debt is too old for a credit bureau to report.' },
});
