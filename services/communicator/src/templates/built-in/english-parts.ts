/** What several English wordings say. */
export const account =
  '{{ loan.creditorName }}{% if loan.accountLast4 %} account ending in {{ loan.accountLast4 }}{% else %} account{% endif %}';
export const subjectLine = `About your ${account}`;

export const accountRows = {
  rows: [
    ['Creditor', '{{ loan.creditorName }}'],
    ['Account', 'ending in {{ loan.accountLast4 }}', 'loan.accountLast4'],
    ['Reference', '{{ loan.displayId }}'],
    ['Balance today', '{{ loan.balance }}'],
  ],
} as const;

export const installments = '{% for each in plan.installments %}{{ each.dueOn }}: {{ each.amount }}\n{% endfor %}';
