import { DocumentChangedV1, DocumentDeletedV1, DocumentRegisteredV1 } from '@fairdue/contracts';
import { fact, type Fact } from '@fairdue/outbox';
import { loanStatus, type Document } from './document.ts';

/**
 * What the rest of the platform is told of a document: that it is there, that its loan fell behind or came right, that it
 * is gone. Facts are about a person: a document without one is registered when somebody says whose it is.
 */
export function factsOfDocument(before: Document | undefined, after: Document, now: Date): Fact[] {
  const { creditorId, customerId, debtId, _id: documentId, loan } = after;
  if (customerId === null) return [];
  const about = { creditorId, customerId, documentId, debtId };
  if (after.deletedAt) return [fact(DocumentDeletedV1, now, about)];
  if (!before || before.customerId === null) return [fact(DocumentRegisteredV1, now, about)];
  if (!loan || (before.loan && loanStatus(before.loan, now) === loanStatus(loan, now))) return [];
  return [fact(DocumentChangedV1, now, { ...about, loanStatus: loanStatus(loan, now) })];
}
