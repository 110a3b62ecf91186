import { Router } from 'express';
import { DebtUpdatedV1, RepresentationCancelledV1 } from '@fairdue/contracts';
import { caller, theCreditors } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { debtFacts } from '../debts/debt-facts.ts';
import { loadDebtAmong, saveDebt } from '../debts/debt.store.ts';
import { driveHold } from '../holds/drive-holds.ts';
import { readWire } from '../wire/read-wire.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { Cancellation } from './representation.schema.ts';
import { activeRepresentation, saveRepresentations } from './representation.store.ts';
import { cancel, holdSource, representationFacts, type RepresentationKind } from './representation.ts';

const cancelKind = (path: string, kind: RepresentationKind, deps: Deps) =>
  Router().post<string, { debtId: string }>(path, async (req, res) => {
    const from = caller(req);
    const by = recordedBy(from);

    await transaction(deps.db, async (tx) => {
      const before = await loadDebtAmong(tx, theCreditors(from), req.params.debtId);
      const cancellation = readWire(Cancellation, req.body);
      const { creditorId, customerId, _id: debtId } = before;
      const active = await activeRepresentation(tx, creditorId, debtId, kind);
      const at = deps.now();
      const { debt, representation } = cancel(before, active, kind, cancellation, by, at);
      await saveRepresentations(tx, [representation]);
      await saveDebt(tx, debt);
      await enqueue(tx, DebtUpdatedV1, at, debtFacts(debt, by));
      await enqueue(tx, RepresentationCancelledV1, at, representationFacts(representation, debt, by));
      const source = holdSource(debtId, kind, debt.version);
      await driveHold(tx, { lift: { creditorId, customerId, source, recordedBy: by } });
    });

    res.json('ok');
  });

/** R31 and R32: the firm speaks for the customer no longer. Its hold is lifted by a job. */
export const cancelRepresentationRoutes = (deps: Deps) =>
  Router().use(
    cancelKind('/debts/:debtId/representation/cancelAttorneyRepresentation', 'attorney', deps),
    cancelKind('/debts/:debtId/representation/cancelDebtConsolidatorRepresentation', 'consolidator', deps),
  );
