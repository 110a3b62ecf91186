import { collection } from '@fairdue/store';

type Document = { _id: string; creditorId: string; customerId: string; debtId: string | null; registeredAt: Date };

/** What the effect writes: a row per fact, the same for everybody. */
export const documents = collection<Document>('documents', {
  ...{ creditorId: String, customerId: String, debtId: String, registeredAt: Date },
});

export type Registered = { creditorId: string; customerId: string; documentId: string; debtId: string | null };

export const registering = ({ documentId, creditorId, customerId, debtId }: Registered) => ({
  filter: { _id: documentId, creditorId },
  update: { $set: { customerId, debtId, registeredAt: new Date() } },
  upsert: true,
});
