import { Id, RecordedBy } from '@fairdue/contracts';
import { z } from 'zod';
import { importKinds, type Import } from './import.ts';

export const ImportRequest = z.strictObject({
  kind: z.enum(importKinds),
  /** The creditor's own name for it. */
  name: z.string().trim().min(1).max(200).nullable().default(null),
  /** Where the account is linked to several. */
  creditorId: Id.optional(),
});

const count = z.int().nonnegative();

/** `received` lines are stored; of them `waiting` are still to be worked on, and of the others each became one of three. */
export const ImportBody = z.strictObject({
  importId: Id,
  creditorId: Id,
  kind: z.enum(importKinds),
  name: z.string().nullable(),
  startedAt: z.iso.datetime(),
  recordedBy: z.strictObject(RecordedBy.shape),
  received: count,
  waiting: count,
  taken: count,
  repeated: count,
  refused: count,
});

export const importBody = ({
  _id,
  creditorId,
  kind,
  name,
  startedAt,
  recordedBy,
  received,
  ...counts
}: Import): z.output<typeof ImportBody> => {
  const { taken, repeated, refused } = counts;
  const waiting = received - taken - repeated - refused;
  return {
    importId: _id, creditorId, kind, name, startedAt: startedAt.toISOString(), recordedBy, received, waiting, taken, repeated, refused,
  }; // prettier-ignore
};

/** JSON Lines: what a line of each kind says stands in docs/imports.md. */
export const ImportLines = z.string().meta({ description: 'One JSON object a line, in UTF-8.' });

export const ImportQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().optional(),
});
export const ImportList = z.strictObject({ items: z.array(ImportBody), next: z.string().nullable() });

/** `after`: the number of a line; those behind it come next. */
export const ResultQuery = z.strictObject({
  outcome: z.enum(['refused']).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  after: z.coerce.number().int().min(0).default(0),
});

/** What became of a line. `code` and `path` say why it was refused; nothing repeats what it said. */
export const LineResultBody = z.strictObject({
  line: z.int().positive(),
  outcome: z.enum(['taken', 'repeated', 'refused']),
  code: z.string().nullable(),
  path: z.string().nullable(),
});
export const ResultList = z.strictObject({ items: z.array(LineResultBody), next: z.int().nullable() });
