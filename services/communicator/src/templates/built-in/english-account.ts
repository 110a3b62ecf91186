import { account, accountRows, installments, subjectLine } from './english-parts.ts';
import type { accountSubjects, Notices } from './wording.ts';

const onItsDay = "{% if paymentDate | default('') %} of {{ paymentDate | default('') }}{% endif %}";

/** What happens on an account. Amounts and days that only the sender knows come with the message. */
export const englishAccount: Notices<(typeof accountSubjects)[number] | 'planCopy'> = {
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
  planStarted: {
    subjectLine,
    blocks: [
      { say: `The payment plan that you agreed to on {{ plan.agreedOn }} for your ${account} has started.` },
      { say: 'When, and how much:' },
      { say: installments },
      accountRows,
      {
        say: 'If a payment does not fit any more, tell us before it is due, and we will look for another day or amount.',
      },
    ],
    text: `Your payment plan of {{ plan.agreedOn }} for your ${account} ({{ loan.balance }}) has started. ${installments}`,
    call: 'Say that the plan of {{ plan.agreedOn }} for {{ loan.balance }} with {{ loan.creditorName }} has started, and when its first payment is due.',
  },
  paymentSuccessful: {
    subjectLine,
    blocks: [
      { say: `We have received your payment of {{ paymentAmount }}${onItsDay} for your ${account}. Thank you.` },
      accountRows,
      { say: 'Keep this message for your records. If anything in it is wrong, tell us.' },
    ],
    text: `Thank you: we have received {{ paymentAmount }}${onItsDay} for your ${account}. Balance now {{ loan.balance }}.`,
    call: 'Say that the payment of {{ paymentAmount }} to {{ loan.creditorName }} has arrived, and that the balance is now {{ loan.balance }}.',
  },
  paymentFailed: {
    subjectLine,
    blocks: [
      {
        say: `Your payment of {{ paymentAmount }}${onItsDay} for your ${account} did not go through, and was not credited.`,
      },
      accountRows,
      { say: 'What you can do:' },
      {
        list: [
          'Pay again, in the same way or in another.',
          'Choose another day or a smaller amount with us.',
          'Tell us if you did pay: we will look into it.',
        ],
      },
    ],
    text: `Your payment of {{ paymentAmount }}${onItsDay} for your ${account} did not go through. Balance {{ loan.balance }}. To pay again or choose another day: {{ collector.phone }}.`,
    call: 'Say that the payment of {{ paymentAmount }} to {{ loan.creditorName }} did not go through, that the balance is {{ loan.balance }}, and ask which other way or day would work.',
  },
  paymentDueDateReminder: {
    subjectLine,
    blocks: [
      { say: `The next payment of your plan for your ${account}, {{ paymentAmount }}, is due on {{ dueDate }}.` },
      accountRows,
      {
        say: 'If you have paid it already, thank you. If you cannot pay it on that day, tell us before, and we will look for another.',
      },
    ],
    text: `The next payment of your plan for your ${account}, {{ paymentAmount }}, is due on {{ dueDate }}. Balance {{ loan.balance }}. Another day? {{ collector.phone }}.`,
    call: 'Say that {{ paymentAmount }} of the plan with {{ loan.creditorName }} is due on {{ dueDate }}, that the balance is {{ loan.balance }}, and ask whether that day still works.',
  },
  settlementOffer: {
    subjectLine,
    blocks: [
      {
        say: `You can settle your ${account} for less: if we have {{ settlementAmount }} by {{ goodThrough }}, nothing more is owed on it.`,
      },
      {
        rows: [
          ['Offer', '{{ settlementAmount }}'],
          ['Good until', '{{ goodThrough }}'],
        ],
      },
      accountRows,
      {
        say: 'You need not accept. If you would rather pay in steps, or think that something is wrong, tell us: the rest of your options stays as it is.',
      },
    ],
    text: `You can settle your ${account} ({{ loan.balance }}) for {{ settlementAmount }}, paid by {{ goodThrough }}. You need not accept. Questions: {{ collector.phone }}.`,
    call: 'Say that the balance of {{ loan.balance }} with {{ loan.creditorName }} can be settled for {{ settlementAmount }} if it is paid by {{ goodThrough }}, and that the person need not accept.',
  },
};
