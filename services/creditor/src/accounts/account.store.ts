import { Refused } from '@fairdue/refused';
import { collection, keysetFilter, pageOf, type Connection, type Page, type Tx } from '@fairdue/store';
import type { Account } from './account.ts';

/** An account may be linked to several creditors, so it belongs to none: the agency keeps it. */
export const accounts = collection<Account>(
  'accounts',
  {
    name: String,
    roles: [String],
    permissions: [String],
    creditorIds: [String],
    createdAt: Date,
    closedAt: Date,
  },
  { tenant: false },
);

type Where = { db: Connection; session?: Tx['session'] };

export async function findAccount({ db, session }: Where, accountId: string): Promise<Account | null> {
  return accounts(db)
    .findById(accountId, null, session ? { session } : {})
    .lean<Account>();
}

export async function loadAccount(where: Where, accountId: string): Promise<Account> {
  const account = await findAccount(where, accountId);
  if (!account) throw new Refused('not-found', 'account-not-found', `There is no account ${accountId}.`);
  return account;
}

export async function insertAccount({ db, session }: Tx, account: Account): Promise<void> {
  await accounts(db).create([account], { session });
}

/** Of two writers MongoDB aborts one, and its whole transaction runs again on fresh data. */
export async function saveAccount({ db, session }: Tx, account: Account): Promise<void> {
  await accounts(db).replaceOne({ _id: account._id }, account, { session });
}

/** Every account of the installation, in the order of their ids. */
export async function listAccounts(
  db: Connection,
  { limit, cursor }: { limit: number; cursor: readonly unknown[] | undefined },
): Promise<Page<Account>> {
  const rows = await accounts(db)
    .find(keysetFilter(['_id'], cursor))
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean<Account[]>();
  return pageOf(rows, limit, ['_id']);
}
