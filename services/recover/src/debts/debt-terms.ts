import type { CreditorSettings } from '@fairdue/contracts';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { settingsOf } from '../creditors/creditor.store.ts';

/** What the creditor and the operator say about all debts of a creditor. */
export type DebtTerms = CreditorSettings & {
  isCreditorActive: boolean;
  /** Two capitals each. */
  blockedStates: readonly string[];
};

export const debtTermsOf = async (
  { db, config }: Pick<Deps<RecoverConfig>, 'db' | 'config'>,
  creditorId: string,
): Promise<DebtTerms> => ({ ...(await settingsOf(db, creditorId)), blockedStates: config.BLOCKED_STATES });
