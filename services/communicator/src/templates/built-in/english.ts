import { account, accountRows, subjectLine } from './english-parts.ts';
import { englishAccount } from './english-account.ts';
import { englishAnswers } from './english-answers.ts';
import { englishValidation } from './english-validation.ts';
import type { Wording } from './wording.ts';

const options = {
  list: [
    'Pay the balance in full.',
    'Set up a plan with smaller payments.',
    'Tell us that something is wrong, and we will look into it.',
  ],
} as const;

/** Own wording. */
export const english: Wording = {
  shared: {
    greeting: 'Dear {{ person.firstName }} {{ person.lastName }},',
    tone: {
      page: {
        empathetic: 'We know that money can be tight, and we would like to find a way that works for you.',
        firm: 'Please take a few minutes for this today.',
      },
      text: { empathetic: 'We would like to find a way that works for you.', firm: 'Please look at this today.' },
      call: {
        empathetic: 'Say that money can be tight, and that we would like to find a way that works.',
        firm: 'Ask whether the person can take a few minutes for it today.',
      },
    },
    firstDisclosure:
      '{{ collector.name }} is a debt collector. We are trying to collect a debt, and any information we obtain will be used for that purpose.',
    laterDisclosure: 'This message is from a debt collector.',
    reachUs: 'Call us at {{ collector.phone }} or write to {{ collector.email }}.',
    signature: '{{ collector.name }}',
    emailOptOut:
      'To stop emails to this address, reply to this email with the word STOP. It costs nothing and needs nothing else.',
    textOptOut: 'Reply STOP to end texts.',
    letterDate: '{{ today }}',
    callFrame: {
      opening:
        'Ask for {{ person.firstName }} {{ person.lastName }}. Say your name, and that you call on behalf of {{ collector.name }}. Say nothing about a debt until the person has confirmed who they are.',
      optOut: 'If the person asks not to be called, confirm it, end the call and record the wish.',
      voicemail:
        'Voicemail, word for word: “Hello, this is (your name) from {{ collector.name }} with a message for {{ person.firstName }} {{ person.lastName }}. Please call me back at {{ collector.phone }}.” Leave nothing else.',
    },
  },
  notices: {
    ...englishValidation,
    ...englishAnswers,
    ...englishAccount,
    loanOverdueFirstNotice: {
      subjectLine,
      blocks: [
        { say: `There is a past-due balance on your ${account}.` },
        accountRows,
        { say: 'What you can do:' },
        options,
      ],
      text: `Your ${account} has a past-due balance of {{ loan.balance }}. You can pay, set up a plan, or tell us if something is wrong: {{ collector.phone }}.`,
      call: 'Say that {{ loan.balance }} is past due with {{ loan.creditorName }}, and ask what would help: paying, a plan, or a look at what is wrong.',
    },
    loanOverdueSecondNotice: {
      subjectLine,
      blocks: [
        {
          say: `Your ${account} is still past due. If you have paid in the last days, thank you, and please disregard this message.`,
        },
        accountRows,
        { say: 'You still have all of these options:' },
        options,
      ],
      text: `Your ${account} is still past due: {{ loan.balance }}. Already paid? Thank you. If not, call {{ collector.phone }} for your options.`,
      call: 'Say that the balance with {{ loan.creditorName }} is still {{ loan.balance }}, and ask whether the earlier notice arrived and what would help.',
    },
    loanOverdueThirdNotice: {
      subjectLine,
      blocks: [
        {
          say: `The balance of your ${account} is still open. Many people pay in steps: tell us an amount and a day that you can keep, and we will see whether it works.`,
        },
        accountRows,
        options,
      ],
      text: `You can pay your ${account} ({{ loan.balance }}) in steps. Tell us an amount and a day that work for you: {{ collector.phone }}.`,
      call: 'Say that {{ loan.balance }} is open with {{ loan.creditorName }}, offer a plan in steps, and ask for an amount and a day the person can keep.',
    },
    loanOverdueFourthNotice: {
      subjectLine,
      blocks: [
        {
          say: `There is still a balance on your ${account}. If the balance is wrong, or if it is not yours, tell us: we will check before we write again.`,
        },
        accountRows,
        options,
      ],
      text: `Your ${account} has a balance of {{ loan.balance }}. If it is wrong or not yours, tell us: {{ collector.phone }}.`,
      call: 'Say that {{ loan.balance }} is open with {{ loan.creditorName }}, and ask whether anything about it is wrong or unclear.',
    },
    loanOverdueFifthNotice: {
      subjectLine,
      blocks: [
        {
          say: `Your ${account} remains past due. A plan can begin with a small first payment, and it pauses these messages while it is kept.`,
        },
        accountRows,
        options,
      ],
      text: `Your ${account} remains past due: {{ loan.balance }}. A plan can begin small and pauses these messages: {{ collector.phone }}.`,
      call: 'Say that {{ loan.balance }} remains open with {{ loan.creditorName }}, and that a plan with a small first payment would pause our messages.',
    },
    loanOverdueSixthNotice: {
      subjectLine,
      blocks: [
        {
          say: `The balance of your ${account} stays open, and so do your options. Choose the one that suits you, and we will see to it.`,
        },
        accountRows,
        options,
      ],
      text: `The balance of your ${account} stays open: {{ loan.balance }}. So do your options: {{ collector.phone }}.`,
      call: 'Say that {{ loan.balance }} stays open with {{ loan.creditorName }}, and what the options are.',
    },
  },
};
