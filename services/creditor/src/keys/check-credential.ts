import { Router } from 'express';
import { z } from 'zod';
import { read } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { permissionsOf } from '../accounts/account.ts';
import { findAccount } from '../accounts/account.store.ts';
import { hashOf } from './api-key.ts';
import { findKeyByHash } from './api-key.store.ts';

const Body = z.object({ apiKey: z.string().min(1).max(500) });

/** Whose key is this, and what may they do? Unknown and revoked look the same. */
export const checkCredentialRoute = ({ db }: Deps) =>
  Router().post('/internal/credentials', async (req, res) => {
    const { apiKey } = read(Body, req.body);
    const key = await findKeyByHash({ db }, hashOf(apiKey));
    const account = key && !key.revokedAt ? await findAccount({ db }, key.accountId) : null;
    if (!key || !account) throw new Refused('not-found', 'credential-unknown', 'No account has that key.');
    res.json({
      accountId: account._id,
      apiKeyId: key._id,
      permissions: permissionsOf(account),
      creditors: account.creditorIds.map((creditorId) => ({ creditorId })),
    });
  });
