import { Router } from 'express';
import { ApiKeyRevokedV1, Id } from '@fairdue/contracts';
import { caller, read, requirePermission } from '@fairdue/http';
import { enqueueAll, fact } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { loadAccount } from '../accounts/account.store.ts';
import { loadKey, saveKey } from './api-key.store.ts';

/** A revoked key opens nothing once the gateway's two seconds of memory are over. Revoking twice changes nothing. */
export const revokeKeyRoute = ({ db, now }: Deps) =>
  Router().delete('/agency/v1/keys/:apiKeyId', async (req, res) => {
    requirePermission(caller(req), 'agency.keys:write');
    const apiKeyId = read(Id, req.params.apiKeyId);

    const revokedAt = await transaction(db, async (tx) => {
      const key = await loadKey(tx, apiKeyId);
      if (key.revokedAt) return key.revokedAt;
      const at = now();
      await saveKey(tx, { ...key, revokedAt: at });
      const { creditorIds } = await loadAccount(tx, key.accountId);
      const facts = creditorIds.map((creditorId) =>
        fact(ApiKeyRevokedV1, at, { creditorId, accountId: key.accountId, apiKeyId }),
      );
      await enqueueAll(tx, facts);
      return at;
    });

    res.json({ apiKeyId, revokedAt });
  });
