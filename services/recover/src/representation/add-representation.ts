import { Router } from 'express';
import { DebtUpdatedV1, RepresentationAddedV1, type CreditorSettings } from '@fairdue/contracts';
import { caller, theCreditors } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { settingsOf } from '../creditors/creditor.store.ts';
import { debtFacts } from '../debts/debt-facts.ts';
import { loadDebtAmong, saveDebt } from '../debts/debt.store.ts';
import { driveHold } from '../holds/drive-holds.ts';
import { placeHoldsAndWaitForSilence } from '../holds/place-hold.ts';
import { readWire } from '../wire/read-wire.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { AttorneyRequest, ConsolidatorRequest } from './representation.schema.ts';
import { activeRepresentation, saveRepresentations } from './representation.store.ts';
import { holdFor, represent, representationFacts, type Told } from './representation.ts';

const readAttorney = (body: unknown): Told => ({ kind: 'attorney', said: readWire(AttorneyRequest, body) });
const readConsolidator = (body: unknown): Told => ({ kind: 'consolidator', said: readWire(ConsolidatorRequest, body) });

/** R30: the creditor decided once what such a firm counts as. An attorney makes no offers: that part is dropped. */
function readEither(body: unknown, { attorneyDebtConsolidatorTreatment }: CreditorSettings): Told {
  const told = readConsolidator(body);
  return attorneyDebtConsolidatorTreatment === 'ATTORNEY' ? readAttorney(told.said) : told;
}

/**
 * Stored with its facts first. An attorney is answered only when the guard says that nothing more can start; a repeat
 * finds it stored, drives the same hold again, and answers as the first would have. A consolidator's hold is a job.
 */
const add = (path: string, readTold: (body: unknown, settings: CreditorSettings) => Told, deps: Deps) =>
  Router().post<string, { debtId: string }>(path, async (req, res) => {
    const from = caller(req);
    const by = recordedBy(from);

    const representation = await transaction(deps.db, async (tx) => {
      const before = await loadDebtAmong(tx, theCreditors(from), req.params.debtId);
      const told = readTold(req.body, await settingsOf(deps.db, before.creditorId));
      const active = await activeRepresentation(tx, before.creditorId, before._id, told.kind);
      const at = deps.now();
      const change = represent(before, active, told, by, at);
      if (!change) return active;
      const { debt, replaced, representation: added } = change;
      await saveRepresentations(tx, replaced ? [replaced, added] : [added]);
      await saveDebt(tx, debt);
      await enqueue(tx, DebtUpdatedV1, at, debtFacts(debt, by));
      await enqueue(tx, RepresentationAddedV1, at, representationFacts(added, debt, by));
      if (added.kind === 'consolidator') await driveHold(tx, { place: holdFor(added) });
      return added;
    });

    if (representation?.kind === 'attorney') await placeHoldsAndWaitForSilence(deps, from, [holdFor(representation)]);
    res.json('ok');
  });

/** R28, R29 and R30. */
export const addRepresentationRoutes = (deps: Deps) =>
  Router().use(
    add('/debts/:debtId/representation/attorneyRepresentation', readAttorney, deps),
    add('/debts/:debtId/representation/debtConsolidatorRepresentation', readConsolidator, deps),
    add('/debts/:debtId/representation/attorneyDebtConsolidatorRepresentation', readEither, deps),
  );
