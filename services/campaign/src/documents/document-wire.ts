import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { chattelTypes, loanStatus, providerOf, type Document, type LoanFacts } from './document.ts';

const LoanBody = z.strictObject({
  providerName: z.string(),
  originalAmount: z.number(),
  remainingAmount: z.number(),
  currency: z.string(),
  maturityDate: z.iso.date().nullable(),
  status: z.enum(['BEHIND', 'CURRENT']),
});

/** A document and its loan. Amounts are in major units, with at most two decimals. */
export const DocumentBody = z.strictObject({
  id: Id,
  title: z.string(),
  description: z.string().nullable(),
  chattelType: z.enum(chattelTypes),
  loan: LoanBody.nullable(),
  debtId: Id.nullable(),
  personId: Id.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export const OneDocument = z.strictObject({ document: DocumentBody });
export const DocumentList = z.strictObject({ documents: z.array(DocumentBody) });

/** Cents inside, major units on this family's wire. */
const amount = (cents: number): number => cents / 100;

const loanWire = (loan: LoanFacts, companyName: string, now: Date): z.output<typeof LoanBody> => ({
  providerName: providerOf(loan, companyName),
  originalAmount: amount(loan.originalCents),
  remainingAmount: amount(loan.remainingCents),
  currency: loan.currency,
  maturityDate: loan.maturityDate,
  status: loanStatus(loan, now),
});

export const documentWire = (document: Document, companyName: string, now: Date): z.output<typeof DocumentBody> => ({
  id: document._id,
  title: document.title,
  description: document.description,
  chattelType: document.chattelType,
  loan: document.loan && loanWire(document.loan, companyName, now),
  debtId: document.debtId,
  personId: document.customerId,
  createdAt: document.createdAt.toISOString(),
  updatedAt: document.updatedAt.toISOString(),
});
