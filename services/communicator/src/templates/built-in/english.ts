import type { Wording } from './wording.ts';

const account =
  '{{ loan.creditorName }}{% if loan.accountLast4 %} account ending in {{ loan.accountLast4 }}{% else %} account{% endif %}';
const subjectLine = `About your ${account}`;

const accountRows = {
  rows: [
    ['Creditor', '{{ loan.creditorName }}'],
    ['Account', 'ending in {{ loan.accountLast4 }}', 'loan.accountLast4'],
    ['Reference', '{{ loan.displayId }}'],
    ['Balance today', '{{ loan.balance }}'],
  ],
} as const;

const installments = '{% for each in plan.installments %}{{ each.dueOn }}: {{ each.amount }}\n{% endfor %}';

const options = {
  list: [
    'Pay the balance in full.',
    'Set up a plan with smaller payments.',
    'Tell us that something is wrong, and we will look into it.',
  ],
} as const;

/** Own wording. The validation notice follows the content of 12 CFR 1006.34(c) and (d). */
export const english: Wording = {
  shared: {
    greeting: 'Dear {{ person.firstName }} {{ person.lastName }},',
    tone: {
      empathetic: 'We know that money can be tight, and we would like to find a way that works for you.',
      firm: 'Please take a few minutes for this today.',
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
    debtValidationNotice: {
      subjectLine,
      blocks: [
        {
          say: '{{ collector.name }} has been asked to collect a debt that you owe to {{ loan.creditorName }}. This notice says what the debt is, and what you can do if you disagree.',
        },
        {
          rows: [
            ['Current creditor', '{{ loan.creditorName }}'],
            ['Original creditor', '{{ loan.originalCreditorName }}', 'loan.originalCreditorName'],
            ['Account', 'ending in {{ loan.accountLast4 }}', 'loan.accountLast4'],
            ['Our reference', '{{ loan.displayId }}'],
            ['You owed on {{ itemization.date }}', '{{ itemization.principal }}'],
            ['Interest since then', '{{ itemization.interest }}'],
            ['Fees since then', '{{ itemization.fees }}'],
            ['Paid or credited since then', '{{ itemization.paymentsAndCredits }}'],
            ['Total amount of the debt now', '{{ loan.balance }}'],
          ],
        },
        { say: 'Your rights until {{ notice.disputeBy }}:' },
        {
          list: [
            'Call or write to us by {{ notice.disputeBy }} to dispute all or part of the debt. If you do not, we will assume that our information is correct.',
            'If you write to us by {{ notice.disputeBy }}, we must stop collecting any amount you dispute until we send you information that shows you owe it.',
            'Write to ask for the name and address of the original creditor. If you write by {{ notice.disputeBy }}, we must stop collecting until we send it to you.',
            'Learn more about your rights under federal law at www.cfpb.gov/debt-collection.',
          ],
        },
        { say: 'How do you want to respond? Choose what applies and send it back, by post or by email:' },
        {
          list: [
            'I want to dispute the debt, because I think: this is not my debt / the amount is wrong / another reason.',
            'I want the name and address of the original creditor.',
            'I enclose a payment, or want to agree on one. Payment is not needed for a dispute.',
            'Quiero este formulario en español.',
          ],
        },
      ],
      text: `Debt validation notice for your ${account}: you owed {{ itemization.principal }} on {{ itemization.date }}; interest since {{ itemization.interest }}, fees {{ itemization.fees }}, paid or credited {{ itemization.paymentsAndCredits }}; now {{ loan.balance }}. You may dispute it or ask for the original creditor by {{ notice.disputeBy }}; if you write, we stop until we answer. Your rights: www.cfpb.gov/debt-collection. {{ collector.addressLine }}.`,
      call: `Say: you owe {{ loan.balance }} to {{ loan.creditorName }}: {{ itemization.principal }} on {{ itemization.date }}, interest {{ itemization.interest }}, fees {{ itemization.fees }}, paid or credited {{ itemization.paymentsAndCredits }}. You may dispute the debt, or ask for the original creditor, by {{ notice.disputeBy }}; if you do it in writing we stop until we answer. Offer to send this in writing to the person’s address.`,
    },
    planCopy: {
      subjectLine,
      blocks: [
        {
          say: `This is the written copy of the payment plan that you agreed to on {{ plan.agreedOn }} for your ${account}.`,
        },
        {
          rows: [
            ['You pay in all', '{{ plan.total }}'],
            ['You need not pay', '{{ plan.discount }}', 'plan.discount'],
          ],
        },
        { say: 'When, and how much:' },
        { say: installments },
        accountRows,
        {
          say: 'If anything here is not what you agreed to, tell us before you pay. You may end the plan at any time.',
        },
      ],
      text: `Copy of your payment plan of {{ plan.agreedOn }} for your ${account} ({{ loan.balance }}): in all {{ plan.total }}. ${installments}`,
      call: 'Read the plan of {{ plan.agreedOn }} for {{ loan.balance }} with {{ loan.creditorName }} to the person, and say that its written copy follows.',
    },
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
          say: `We wrote to you about your ${account}, which is still past due. If you have paid in the last days, thank you, and please disregard this message.`,
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
          say: `The balance of your ${account} is still open. Many people settle it in steps: tell us an amount and a day that you can keep, and we will see whether it works.`,
        },
        accountRows,
        options,
      ],
      text: `You can settle your ${account} ({{ loan.balance }}) in steps. Tell us an amount and a day that work for you: {{ collector.phone }}.`,
      call: 'Say that {{ loan.balance }} is open with {{ loan.creditorName }}, offer a plan in steps, and ask for an amount and a day the person can keep.',
    },
    loanOverdueFourthNotice: {
      subjectLine,
      blocks: [
        {
          say: `We have not yet heard from you about your ${account}. If the balance is wrong, or if it is not yours, tell us: we will check before we write again.`,
        },
        accountRows,
        options,
      ],
      text: `We have not heard from you about your ${account} ({{ loan.balance }}). If it is wrong or not yours, tell us: {{ collector.phone }}.`,
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
          say: `This is the last of our regular messages about your ${account} for now. The balance stays open, and so do your options.`,
        },
        accountRows,
        options,
      ],
      text: `Last regular message about your ${account} for now. The balance of {{ loan.balance }} stays open, and so do your options: {{ collector.phone }}.`,
      call: 'Say that this is our last regular call for now, that {{ loan.balance }} stays open with {{ loan.creditorName }}, and what the options are.',
    },
  },
};
