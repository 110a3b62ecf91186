import { Router } from 'express';
import { CreditorRegisteredV1, CreditorSettings, defaultCreditorSettings } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, requirePermission } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { recordVersion } from '../history/history.store.ts';
import { recordedBy } from '../recorded-by.ts';
import { Registration } from './creditor.schema.ts';
import { insertCreditor } from './creditor.store.ts';
import type { Creditor, RecordedBy } from './creditor.ts';
import { creditorBody, creditorFacts } from './creditor.wire.ts';
import { changedSettings } from './settings.ts';

export const aCreditor = (registration: Registration, now: Date): Creditor => ({
  _id: newId('creditor', now.getTime()),
  activationStatus: 'ACTIVE',
  registeredAt: now,
  ...registration,
  settings: CreditorSettings.parse(changedSettings(defaultCreditorSettings, registration.settings)),
  brands: [],
});

/** Stores a new creditor and tells every service of it. */
export async function registerCreditor(tx: Tx, creditor: Creditor, by: RecordedBy): Promise<void> {
  const { registeredAt: at } = creditor;
  await insertCreditor(tx, creditor);
  await recordVersion(tx, {
    entityId: creditor._id,
    change: 'creditor-registered',
    at,
    recordedBy: by,
    state: creditorBody(creditor),
  });
  await enqueue(tx, CreditorRegisteredV1, at, { ...creditorFacts(creditor), recordedBy: by });
}

export const registerCreditorRoute = ({ db, now }: Deps) =>
  Router().post('/agency/v1/creditors', idempotent({ db }), async (req, res) => {
    requirePermission(caller(req), 'agency.creditors:write');
    const creditor = aCreditor(read(Registration, req.body), now());
    const answer = creditorBody(creditor);

    await transaction(db, async (tx) => {
      await registerCreditor(tx, creditor, recordedBy(caller(req)));
      await answerWith(tx, req, 201, answer);
    });

    res.status(201).json(answer);
  });
