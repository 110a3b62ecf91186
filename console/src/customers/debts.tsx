import { Badge, Empty, money, Section, Table } from '../parts/show.tsx';
import { inWords, toneOf } from '../words.ts';
import type { Debt, Plan } from './customer.types.ts';

export function Debts({ debts, plans }: { debts: readonly Debt[]; plans: readonly Plan[] }) {
  return (
    <Section title="Debts">
      {debts.length === 0 ? (
        <Empty>No debt was placed for this customer.</Empty>
      ) : (
        <Table caption="Debts" heads={['Debt', 'Status', { number: 'Balance' }, { number: 'Placed with' }, 'Remarks']}>
          {debts.map((debt) => (
            <tr key={debt.debtId}>
              <th scope="row">
                {debt.transactionId ?? debt.product ?? debt.debtId} <small class="id">{debt.debtId}</small>
              </th>
              <td>
                <Badge tone={toneOf(debt.status)}>{inWords(debt.status)}</Badge>
              </td>
              <td class="number">{money(debt.balanceCents, debt.currency)}</td>
              <td class="number">{money(debt.initialTotalCents, debt.currency)}</td>
              <td>{remarksOf(debt, plans)}</td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

function remarksOf(debt: Debt, plans: readonly Plan[]): string {
  const plan = plans.find(({ debtId, state }) => debtId === debt.debtId && state === 'active');
  const remarks = [
    debt.hasAttorney && 'attorney',
    debt.paused &&
      `paused: ${inWords(debt.paused.reason)}${debt.pausedUntil ? ` until ${debt.pausedUntil.slice(0, 10)}` : ''}`,
    plan && `plan: ${plan.installments.filter(({ isPaid }) => isPaid).length} of ${plan.installments.length} paid`,
  ];
  return remarks.filter(Boolean).join(', ') || '–';
}
