import { Refused } from '@fairdue/refused';
import { collection, type Connection, type Tx } from '@fairdue/store';
import type { Account } from './account.ts';

/** An account may be linked to several creditors, so it belongs to none: the agency keeps it. */
export const accounts = collection<Account>(
  'accounts',
  { name: String, roles: [String], permissions: [String], creditorIds: [String], createdAt: Date },
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
