import { Router } from 'express';
import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, requirePermission } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { knownCreditorIds } from '../creditors/creditor.store.ts';
import { mayGrant, permissionsOf, roleNames, type Account } from './account.ts';
import { insertAccount, loadAccount } from './account.store.ts';

const Permission = z.string().regex(/^(\*|[a-z-]+(\.[a-z-]+)?:[a-z-]+(\.[a-z-]+)?)$/);
const Body = z.strictObject({
  name: z.string().trim().min(1).max(200),
  roles: z.array(z.enum(roleNames)).max(10).default([]),
  permissions: z.array(Permission).max(200).default([]),
  creditorIds: z.array(Id).min(1).max(100),
});

const accountAnswer = (account: Account) => ({
  accountId: account._id,
  name: account.name,
  roles: account.roles,
  permissions: permissionsOf(account),
  creditorIds: account.creditorIds,
});

export const openAccountRoute = ({ db, now }: Deps) =>
  Router().post('/agency/v1/accounts', idempotent({ db }), async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'agency.accounts:write');
    const body = read(Body, req.body);
    mayGrant(by.permissions, permissionsOf(body));
    const createdAt = now();
    const creditorIds = [...new Set(body.creditorIds)];
    const account: Account = { _id: newId('account', createdAt.getTime()), createdAt, ...body, creditorIds };
    const answer = accountAnswer(account);

    await transaction(db, async (tx) => {
      const known = await knownCreditorIds(tx, creditorIds);
      const unknown = creditorIds.find((id) => !known.has(id));
      if (unknown) throw new Refused('not-found', 'creditor-not-found', `There is no creditor ${unknown}.`);
      await insertAccount(tx, account);
      await answerWith(tx, req, 201, answer);
    });

    res.status(201).json(answer);
  });

export const readAccountRoute = ({ db }: Deps) =>
  Router().get('/agency/v1/accounts/:accountId', async (req, res) => {
    requirePermission(caller(req), 'agency.accounts:read');
    res.json(accountAnswer(await loadAccount({ db }, read(Id, req.params.accountId))));
  });
