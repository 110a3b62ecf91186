import { isDeepStrictEqual } from 'node:util';
import { Router } from 'express';
import { CreditorUpdatedV1, Id, SettingsChangedV1 } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, requirePermission, type Caller } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { recordVersion } from '../history/history.store.ts';
import { recordedBy } from '../recorded-by.ts';
import { CreditorChangeRequest, SettingsChange } from './creditor.schema.ts';
import { loadCreditor, saveCreditor } from './creditor.store.ts';
import { changeCreditor, type Creditor } from './creditor.ts';
import { creditorBody, creditorFacts } from './creditor.wire.ts';
import { changedSettings } from './settings.ts';

type Change = {
  creditorId: string;
  apply: (before: Creditor) => Creditor;
  fact: typeof CreditorUpdatedV1 | typeof SettingsChangedV1;
  name: string;
};

/** Saves what changed and tells it. What changes nothing is not stored and not told. */
async function update(tx: Tx, { creditorId, apply, fact, name }: Change, from: Caller, at: Date): Promise<Creditor> {
  const before = await loadCreditor(tx, creditorId);
  const after = apply(before);
  if (isDeepStrictEqual(after, before)) return before;
  const by = recordedBy(from);
  await saveCreditor(tx, after);
  await recordVersion(tx, { entityId: creditorId, change: name, at, recordedBy: by, state: creditorBody(after) });
  await enqueue(tx, fact, at, { ...creditorFacts(after), recordedBy: by });
  return after;
}

export const updateCreditorRoute = ({ db, now }: Deps) =>
  Router().patch('/agency/v1/creditors/:creditorId', idempotent({ db }), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.creditors:write');
    const creditorId = read(Id, req.params['creditorId'], 'creditorId');
    const change = read(CreditorChangeRequest, req.body);

    const answer = await transaction(db, async (tx) => {
      const apply = (before: Creditor) => changeCreditor(before, change);
      const what = { creditorId, apply, fact: CreditorUpdatedV1, name: 'creditor-updated' };
      const body = creditorBody(await update(tx, what, from, now()));
      await answerWith(tx, req, 200, body);
      return body;
    });

    res.json(answer);
  });

/** Settings hold from the fact on: each service applies them when it hears it. */
export const changeSettingsRoute = ({ db, now }: Deps) =>
  Router().patch('/agency/v1/creditors/:creditorId/settings', idempotent({ db }), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.creditors:write');
    const creditorId = read(Id, req.params['creditorId'], 'creditorId');
    const change = read(SettingsChange, req.body);

    const answer = await transaction(db, async (tx) => {
      const apply = (before: Creditor) => ({ ...before, settings: changedSettings(before.settings, change) });
      const what = { creditorId, apply, fact: SettingsChangedV1, name: 'settings-changed' };
      const { settings } = await update(tx, what, from, now());
      await answerWith(tx, req, 200, settings);
      return settings;
    });

    res.json(answer);
  });
