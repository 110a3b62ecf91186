import { Id, RecordedBy } from '@fairdue/contracts';
import { caller, read, theCreditor } from '@fairdue/http';
import { Router } from 'express';
import { z } from 'zod';
import type { Guard } from '../permits/guard.ts';
import { HoldWish, lift } from './hold.ts';

const Body = z.strictObject({
  creditorId: Id,
  customerId: Id,
  source: HoldWish.shape.source,
  recordedBy: RecordedBy,
});

/** The service that placed a hold takes it off again, also one that is still on its way. Repeats change nothing. */
export const liftHoldRoute = (guard: Guard) =>
  Router().post('/internal/holds/lift', async (req, res) => {
    const { source, recordedBy, ...ref } = read(Body, req.body);
    theCreditor(caller(req), ref.creditorId);

    const hold = await guard.queue.submit(ref, (customer, { now }) => lift(customer, source, recordedBy, now));

    res.json({ holdId: hold?.holdId ?? null, lifted: hold?.liftedAt != null });
  });
