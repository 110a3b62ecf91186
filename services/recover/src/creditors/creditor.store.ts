import { Schema } from 'mongoose';
import { defaultCreditorSettings, type CreditorSettings } from '@fairdue/contracts';
import { collection, type Connection, type Tx } from '@fairdue/store';

/** What recover has to know of a creditor, as the creditor service last told it. */
type KnownCreditor = { _id: string; creditorId: string; settings: CreditorSettings; activationStatus?: string };

export const creditors = collection<KnownCreditor>('creditors', {
  creditorId: String,
  settings: Schema.Types.Mixed,
  activationStatus: String,
});

/** Of a creditor not heard of yet, the defaults hold: they are the stricter values. */
export async function settingsOf(
  db: Connection,
  creditorId: string,
): Promise<CreditorSettings & { isCreditorActive: boolean }> {
  const known = await creditors(db).findOne({ _id: creditorId, creditorId }).lean<KnownCreditor>();
  const isCreditorActive = (known?.activationStatus ?? 'ACTIVE') === 'ACTIVE';
  return { ...(known?.settings ?? defaultCreditorSettings), isCreditorActive };
}

/** Of several views of one creditor the last one stays. */
export async function keepSettings(
  { db, session }: Tx,
  views: readonly { creditorId: string; settings: CreditorSettings; activationStatus?: string | undefined }[],
): Promise<void> {
  const replacements = views.map(({ creditorId, settings, activationStatus }) => ({
    replaceOne: {
      filter: { _id: creditorId },
      replacement: {
        _id: creditorId,
        creditorId,
        settings,
        ...(activationStatus !== undefined && { activationStatus }),
      },
      upsert: true,
    },
  }));
  await creditors(db).bulkWrite(replacements, { session, ordered: true });
}
