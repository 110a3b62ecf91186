import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { genesisHash, Instant } from '@fairdue/contracts';
import { caller, read, readSigningKey, requirePermission, theCreditor } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import type { Connection } from '@fairdue/store';
import { Router } from 'express';
import { z } from 'zod';
import type { GuardConfig } from '../config.ts';
import { checkpointAt, checkpointSince, knownKeys, lastCheckpoint, listCheckpoints } from './checkpoint.store.ts';
import { entriesAfter } from './evidence.store.ts';
import { checkpointLine, entryLine, EvidenceFile, fileType } from './file-lines.ts';
import { recordsOf } from './records.ts';
import { signerOf } from './statement.ts';

export const ExportQuery = z.strictObject({
  after: z.coerce.number().int().min(0).exactOptional().meta({ description: 'The `next` of the file before.' }),
  from: Instant.exactOptional().meta({ description: 'Begins with the first batch that was sealed then or later.' }),
  to: Instant.exactOptional().meta({ description: 'Ends before the first batch that was sealed then or later.' }),
  limit: z.coerce.number().int().min(1).max(100_000).default(10_000).meta({
    description: 'Ends with the batch that brings the file to so many entries.',
  }),
  records: z.enum(['true', 'false']).default('true').meta({
    description: 'Whether entries come with what they prove, or with its hash alone.',
  }),
});
type ExportQuery = z.output<typeof ExportQuery>;

const checkpointsAtOnce = 50;

/** Where the file begins: after the batch before the first one wanted. */
async function startOf({ db }: Deps, creditorId: string, { after, from }: ExportQuery): Promise<Start> {
  if (after === undefined && from) {
    const first = await checkpointSince(db, creditorId, new Date(from));
    const last = first ? undefined : await lastCheckpoint(db, creditorId);
    return startAt(db, creditorId, first ? first.from - 1 : (last?.position ?? 0));
  }
  return startAt(db, creditorId, after ?? 0);
}

async function startAt(db: Connection, creditorId: string, position: number): Promise<Start> {
  if (position === 0) return { position, hash: genesisHash };
  const before = await checkpointAt(db, creditorId, position);
  if (!before) throw new Refused('malformed', 'cursor-invalid', 'No batch of this chain ends at that position.');
  return { position, hash: before.hash };
}

type Start = { position: number; hash: string };

type Batch = { lines: string; count: number; end: Start; next: number | null };

/** Batch by batch, so that a chain of any length takes the memory of one. An entry that is gone from the store is missing here, too. */
async function* batches(
  { db }: Deps,
  creditorId: string,
  start: Start,
  { to, limit, records }: ExportQuery,
): AsyncGenerator<Batch> {
  let end = start;
  let count = 0;
  for (;;) {
    const page = await listCheckpoints(db, creditorId, { after: end.position, limit: checkpointsAtOnce });
    for (const checkpoint of page) {
      if (to !== undefined && checkpoint.at >= new Date(to)) return;
      if (count >= limit) return yield { lines: '', count: 0, end, next: end.position };
      const { position, hash } = checkpoint;
      const batch = { after: end.position, through: position, limit: position - end.position };
      const entries = await entriesAfter(db, creditorId, batch);
      const recordOf = records === 'true' ? await recordsOf(db, creditorId, entries) : () => null;
      const lines = entries.map((entry) => entryLine(entry, recordOf(entry)));
      end = { position, hash };
      count += entries.length;
      yield { lines: [...lines, checkpointLine(checkpoint)].join(''), count: entries.length, end, next: null };
    }
    if (page.length < checkpointsAtOnce) return;
  }
}

/** Everything that was sealed about a creditor's customers, in the order of its chain, as a file that verifies by itself. */
export const exportEvidenceRoute = (deps: Deps<GuardConfig>) => {
  const signer = signerOf(readSigningKey(deps.config.EVIDENCE_SIGNING_KEY));
  return Router().get('/agency/v1/evidence/export', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.evidence:read');
    const query = read(ExportQuery, req.query);
    const creditorId = theCreditor(from);
    const start = await startOf(deps, creditorId, query);
    const keys = await knownKeys(deps.db);
    const file = new EvidenceFile(signer, {
      format: 'fairdue-evidence', version: 1, creditorId, customerId: null, after: start.position, afterHash: start.hash, keys,
    }); // prettier-ignore

    const write = async function* () {
      let end = start;
      let count = 0;
      let next: number | null = null;
      yield file.first();
      for await (const batch of batches(deps, creditorId, start, query)) {
        ({ end, next } = batch);
        count += batch.count;
        yield file.lines(batch.lines);
      }
      yield file.last({ count, positions: null, ...end, next }, deps.now());
    };
    res.type(fileType);
    await pipeline(Readable.from(write()), res);
  });
};
