import { Router } from 'express';
import { Id } from '@fairdue/contracts';
import { caller, read, requirePermission } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readCursor } from '@fairdue/store';
import { loadAccount } from '../accounts/account.store.ts';
import { loadCreditor } from '../creditors/creditor.store.ts';
import { PageQuery } from '../page-query.ts';
import { versionsOf } from './history.store.ts';
import { versionBody } from './history.wire.ts';

/** The version history of a creditor (its brands and settings included) or of an account: who, when, why, what then was. */
export function readHistoryRoute({ db }: Deps) {
  const pageFor = async (entityId: string, query: unknown) => {
    const { limit, after } = read(PageQuery, query);
    const { items, next } = await versionsOf(db, entityId, { limit, cursor: readCursor(after, ['number']) });
    return { items: items.map(versionBody), next };
  };
  return Router()
    .get('/agency/v1/creditors/:creditorId/history', async (req, res) => {
      requirePermission(caller(req), 'agency.creditors:read');
      const { _id } = await loadCreditor({ db }, read(Id, req.params.creditorId, 'creditorId'));
      res.json(await pageFor(_id, req.query));
    })
    .get('/agency/v1/accounts/:accountId/history', async (req, res) => {
      requirePermission(caller(req), 'agency.accounts:read');
      const { _id } = await loadAccount({ db }, read(Id, req.params.accountId, 'accountId'));
      res.json(await pageFor(_id, req.query));
    });
}
