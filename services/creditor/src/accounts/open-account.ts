import { Router } from 'express';
import { Id } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, requirePermission } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import type { Deps } from '@fairdue/service';
import { readCursor, transaction, type Tx } from '@fairdue/store';
import { requireKnownCreditors } from '../creditors/creditor.store.ts';
import type { RecordedBy } from '../creditors/creditor.ts';
import { recordVersion } from '../history/history.store.ts';
import { PageQuery } from '../page-query.ts';
import { recordedBy } from '../recorded-by.ts';
import { AccountRequest } from './account.schema.ts';
import { insertAccount, listAccounts, loadAccount } from './account.store.ts';
import { mayGrant, permissionsOf, type Account } from './account.ts';
import { accountBody } from './account.wire.ts';
import { subjectsOf } from './subject.store.ts';

/** Stores a new account. No fact goes out: who may log in is nobody's business but the gateway's, and it asks. */
export async function openAccount(tx: Tx, account: Account, by: RecordedBy): Promise<void> {
  await insertAccount(tx, account);
  const [state, at] = [accountBody(account), account.createdAt];
  await recordVersion(tx, { entityId: account._id, change: 'account-opened', at, recordedBy: by, state });
}

export const openAccountRoute = ({ db, now }: Deps) =>
  Router().post('/agency/v1/accounts', idempotent({ db }), async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'agency.accounts:write');
    const body = read(AccountRequest, req.body);
    mayGrant(by.permissions, permissionsOf(body));
    const createdAt = now();
    const account: Account = { _id: newId('account', createdAt.getTime()), createdAt, ...body };
    const answer = accountBody(account);

    await transaction(db, async (tx) => {
      await requireKnownCreditors(tx, account.creditorIds);
      await openAccount(tx, account, recordedBy(by));
      await answerWith(tx, req, 201, answer);
    });

    res.status(201).json(answer);
  });

export const readAccountRoute = ({ db }: Deps) =>
  Router()
    .get('/agency/v1/accounts', async (req, res) => {
      requirePermission(caller(req), 'agency.accounts:read');
      const { limit, after } = read(PageQuery, req.query);
      const { items, next } = await listAccounts(db, { limit, cursor: readCursor(after, ['string']) });
      res.json({ items: items.map(accountBody), next });
    })
    .get('/agency/v1/accounts/:accountId', async (req, res) => {
      requirePermission(caller(req), 'agency.accounts:read');
      const account = await loadAccount({ db }, read(Id, req.params.accountId, 'accountId'));
      res.json({ ...accountBody(account), subjects: await subjectsOf(db, account._id) });
    });
