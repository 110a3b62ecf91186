import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { loanStatus, type Document } from './document.ts';

/** A document and its loan. Amounts are in major units, with at most two decimals. */
export const DocumentBody = z.strictObject({
  id: Id,
  title: z.string(),
  description: z.null(),
  chattelType: z.literal('other'),
  loan: z.strictObject({
    providerName: z.string(),
    originalAmount: z.number(),
    remainingAmount: z.number(),
    currency: z.string(),
    maturityDate: z.null(),
    status: z.enum(['BEHIND', 'CURRENT']),
  }),
  debtId: Id,
  personId: Id,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export const OneDocument = z.strictObject({ document: DocumentBody });
export const DocumentList = z.strictObject({ documents: z.array(DocumentBody) });

/** Cents inside, major units on this family's wire. */
const amount = (cents: number): number => cents / 100;

export const documentWire = (document: Document, companyName: string, now: Date): z.output<typeof DocumentBody> => ({
  id: document._id,
  title: document.title,
  description: null,
  chattelType: 'other',
  loan: {
    providerName: document.loan.providerName ?? companyName,
    originalAmount: amount(document.loan.originalCents),
    remainingAmount: amount(document.loan.remainingCents),
    currency: document.loan.currency,
    maturityDate: null,
    status: loanStatus(document.loan, now),
  },
  debtId: document.debtId,
  personId: document.customerId,
  createdAt: document.createdAt.toISOString(),
  updatedAt: document.updatedAt.toISOString(),
});
