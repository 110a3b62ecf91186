import { caller, read, theCreditor } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { Router } from 'express';
import { z } from 'zod';
import { Report } from './ask.ts';
import { report } from './end.ts';
import type { Guard } from './guard.ts';
import { countAnswer } from './permit-metrics.ts';

const Body = z.strictObject({ reports: z.array(Report).min(1).max(200) });

/** Says what became of permits. Whatever state one is in, it ends; saying it twice changes nothing. */
export const reportPermitsRoute = (guard: Guard) =>
  Router().post('/internal/permits/report', async (req, res) => {
    const from = caller(req);
    const { reports } = read(Body, req.body);
    for (const { creditorId } of reports) theCreditor(from, creditorId);

    await Promise.all(reports.map((each) => take(guard, each)));

    res.json({});
  });

async function take(guard: Guard, each: Report): Promise<void> {
  countAnswer(guard, 'report', each.outcome);
  if (each.outcome === 'overrun')
    guard.deps.log.error(
      { permitId: each.permitId, customerId: each.customerId },
      'a hand-over began after its deadline: silence may have been broken',
    );
  try {
    await guard.queue.submit(each, (customer, circumstances) => report(customer, each, circumstances));
  } catch (error) {
    if (!(error instanceof Refused)) throw error; // nobody's permit: it has ended already
  }
}
