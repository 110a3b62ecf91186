import { account, accountRows, subjectLine } from './english-parts.ts';
import type { Notices } from './wording.ts';

const reference = { rows: [['Our reference', '{{ loan.displayId }}']] } as const;
const noMore =
  'From now on we or the creditor contact you about this only where the law provides for it: to say that a remedy which we or the creditor ordinarily use may be used, or is going to be.';

/** What we answer when somebody tells us something. An end of contacts names no amount and asks for nothing (12 CFR 1006.6(c)(2)). */
export const englishAnswers: Notices<
  | 'substantiationInstructions'
  | 'disputeOfDebtAcknowledgement'
  | 'ceaseCommunicationAcknowledgement'
  | 'ceaseCommunicationRefuseToPay'
> = {
  substantiationInstructions: {
    subjectLine,
    blocks: [
      {
        say: `You dispute the debt on your ${account}. You have the right to ask us for written proof that you owe it, and that we may collect it.`,
      },
      {
        say: 'How to ask: write to us that you request substantiation of this debt, and name our reference, by post to {{ collector.addressLine }} or by email to {{ collector.email }}.',
      },
      {
        say: 'When we have your request, we stop collecting until we have sent you the proof, within 60 days. It costs you nothing.',
      },
      accountRows,
    ],
    text: `You dispute the debt on your ${account} ({{ loan.balance }}). To ask for written proof, write that you request substantiation: {{ collector.addressLine }} or {{ collector.email }}. We then stop collecting until we have sent it, within 60 days.`,
    call: 'Say that the person may ask in writing for proof of the debt of {{ loan.balance }} with {{ loan.creditorName }}, where to write, and that we stop collecting until we have sent it.',
  },
  disputeOfDebtAcknowledgement: {
    subjectLine,
    blocks: [
      { say: `You told us that you dispute the debt on your ${account}. We have noted it.` },
      { say: 'We do not collect what you dispute until we have looked into it and answered you in writing.' },
      accountRows,
      {
        say: 'You need do nothing more. If you have papers that show what is wrong, you may send us copies, to {{ collector.addressLine }} or to {{ collector.email }}, with our reference.',
      },
    ],
    text: `We have noted that you dispute the debt on your ${account} ({{ loan.balance }}). We do not collect what you dispute until we have looked into it and answered in writing.`,
  },
  ceaseCommunicationAcknowledgement: {
    subjectLine,
    blocks: [
      {
        say: 'You asked us to stop contacting you. We are ending our efforts to reach you for {{ loan.creditorName }}.',
      },
      { say: noMore },
      reference,
      { say: 'You may write to us or call us yourself whenever you want.' },
    ],
    text: 'You asked us to stop contacting you. We are ending our efforts to reach you for {{ loan.creditorName }}. You may contact us yourself whenever you want.',
  },
  ceaseCommunicationRefuseToPay: {
    subjectLine,
    blocks: [
      { say: `You told us that you refuse to pay on your ${account}. We are ending our efforts to reach you.` },
      { say: noMore },
      reference,
      { say: 'You may write to us or call us yourself whenever you want.' },
    ],
    text: `You told us that you refuse to pay on your ${account}. We are ending our efforts to reach you. You may contact us yourself whenever you want.`,
  },
};
