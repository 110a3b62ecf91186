import { DocumentChangedV1, DocumentDeletedV1, DocumentRegisteredV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { fact, type Fact } from '@fairdue/outbox';
import { documentActivity, type Activity } from '../activity/activity.ts';
import { loanStatus, type Document } from './document.ts';

const hasTurned = (before: Document, { loan }: Document, now: Date): boolean =>
  loan !== null && (!before.loan || loanStatus(before.loan, now) !== loanStatus(loan, now));

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
  if (!loan || !hasTurned(before, after, now)) return [];
  return [fact(DocumentChangedV1, now, { ...about, loanStatus: loanStatus(loan, now) })];
}

const newsOf = (type: Parameters<typeof documentActivity>[1], document: Document, now: Date): Activity =>
  documentActivity(newId('activity'), type, document, now);

/** What people read of a document that somebody made, changed or deleted. */
export function activityOfDocument(before: Document | undefined, after: Document, now: Date): Activity {
  if (after.deletedAt) return newsOf('document.deleted', after, now);
  if (!before) return newsOf('document.created', after, now);
  return newsOf(hasTurned(before, after, now) ? 'loan.status_changed' : 'document.updated', after, now);
}

/** Of one that follows its debt only that its loan is in order again, or behind, is news. */
export const activityOfDebt = (before: Document | undefined, after: Document, now: Date): Activity[] =>
  before && hasTurned(before, after, now) ? [newsOf('loan.status_changed', after, now)] : [];
