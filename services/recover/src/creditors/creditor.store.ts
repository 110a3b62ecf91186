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

export type KnownSettings = CreditorSettings & { isCreditorActive: boolean };

/** Of a creditor not heard of yet, the defaults hold: they are the stricter values. */
async function loadSettings(db: Connection, creditorId: string): Promise<KnownSettings> {
  const known = await creditors(db).findOne({ _id: creditorId, creditorId }).lean<KnownCreditor>();
  const isCreditorActive = (known?.activationStatus ?? 'ACTIVE') === 'ACTIVE';
  return { ...(known?.settings ?? defaultCreditorSettings), isCreditorActive };
}

type Remembered = { settings: Promise<KnownSettings>; untilMs: number };
const rememberedMs = 1_000;
const remembered = new WeakMap<Connection, Map<string, Remembered>>();

/**
 * As they are, or were a second ago: nearly every request asks, and they change a few times a year. What this process
 * learns holds at once.
 */
export function settingsOf(db: Connection, creditorId: string): Promise<KnownSettings> {
  const ofCreditors = remembered.get(db) ?? new Map<string, Remembered>();
  remembered.set(db, ofCreditors);
  const known = ofCreditors.get(creditorId);
  if (known && performance.now() < known.untilMs) return known.settings;
  const settings = loadSettings(db, creditorId);
  ofCreditors.set(creditorId, { settings, untilMs: performance.now() + rememberedMs });
  settings.catch(() => ofCreditors.delete(creditorId));
  return settings;
}

/** Of several views of one creditor the last one stays. */
export async function keepSettings(
  { db, session, afterCommit }: Tx,
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
  afterCommit(() => views.forEach(({ creditorId }) => remembered.get(db)?.delete(creditorId)));
}
