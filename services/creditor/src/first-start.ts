import { newId } from '@fairdue/ids';
import type { Deps } from '@fairdue/service';
import { collection, transaction, type Tx } from '@fairdue/store';
import type { Account } from './accounts/account.ts';
import { loadAccount } from './accounts/account.store.ts';
import { openAccount } from './accounts/open-account.ts';
import type { Registration } from './creditors/creditor.schema.ts';
import { aCreditor, registerCreditor } from './creditors/register-creditor.ts';
import { hashOf, newSecret } from './keys/api-key.ts';
import { findKeyByHash } from './keys/api-key.store.ts';
import { issueKey } from './keys/issue-key.ts';

/** That the first start has happened, and which account it made. One row, whichever replica comes first. */
type FirstStart = { _id: string; accountId: string };
export const firstStarts = collection<FirstStart>('firstStarts', { accountId: String }, { tenant: false });

const byItself = { kind: 'service', id: 'creditor' } as const;

const demoCreditor: Registration = {
  companyName: 'Demo Creditor',
  industry: 'Consumer lending',
  environment: 'TEST',
  commissionPercentBasisPoint: 0,
  settings: { textConsentAtPlacement: true }, // invented people, placed with their consent, so that every channel can be tried
  sender: {
    companyName: 'Demo Creditor',
    addressLines: ['100 Example Street', 'Springfield, IL 62701'],
    phone: '+1 217 555 0100',
    email: 'help@demo-creditor.example',
    website: 'https://demo-creditor.example',
  },
};

/** The account of the first start: ours when the row was free. Two replicas conflict here, and the loser looks again. */
async function claimFirstStart({ db, session }: Tx, accountId: string): Promise<string> {
  const claimed = await firstStarts(db).updateOne(
    { _id: 'first-start' },
    { $setOnInsert: { accountId } },
    { upsert: true, session },
  );
  if (claimed.upsertedCount === 1) return accountId;
  const row = await firstStarts(db).findById('first-start', null, { session }).lean<FirstStart>();
  return row?.accountId ?? accountId;
}

async function openDemo(tx: Tx, accountId: string, secret: string, now: Date): Promise<void> {
  const creditor = aCreditor(demoCreditor, now);
  const account: Account = {
    _id: accountId,
    name: 'First operator',
    roles: ['operator'],
    permissions: [],
    creditorIds: [creditor._id],
    createdAt: now,
  };
  await registerCreditor(tx, creditor, byItself);
  await openAccount(tx, account, byItself);
  await issueKey(tx, account, { secret, by: byItself, at: now });
}

/**
 * The first start makes a creditor and an account that may do everything, with the configured key or a new one. Later
 * starts change nothing, except that a newly configured key is added: it is the way back in for whoever lost theirs.
 */
export async function firstStart(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  configured: string | undefined,
  show: (line: string) => void,
): Promise<void> {
  const secret = configured ?? newSecret();
  const at = now();
  const accountId = newId('account', at.getTime());

  const isFirst = await transaction(db, async (tx) => {
    const owner = await claimFirstStart(tx, accountId);
    if (owner === accountId) {
      await openDemo(tx, accountId, secret, at);
      return true;
    }
    if (configured !== undefined && !(await findKeyByHash(tx, hashOf(configured))))
      await issueKey(tx, await loadAccount(tx, owner), { secret: configured, by: byItself, at });
    return false;
  });

  if (isFirst && configured === undefined) show(`API key of the first account (shown only now): ${secret}\n`);
}
