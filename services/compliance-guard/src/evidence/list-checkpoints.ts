import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { pageOf, readCursor } from '@fairdue/store';
import { Router } from 'express';
import { z } from 'zod';
import { knownKeys, listCheckpoints, statementOf } from './checkpoint.store.ts';
import { CheckpointList } from './evidence.wire.ts';

export const CheckpointQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  after: z.string().max(200).exactOptional(),
});

/** Where the chain stood, and when, signed; with every key that signs or signed here. What is kept elsewhere proves a file cut off. */
export const listCheckpointsRoute = ({ db }: Deps) =>
  Router().get('/agency/v1/evidence/checkpoints', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.evidence:read');
    const { limit, after } = read(CheckpointQuery, req.query);
    const [position = 0] = readCursor(after, ['number']) ?? [];
    const creditorId = theCreditor(from);

    const rows = await listCheckpoints(db, creditorId, { after: Number(position), limit: limit + 1 });
    const { items, next } = pageOf(rows, limit, ['position']);

    const body: z.output<typeof CheckpointList> = {
      items: items.map((row) => ({ checkpoint: statementOf(row), signature: row.signature })),
      next,
      keys: await knownKeys(db),
    };
    res.json(body);
  });
