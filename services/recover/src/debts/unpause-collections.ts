import { Router } from 'express';
import { DebtUnpausedV1 } from '@fairdue/contracts';
import { idempotent, parse } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { readQuery } from '../wire/query.ts';
import { inputInvalid } from '../wire/read-wire.ts';
import { changeDebt, type DebtPath } from './change-debt.ts';
import { unpause, withRemark } from './pause.ts';
import { PauseQuery, UnpauseRequest } from './pause.schema.ts';

/** Here alone a missing field is 422 and not 400 (R21). */
function readNotes(input: unknown): string {
  const parsed = parse(UnpauseRequest, input);
  if ('value' in parsed) return parsed.value.notes;
  const fault = parsed.faults.find(({ path }) => path === 'notes');
  if (!fault) throw inputInvalid('Invalid input.', parsed.faults);
  const message = fault.problem === 'required' ? 'Missing required field: notes.' : 'Invalid field: notes.';
  throw new Refused('rule', 'notes-invalid', message, [fault]);
}

/** R21: collection goes on. Why is kept with the debt. */
export const unpauseCollectionsRoute = (deps: Deps) =>
  Router().post<DebtPath>(
    '/customers/:customerId/debts/:debtId/unpauseCollections',
    idempotent(deps),
    async (req, res) => {
      const answer = await changeDebt(deps, req, req.params, {
        fact: DebtUnpausedV1,
        read: () => ({
          changesStatus: readQuery(PauseQuery, req.query).changeDebtStatus,
          notes: readNotes(req.body ?? {}),
        }),
        decide: (debt, { changesStatus, notes }, now) => withRemark(unpause(debt, { changesStatus }, now), notes),
        reason: ({ notes }) => notes,
        answer: () => 'ok',
      });
      res.json(answer);
    },
  );
