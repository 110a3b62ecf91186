import { collection, writeRows, type Tx } from '@fairdue/store';

/** The validation notice of a debt that a provider took. One that comes back was not given. */
type ValidationNotice = { _id: string; creditorId: string; debtId: string; interactionId: string; sentAt: Date };

export const validationNotices = collection<ValidationNotice>(
  'validation_notices',
  { creditorId: String, debtId: String, interactionId: String, sentAt: Date },
  { indexes: [[{ creditorId: 1, debtId: 1 }], [{ creditorId: 1, interactionId: 1 }]] },
);

type Given = { _id: string; creditorId: string; debtIds: string[]; sentAt: Date };

export const noticesGiven = (tx: Tx, given: readonly Given[]): Promise<unknown> =>
  writeRows(
    tx,
    validationNotices,
    given.flatMap(({ _id, creditorId, debtIds, sentAt }) =>
      debtIds.map((debtId) => ({
        updateOne: {
          filter: { _id: `${debtId} ${_id}` as never, creditorId },
          update: { $setOnInsert: { debtId, interactionId: _id, sentAt } },
          upsert: true,
        },
      })),
    ),
  );

export const noticeReturned = ({ db, session }: Tx, creditorId: string, interactionId: string) =>
  validationNotices(db).deleteMany({ creditorId, interactionId }, { session });

export const debtsWithNotice = async (
  { db }: Pick<Tx, 'db'>,
  creditorId: string,
  debtIds: readonly string[],
): Promise<Set<string>> =>
  new Set(await validationNotices(db).distinct('debtId', { creditorId, debtId: { $in: [...debtIds] } }));
