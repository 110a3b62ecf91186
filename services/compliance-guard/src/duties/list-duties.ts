import { caller, read, requirePermission, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { pageOf, readCursor } from '@fairdue/store';
import { Router } from 'express';
import type { z } from 'zod';
import { listDuties } from './duty.store.ts';
import { dutyBody, DutyQuery, type DutyList } from './duty.wire.ts';

/** What must be done, the first to fall due first. */
export const listDutiesRoute = ({ db, now }: Deps) =>
  Router().get('/agency/v1/duties', async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.duties:read');
    const { state, dueBefore, limit, after } = read(DutyQuery, req.query);
    const creditorId = theCreditor(from);
    const at = now();

    const rows = await listDuties(
      db,
      creditorId,
      { state: state === 'late' ? 'open' : state, dueBefore, ...(state === 'late' && { lateAt: at }) },
      { after: readCursor(after, ['string', 'string']), limit: limit + 1 },
    );
    const { items, next } = pageOf(rows, limit, ['dueOn', '_id']);

    const body: z.output<typeof DutyList> = { items: items.map((row) => dutyBody(row, at)), next };
    res.json(body);
  });
