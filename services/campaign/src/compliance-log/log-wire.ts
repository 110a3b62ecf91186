import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import type { SealedEntry } from './compliance-log.store.ts';
import { entryTypes } from './entry.ts';

const Channel = z.string().nullable();

/** One line of the log. `seq`, `prevHash` and `hash` are its place in the creditor's chain, null until it is sealed. */
export const EntryBody = z.strictObject({
  id: Id,
  at: z.iso.datetime(),
  type: z.enum(entryTypes),
  documentId: Id,
  debtId: Id.nullable(),
  campaignId: Id,
  touchId: Id.nullable(),
  personId: Id.nullable(),
  actor: z.strictObject({ kind: z.enum(['user', 'system', 'borrower']), id: z.string() }),
  channel: Channel,
  data: z.record(z.string(), z.unknown()),
  seq: z.int().nullable(),
  prevHash: z.string().nullable(),
  hash: z.string().nullable(),
});
export const EntryList = z.strictObject({ entries: z.array(EntryBody) });

export const entryWire = ({ seal, ...entry }: SealedEntry): z.output<typeof EntryBody> => ({
  id: entry._id,
  at: entry.at.toISOString(),
  type: entry.type,
  documentId: entry.documentId,
  debtId: entry.debtId,
  campaignId: entry.campaignId,
  touchId: entry.touchId,
  personId: entry.personId,
  actor: entry.actor,
  channel: entry.channel,
  data: entry.data,
  seq: seal?.seq ?? null,
  prevHash: seal?.prevHash ?? null,
  hash: seal?.hash ?? null,
});
