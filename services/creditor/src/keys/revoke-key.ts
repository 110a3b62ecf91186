import { Router } from 'express';
import { ApiKeyRevokedV1, Id } from '@fairdue/contracts';
import { caller, read, requirePermission } from '@fairdue/http';
import { enqueueAll, fact } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { loadAccount } from '../accounts/account.store.ts';
import { mayGrant, permissionsOf, type Account } from '../accounts/account.ts';
import type { RecordedBy } from '../creditors/creditor.ts';
import { recordVersion } from '../history/history.store.ts';
import { recordedBy } from '../recorded-by.ts';
import type { ApiKey } from './api-key.ts';
import { keysOfAccount, loadKey, saveKey } from './api-key.store.ts';

async function revokeKey(tx: Tx, key: ApiKey, { creditorIds }: Account, by: RecordedBy, at: Date): Promise<void> {
  const { _id: apiKeyId, accountId } = key;
  await saveKey(tx, { ...key, revokedAt: at });
  const what = { entityId: accountId, change: 'api-key-revoked', at, state: { apiKeyId } };
  await recordVersion(tx, { ...what, recordedBy: by });
  await enqueueAll(
    tx,
    creditorIds.map((creditorId) => fact(ApiKeyRevokedV1, at, { creditorId, accountId, apiKeyId, recordedBy: by })),
  );
}

/** Every key of an account that is not revoked yet. */
export async function revokeKeys(tx: Tx, account: Account, by: RecordedBy, at: Date): Promise<void> {
  for (const key of await keysOfAccount(tx, account._id)) if (!key.revokedAt) await revokeKey(tx, key, account, by, at);
}

/**
 * A key is revoked by who could have issued it: a lesser account cannot lock a mightier one out.
 * A revoked key opens nothing once the gateway's two seconds of memory are over. Revoking twice changes nothing.
 */
export const revokeKeyRoute = ({ db, now }: Deps) =>
  Router().delete('/agency/v1/keys/:apiKeyId', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.keys:write');
    const apiKeyId = read(Id, req.params.apiKeyId, 'apiKeyId');

    const revokedAt = await transaction(db, async (tx) => {
      const key = await loadKey(tx, apiKeyId);
      if (key.revokedAt) return key.revokedAt;
      const account = await loadAccount(tx, key.accountId);
      mayGrant(from.permissions, permissionsOf(account));
      const at = now();
      await revokeKey(tx, key, account, recordedBy(from), at);
      return at;
    });

    res.json({ apiKeyId, revokedAt });
  });
