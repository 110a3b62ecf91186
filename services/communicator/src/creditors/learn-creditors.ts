import { z } from 'zod';
import { CreditorRegisteredV1, CreditorUpdatedV1, SettingsChangedV1 } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import { Refused } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import type { Creditor } from './creditor.ts';
import { loadCreditor, saveCreditors } from './creditor.store.ts';

const Facts = CreditorRegisteredV1.data.omit({ recordedBy: true });

const creditorOf = ({ creditorId, companyName, settings, sender }: z.output<typeof Facts>): Creditor => ({
  _id: creditorId,
  companyName,
  settings,
  sender,
});

/** Keeps who sends, in which role and in which languages. */
export const learnCreditors = (): Consumer[] =>
  [CreditorRegisteredV1, CreditorUpdatedV1, SettingsChangedV1].map((definition) =>
    consumer(`learn-creditors on ${definition.type}`, definition, async (tx, events) => {
      const newest = new Map(events.map(({ data }) => [data.creditorId, creditorOf(data)]));
      await saveCreditors(tx, [...newest.values()]);
    }),
  );

/** The creditor as its events told, else as its owner answers now. undefined: there is none. */
export async function knowCreditor(
  { db, upstream }: Pick<CommunicatorDeps, 'db' | 'upstream'>,
  creditorId: string,
): Promise<Creditor | undefined> {
  const known = await loadCreditor({ db }, creditorId);
  if (known) return known;
  try {
    const path = `/internal/creditors/${encodeURIComponent(creditorId)}`;
    return creditorOf(await upstream('creditor').call({ method: 'GET', path, creditorId, schema: Facts }));
  } catch (error) {
    if (error instanceof Refused && error.kind === 'not-found') return undefined;
    throw error;
  }
}
