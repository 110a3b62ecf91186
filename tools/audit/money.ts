import { byKey, totalCents, type Debt, type Facts, type Payment, type Violation } from './facts.ts';

/** By an arithmetic of its own: what was to be collected, less what was posted since the creditor last named a balance. */
function faultsOf(debt: Debt, entries: readonly Payment[], told: ReadonlyMap<string, number>): string[] {
  const { _id, toCollect, balance, entriesPosted, entriesBeforeReopening = 0, settlements = [] } = debt;
  const inOrder = [...entries].sort((a, b) => a.number - b.number);
  const counted = inOrder.slice(entriesBeforeReopening);
  const paidCents = counted.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const owedCents = settlements.length > 0 ? 0 : totalCents(toCollect) - paidCents;
  const isOff = totalCents(balance) - balance.overchargesCents !== owedCents;
  const isOverAndOpen = balance.overchargesCents > 0 && totalCents(balance) > 0;
  const remaining = told.get(_id);
  return [
    ...(inOrder.some(({ number }, i) => number !== i + 1) || entriesPosted !== inOrder.length
      ? [`${_id} has ${entriesPosted} entries, and ${inOrder.length} are there`]
      : []),
    ...(settlements.length === 0 && (isOff || isOverAndOpen) ? [`${_id} is ${totalCents(balance)} cents open instead of ${owedCents}`] : []),
    ...(remaining !== undefined && remaining !== totalCents(balance) ? [`the document of ${_id} says ${remaining} cents`] : []),
  ]; // prettier-ignore
}

/** Every payment is posted once, and balances add up, in every service that keeps them. */
export function money({ debts, payments, documents }: Facts): Violation[] {
  const posted = payments.filter(({ number }) => number > 0);
  const entriesOf = byKey(posted, ({ debtId }) => debtId);
  const told = new Map(
    documents.flatMap(({ debtId, loan }) => (debtId && loan ? [[debtId, loan.remainingCents]] : [])),
  );
  const references = byKey(
    posted.filter(({ transactionReference }) => transactionReference !== undefined),
    ({ debtId, transactionReference }) => `${debtId} ${transactionReference}`,
  );
  return [
    ...debts.flatMap((debt) => faultsOf(debt, entriesOf.get(debt._id) ?? [], told)).map((what) => ({ invariant: 'balances', what })), // prettier-ignore
    ...[...references]
      .filter(([, same]) => same.length > 1)
      .map(([reference, same]) => ({ invariant: 'posted once', what: `${reference} was posted ${same.length} times` })),
    ...[...entriesOf.keys()]
      .filter((debtId) => !debts.some(({ _id }) => _id === debtId))
      .map((debtId) => ({ invariant: 'balances', what: `money was posted to ${debtId}, which does not exist` })),
  ];
}
