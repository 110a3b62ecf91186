import type { CreditorSettings, SenderIdentity } from '@fairdue/contracts';

/** Who sends: the creditor’s or collector’s name, address and role. A copy; the creditor service owns it. */
export type Creditor = { _id: string; companyName: string; settings: CreditorSettings; sender: SenderIdentity };
