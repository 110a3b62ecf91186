import type { Connection } from '@fairdue/store';
import { recordsOf as recordsOfDecisions } from '../decisions/decision.store.ts';
import type { SealedEntry } from './evidence.store.ts';

/** What entries prove, by entry: their own record, or the decision as it is kept. One that is gone is left out. */
export async function recordsOf(
  db: Connection,
  creditorId: string,
  entries: readonly SealedEntry[],
): Promise<(entry: SealedEntry) => string | null> {
  const decided = entries.filter(({ kind }) => kind === 'decision').map(({ subjectId }) => subjectId);
  const records = await recordsOfDecisions(db, creditorId, decided);
  return ({ kind, subjectId, record }) => (kind === 'decision' ? (records.get(subjectId) ?? null) : record);
}
