import { isDeepStrictEqual } from 'node:util';
import { Router } from 'express';
import { Id } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, requirePermission } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { requireKnownCreditors } from '../creditors/creditor.store.ts';
import { recordVersion } from '../history/history.store.ts';
import { revokeKeys } from '../keys/revoke-key.ts';
import { recordedBy } from '../recorded-by.ts';
import { AccountChangeRequest } from './account.schema.ts';
import { loadAccount, saveAccount } from './account.store.ts';
import { changeAccount, closeAccount } from './account.ts';
import { accountBody } from './account.wire.ts';

/** What an account may do and for whom: holds at the gateway within two seconds. */
export const changeAccountRoute = ({ db, now }: Deps) =>
  Router().patch('/agency/v1/accounts/:accountId', idempotent({ db }), async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'agency.accounts:write');
    const accountId = read(Id, req.params['accountId'], 'accountId');
    const change = read(AccountChangeRequest, req.body);

    const answer = await transaction(db, async (tx) => {
      const before = await loadAccount(tx, accountId);
      const after = changeAccount(before, change, by);
      const body = accountBody(after);
      if (!isDeepStrictEqual(after, before)) {
        await requireKnownCreditors(tx, after.creditorIds);
        await saveAccount(tx, after);
        const what = { entityId: accountId, change: 'account-changed', at: now(), state: body };
        await recordVersion(tx, { ...what, recordedBy: recordedBy(by) });
      }
      await answerWith(tx, req, 200, body);
      return body;
    });

    res.json(answer);
  });

/** Closes an account and revokes every key of it. Nothing of it works any more within two seconds. */
export const closeAccountRoute = ({ db, now }: Deps) =>
  Router().delete('/agency/v1/accounts/:accountId', async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'agency.accounts:write');
    const accountId = read(Id, req.params.accountId, 'accountId');

    const closed = await transaction(db, async (tx) => {
      const before = await loadAccount(tx, accountId);
      const at = now();
      const after = closeAccount(before, by, at);
      if (after === before) return before;
      await saveAccount(tx, after);
      const what = { entityId: accountId, change: 'account-closed', at, state: accountBody(after) };
      await recordVersion(tx, { ...what, recordedBy: recordedBy(by) });
      await revokeKeys(tx, after, recordedBy(by), at);
      return after;
    });

    res.json(accountBody(closed));
  });
