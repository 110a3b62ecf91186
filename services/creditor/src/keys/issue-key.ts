import { Router } from 'express';
import { ApiKeyIssuedV1, Id } from '@fairdue/contracts';
import { caller, read, requirePermission } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { enqueueAll, fact } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { mayOpenAs, type Account } from '../accounts/account.ts';
import { loadAccount } from '../accounts/account.store.ts';
import type { RecordedBy } from '../creditors/creditor.ts';
import { recordVersion } from '../history/history.store.ts';
import { recordedBy } from '../recorded-by.ts';
import { hashOf, newSecret, type ApiKey } from './api-key.ts';
import { keyBody } from './api-key.wire.ts';
import { insertKey, keysOfAccount } from './api-key.store.ts';

type Issue = { secret: string; by: RecordedBy; at: Date };

/** Stores the hash of a key and tells every creditor's stream of it. */
export async function issueKey(tx: Tx, account: Account, { secret, by, at }: Issue): Promise<ApiKey> {
  const { _id: accountId, creditorIds } = account;
  const key = { _id: newId('apiKey', at.getTime()), accountId, hash: hashOf(secret), issuedAt: at, revokedAt: null };
  const state = { apiKeyId: key._id };
  await insertKey(tx, key);
  await recordVersion(tx, { entityId: accountId, change: 'api-key-issued', at, recordedBy: by, state });
  await enqueueAll(
    tx,
    creditorIds.map((creditorId) =>
      fact(ApiKeyIssuedV1, at, { creditorId, accountId, apiKeyId: key._id, recordedBy: by }),
    ),
  );
  return key;
}

/**
 * The key is in this answer and nowhere else, which is why no Idempotency-Key keeps the answer: a repeat issues
 * another key, and the one nobody received can be revoked.
 */
export const issueKeyRoute = ({ db, now }: Deps) =>
  Router().post('/agency/v1/accounts/:accountId/keys', async (req, res) => {
    const by = caller(req);
    requirePermission(by, 'agency.keys:write');
    const accountId = read(Id, req.params.accountId, 'accountId');
    const secret = newSecret();

    const key = await transaction(db, async (tx) => {
      const account = await loadAccount(tx, accountId);
      mayOpenAs(account, by);
      return issueKey(tx, account, { secret, by: recordedBy(by), at: now() });
    });

    res.status(201).json({ apiKeyId: key._id, accountId, apiKey: secret });
  });

export const listKeysRoute = ({ db }: Deps) =>
  Router().get('/agency/v1/accounts/:accountId/keys', async (req, res) => {
    requirePermission(caller(req), 'agency.keys:read');
    const account = await loadAccount({ db }, read(Id, req.params.accountId, 'accountId'));
    res.json({ items: (await keysOfAccount({ db }, account._id)).map(keyBody) });
  });
