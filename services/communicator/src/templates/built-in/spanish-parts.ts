/** What several Spanish wordings say. */
export const account =
  '{{ loan.creditorName }}{% if loan.accountLast4 %}, cuenta terminada en {{ loan.accountLast4 }}{% endif %}';
export const subjectLine = `Sobre su cuenta con ${account}`;

export const accountRows = {
  rows: [
    ['Acreedor', '{{ loan.creditorName }}'],
    ['Cuenta', 'terminada en {{ loan.accountLast4 }}', 'loan.accountLast4'],
    ['Referencia', '{{ loan.displayId }}'],
    ['Saldo a la fecha', '{{ loan.balance }}'],
  ],
} as const;

export const installments = '{% for each in plan.installments %}{{ each.dueOn }}: {{ each.amount }}\n{% endfor %}';
