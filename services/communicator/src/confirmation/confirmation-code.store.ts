import { collection, replaceRows, type Tx } from '@fairdue/store';
import type { ConfirmationCode } from './confirmation-code.ts';

export const confirmationCodes = collection<ConfirmationCode>('confirmation_codes', {
  creditorId: String, customerId: String, codeHash: String, expiresAt: Date, triesLeft: Number, askedAt: [Date],
}); // prettier-ignore

export const loadCode = ({ db, session }: Tx, creditorId: string, id: string): Promise<ConfirmationCode | null> =>
  confirmationCodes(db).findOne({ creditorId, _id: id }, null, { session }).lean<ConfirmationCode>();

/** Of two writers of one contact's codes the later one conflicts, and finds what the earlier left. */
export const saveCode = (tx: Tx, code: ConfirmationCode): Promise<unknown> =>
  replaceRows(tx, confirmationCodes, [code]);
