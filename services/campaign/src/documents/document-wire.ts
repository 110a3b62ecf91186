import { loanStatus, type Document } from './document.ts';

/** Cents inside, major units on this family's wire. */
const amount = (cents: number): number => cents / 100;

export const documentWire = (document: Document, companyName: string, now: Date) => ({
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
