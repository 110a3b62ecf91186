import { Refused } from '@fairdue/refused';
import { collection, type Connection, type Tx } from '@fairdue/store';
import type { ApiKey } from './api-key.ts';

/** A key is looked up before anybody knows whose it is, so this collection has no creditor. */
export const apiKeys = collection<ApiKey>(
  'apiKeys',
  { accountId: String, hash: String, issuedAt: Date, revokedAt: Date },
  { tenant: false, indexes: [[{ hash: 1 }, { unique: true }], [{ accountId: 1, issuedAt: 1 }]] },
);

type Where = { db: Connection; session?: Tx['session'] };

export const findKeyByHash = ({ db, session }: Where, hash: string): Promise<ApiKey | null> =>
  apiKeys(db)
    .findOne({ hash }, null, session ? { session } : {})
    .lean<ApiKey>()
    .exec();

export const findKey = ({ db, session }: Where, apiKeyId: string): Promise<ApiKey | null> =>
  apiKeys(db)
    .findById(apiKeyId, null, session ? { session } : {})
    .lean<ApiKey>()
    .exec();

export const keysOfAccount = ({ db, session }: Where, accountId: string): Promise<ApiKey[]> =>
  apiKeys(db)
    .find({ accountId }, null, session ? { session } : {})
    .sort({ issuedAt: 1 })
    .lean<ApiKey[]>()
    .exec();

export async function loadKey(where: Where, apiKeyId: string): Promise<ApiKey> {
  const key = await findKey(where, apiKeyId);
  if (!key) throw new Refused('not-found', 'key-not-found', `There is no API key ${apiKeyId}.`);
  return key;
}

export async function insertKey({ db, session }: Tx, key: ApiKey): Promise<void> {
  await apiKeys(db).create([key], { session });
}

export async function saveKey({ db, session }: Tx, key: ApiKey): Promise<void> {
  await apiKeys(db).replaceOne({ _id: key._id }, key, { session });
}
