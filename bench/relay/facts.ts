import { DocumentRegisteredV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { fact, type Fact } from '@fairdue/outbox';

export const topic = DocumentRegisteredV1.topic;

/** A small fact, as most are: about 450 bytes with its envelope. */
export const registered = (customerId: string): Fact =>
  fact(DocumentRegisteredV1, new Date(), {
    creditorId: newId('creditor'),
    customerId,
    documentId: newId('document'),
    debtId: newId('debt'),
  });
