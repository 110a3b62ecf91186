import {
  CreditorRegisteredV1, CreditorUpdatedV1, defaultCreditorSettings, SettingsChangedV1, type CreditorSettings,
} from '@fairdue/contracts'; // prettier-ignore
import { consumer, type Consumer } from '@fairdue/outbox';
import { collection, type Connection, type Tx } from '@fairdue/store';
import { Schema } from 'mongoose';

type CreditorRow = { _id: string; creditorId: string; settings: CreditorSettings };

export const creditors = collection<CreditorRow>(
  'creditors',
  { creditorId: String, settings: Schema.Types.Mixed },
  { indexes: [[{ creditorId: 1 }]] },
);

/** What each creditor decided; one we have not heard of has the defaults, which are the strict ones. */
export async function loadSettings(
  where: Tx | Connection,
  creditorIds: readonly string[],
): Promise<(creditorId: string) => CreditorSettings> {
  const { db, session } = 'session' in where ? where : { db: where, session: null };
  const rows = await creditors(db)
    .find({ creditorId: { $in: [...new Set(creditorIds)] } }, null, { session })
    .lean<CreditorRow[]>();
  const known = new Map(rows.map((row) => [row.creditorId, row.settings]));
  return (creditorId) => known.get(creditorId) ?? defaultCreditorSettings;
}

/** Every creditor that was told of. */
export async function knownCreditors({ db, session }: Tx): Promise<string[]> {
  const rows = await creditors(db)
    .find({}, { creditorId: 1 }, { session, acrossCreditors: true })
    .lean<Pick<CreditorRow, 'creditorId'>[]>();
  return rows.map(({ creditorId }) => creditorId);
}

/** Facts about creditors carry their settings whole, so that the last one says it all. */
export const followCreditors: readonly Consumer[] = [CreditorRegisteredV1, CreditorUpdatedV1, SettingsChangedV1].map(
  (definition) =>
    consumer(`creditor-settings-${definition.type}`, definition, async ({ db, session }, events) => {
      const last = new Map(events.map(({ data }) => [data.creditorId, data.settings]));
      await creditors(db).bulkWrite(
        [...last].map(([creditorId, settings]) => ({
          updateOne: { filter: { _id: creditorId }, update: { $set: { creditorId, settings } }, upsert: true },
        })),
        { session, ordered: false },
      );
    }),
);
