import type { IncomingMessage } from 'node:http';
import { answerWith, caller, theCreditor, theCreditors } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { holdsToTell } from '../holds/debt-holds.ts';
import { tellGuardAll } from '../holds/place-hold.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { loadDebtAmong, loadDebtOf } from './debt.store.ts';
import type { Debt } from './debt.ts';
import { storeChange, type DebtFact } from './store-change.ts';

export type DebtPath = { customerId: string; debtId: string };

type Change<Input, Answer> = {
  fact: DebtFact;
  /** Runs when the debt is known: an unknown one is told before a wrong body, and that before the debt's state. */
  read: () => Input;
  decide: (debt: Debt, input: Input, now: Date) => Debt;
  reason?: (input: Input) => string | undefined;
  answer: (debt: Debt) => Answer;
};

/**
 * The path that every change of one debt takes: read, decide, save with its fact, answer; then the guard hears of it. A
 * creditor names the customer too; the agency names the debt, which names its creditor. A change that is none is not announced.
 */
export async function changeDebt<Input, Answer>(
  deps: Deps,
  req: IncomingMessage,
  { customerId, debtId }: Partial<DebtPath> & Pick<DebtPath, 'debtId'>,
  { fact, read, decide, reason, answer }: Change<Input, Answer>,
): Promise<Answer> {
  const from = caller(req);
  const by = recordedBy(from);

  const { before, after, body } = await transaction(
    deps.db,
    async (tx) => {
      const before = await (customerId === undefined
        ? loadDebtAmong(tx, theCreditors(from), debtId)
        : loadDebtOf(tx, theCreditor(from), customerId, debtId));
      const input = read();
      const after = decide(before, input, deps.now());
      if (after !== before) await storeChange(tx, before, after, { fact, recordedBy: by, reason: reason?.(input) });
      const body = answer(after);
      await answerWith(tx, req, 200, body);
      return { before, after, body };
    },
    { about: debtId },
  );
  const about = { creditorId: after.creditorId, customerId: after.customerId, recordedBy: by };
  await tellGuardAll(deps, from, about, holdsToTell(before, after));
  return body;
}
