import type { IncomingMessage } from 'node:http';
import { Id } from '@fairdue/contracts';
import { caller, defaultBodyLimits, HttpFault, read, requirePermission, theCreditors } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { schedule } from '@fairdue/timers';
import { Router } from 'express';
import { z } from 'zod';
import type { GuardConfig } from '../config.ts';
import { importLines, waiting } from './apply-imports.ts';
import { chunksOf } from './chunks-of.ts';
import type { Import, NumberedLine } from './import.ts';
import { addChunk, linesElsewhere, loadImport } from './import.store.ts';
import { importBody } from './import.wire.ts';

const Part = z.object({
  importId: Id,
  first: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be the number of a line')
    .transform(Number),
});

/**
 * Lines of an import, from that number on, taken as they come: `received` says how far. A part sent again is skipped as
 * far as it is there, so that whoever was cut off sends the same again, or goes on behind what was received.
 */
export const takeLinesRoute = (deps: Deps<GuardConfig>) =>
  Router().put('/agency/v1/imports/:importId/lines/:first', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.imports:write');
    const { importId, first } = read(Part, req.params);
    const creditorIds = theCreditors(from);
    const row = await loadImport(deps, creditorIds, importId);
    if (first > row.received + 1) throw linesElsewhere();

    const reading = {
      kind: row.kind,
      addressKey: deps.config.ADDRESS_HASH_KEY,
      now: deps.now,
      first,
      after: row.received,
    };
    for await (const lines of chunksOf(limitedBytes(req, defaultBodyLimits.bytesMax), reading)) {
      await store(deps, row, lines);
      if (res.headersSent) return; // it took too long, and whoever sends was told: they go on behind what was received
    }

    res.json(importBody(await loadImport(deps, creditorIds, importId)));
  });

/**
 * The body up to what any body may have. What came before it was too large stays taken. However reading ends, the rest
 * flows away, so that the sender reads the answer and not a broken connection.
 */
async function* limitedBytes(req: IncomingMessage, bytesMax: number): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > bytesMax) throw new HttpFault(413, 'body-too-large', `The body may have ${bytesMax} bytes at most.`);
      yield chunk;
    }
  } finally {
    req.resume();
  }
}

/** Lines and the row that has them worked on are stored together. */
const store = ({ db }: Deps, { _id: importId, creditorId }: Import, lines: NumberedLine[]): Promise<void> =>
  transaction(db, async (tx) => {
    const first = lines[0]?.number ?? 0;
    const chunk = await addChunk(tx, { creditorId, importId, first, count: lines.length, lines });
    await schedule(tx, importLines, [waiting(chunk)]);
  });
