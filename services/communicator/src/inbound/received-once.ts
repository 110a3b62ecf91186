import type { Request } from 'express';
import { sha256 } from '@fairdue/contracts';
import { caller } from '@fairdue/http';
import { collection, type Reader, type Tx } from '@fairdue/store';
import { loadInteractions } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { ReceiveRequest } from './receive-request.ts';

type ReceivedOnce = { _id: string; creditorId: string; interactionIds: string[] };

/** Two requests about one message meet here: the second one finds what the first one stored. */
export const receivedIds = collection<ReceivedOnce>('received_ids', { creditorId: String, interactionIds: [String] });

const onceByName = (creditorId: string, externalId: string): string => JSON.stringify([creditorId, externalId]);

/**
 * What tells a repeat from another message: the id that its sender gave it, or else the key of the request. A request that
 * was stored and then answered 503, as the guard was not there, is repeated with the same key and the same words.
 */
export function onceOf(req: Request, creditorId: string, { externalId }: ReceiveRequest): string | undefined {
  const key = req.get('idempotency-key');
  if (externalId) return onceByName(creditorId, externalId);
  if (key === undefined) return undefined;
  return JSON.stringify([creditorId, caller(req).accountId, key, sha256(JSON.stringify(req.body))]);
}

/** What was stored of this message before, in its order; empty: nothing. */
export async function receivedBefore(
  from: Reader,
  creditorId: string,
  once: string | undefined,
): Promise<Interaction[]> {
  if (once === undefined) return [];
  const row = await receivedIds(from.db)
    .findOne({ _id: once, creditorId }, null, { session: from.session ?? null })
    .lean<ReceivedOnce | null>();
  const stored = await loadInteractions(from, creditorId, row?.interactionIds ?? []);
  return row?.interactionIds.flatMap((id) => stored.get(id) ?? []) ?? [];
}

export async function rememberReceived(tx: Tx, once: string | undefined, rows: readonly Interaction[]): Promise<void> {
  const [first] = rows;
  if (once === undefined || !first) return;
  const { creditorId } = first;
  await receivedIds(tx.db).updateOne(
    { _id: once, creditorId },
    { $setOnInsert: { creditorId, interactionIds: rows.map(({ _id }) => _id) } },
    { session: tx.session, upsert: true },
  );
}
