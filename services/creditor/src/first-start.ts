import { newId } from '@fairdue/ids';
import type { Deps } from '@fairdue/service';
import { collection, transaction, type Tx } from '@fairdue/store';
import { permissionsOf, type Account } from './accounts/account.ts';
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

/** Invented like its people. A real collector has its licences, hours and lawyers' wordings here. */
const demoDisclosures: Registration['settings']['disclosures'] = {
  ca_license_number: {
    en: 'California license number: DEMO-0000 (invented).',
    es: 'Licencia de California: DEMO-0000 (inventada).',
  },
  claim_owner_address: {
    en: 'The claim is owed to Demo Creditor, 100 Example Street, Springfield, IL 62701.',
    es: 'La deuda se debe a Demo Creditor, 100 Example Street, Springfield, IL 62701.',
  },
  dc_document_rights: {
    en: 'You have the right to ask for the documents of this debt.',
    es: 'Tiene derecho a pedir los documentos de esta deuda.',
  },
  dc_owner_of_debt: {
    en: 'Owner of the debt: Demo Creditor, 100 Example Street, Springfield, IL 62701, +1 217 555 0100.',
    es: 'Titular de la deuda: Demo Creditor, 100 Example Street, Springfield, IL 62701, +1 217 555 0100.',
  },
  me_office_hours: {
    en: 'Office hours: Monday to Friday, 9 a.m. to 5 p.m.',
    es: 'Horario: lunes a viernes, de 9 a 17 horas.',
  },
  me_street_address: {
    en: 'Our office: 100 Example Street, Springfield.',
    es: 'Oficina: 100 Example Street, Springfield.',
  },
  mn_counselling_sheet: {
    en: 'Free help with debts: ask us for the sheet of the Commissioner of Commerce.',
    es: 'Ayuda gratuita con deudas: pídanos la hoja del Commissioner of Commerce.',
  },
  mn_license: {
    en: 'This collection agency is licensed by the Minnesota Department of Commerce.',
    es: 'Esta agencia tiene licencia del Minnesota Department of Commerce.',
  },
  wi_license: {
    en: 'This collection agency is licensed by the Wisconsin Department of Financial Institutions.',
    es: 'Esta agencia tiene licencia del Wisconsin Department of Financial Institutions.',
  },
};

const demoCreditor: Registration = {
  companyName: 'Demo Creditor',
  industry: 'Consumer lending',
  environment: 'TEST',
  commissionPercentBasisPoint: 0,
  settings: {
    textConsentAtPlacement: true, // invented people, placed with their consent, so that every channel can be tried
    disclosures: demoDisclosures,
  },
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

const anOperator = (_id: string, name: string, creditorIds: string[], createdAt: Date): Account => ({
  _id,
  name,
  roles: ['operator'],
  permissions: [],
  creditorIds,
  createdAt,
});

async function openDemo(tx: Tx, accountId: string, secret: string, now: Date): Promise<void> {
  const creditor = aCreditor(demoCreditor, now);
  const account = anOperator(accountId, 'First operator', [creditor._id], now);
  await registerCreditor(tx, creditor, byItself);
  await openAccount(tx, account, byItself);
  await issueKey(tx, account, { secret, by: byItself, at: now });
}

const mayDoEverything = (account: Account): boolean => !account.closedAt && permissionsOf(account).includes('*');

/** In place of the first account, which others closed or took rights from; a key configured after this one is added to it. */
async function openInPlaceOf(tx: Tx, former: Account, accountId: string, now: Date): Promise<Account> {
  const account = anOperator(accountId, 'Operator by configuration', former.creditorIds, now);
  await openAccount(tx, account, { ...byItself, description: `In place of ${former._id}, by BOOTSTRAP_API_KEY.` });
  await firstStarts(tx.db).updateOne({ _id: 'first-start' }, { $set: { accountId } }, { session: tx.session });
  return account;
}

type LetIn = { apiKeyId: string; accountId: string; formerAccountId: string };

/** Whoever sets the environment runs the installation. A key that was ever known here is none anew, least of all a revoked one. */
async function letBackIn(tx: Tx, ownerId: string, secret: string, accountId: string, now: Date): Promise<LetIn | null> {
  if (await findKeyByHash(tx, hashOf(secret))) return null;
  const former = await loadAccount(tx, ownerId);
  const account = mayDoEverything(former) ? former : await openInPlaceOf(tx, former, accountId, now);
  const { _id: apiKeyId } = await issueKey(tx, account, { secret, by: byItself, at: now });
  return { apiKeyId, accountId: account._id, formerAccountId: former._id };
}

/**
 * The first start makes a creditor and an account that may do everything, with the configured key or a new one. Later
 * starts change nothing, except that a newly configured key lets in again whoever lost theirs, or was locked out.
 */
export async function firstStart(
  { db, now, log }: Pick<Deps, 'db' | 'now' | 'log'>,
  configured: string | undefined,
  show: (line: string) => void,
): Promise<void> {
  const secret = configured ?? newSecret();
  const at = now();
  const accountId = newId('account', at.getTime());

  const { isFirst, letIn } = await transaction(db, async (tx) => {
    const owner = await claimFirstStart(tx, accountId);
    if (owner === accountId) {
      await openDemo(tx, accountId, secret, at);
      return { isFirst: true, letIn: null };
    }
    if (configured === undefined) return { isFirst: false, letIn: null };
    return { isFirst: false, letIn: await letBackIn(tx, owner, configured, accountId, at) };
  });

  if (letIn) log.warn(letIn, 'a newly configured API key opens an account that may do everything');
  if (isFirst && configured === undefined) show(`API key of the first account (shown only now): ${secret}\n`);
}
