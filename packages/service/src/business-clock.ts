import { setTimeout as wait } from 'node:timers/promises';
import { Router } from 'express';
import { z } from 'zod';
import { SandboxClock, systemClock, type Clock } from '@fairdue/clock';
import { caller, read } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { collection, type Connection } from '@fairdue/store';
import type { Outlook } from '@fairdue/timers';

/** How far business time of a sandbox is ahead of real time. Kept, so that a restart does not turn it back. */
type ClockRow = { _id: string; offsetMs: number };
export const clocks = collection<ClockRow>('clocks', { offsetMs: Number }, { tenant: false });

export async function loadClock(db: Connection, sandbox: boolean): Promise<Clock> {
  if (!sandbox) return systemClock;
  const row = await clocks(db).findById('business').lean<ClockRow>();
  return new SandboxClock(row?.offsetMs ?? 0);
}

/** Has the service come to rest: outbox empty, consumers caught up, no job open, no timer due? And what comes next? */
export type Rest = {
  outlook(): Promise<Outlook>;
  /** Grows with everything taken in hand. The same twice, with quiet both times: nothing happened in between. */
  activity(): number;
  /** Each replica has a clock of its own, and only one of them would hear of a move. */
  replicas(): number;
  wake(): void;
};

const Move = z.strictObject({ to: z.iso.datetime() });

/** `waitMs`: how long the answer may wait for the service to come to rest. */
const Ask = z.object({ waitMs: z.coerce.number().int().min(0).max(1_000).default(0) });

async function outlookWithin(rest: Rest, waitMs: number): Promise<Outlook> {
  const endsAtMs = performance.now() + waitMs;
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, 32)) {
    const outlook = await rest.outlook();
    if (outlook.isQuiet || performance.now() + pauseMs > endsAtMs) return outlook;
    await wait(pauseMs);
  }
}

/** For the gateway, which moves the business time of all services together. */
export const clockRoutes = (db: Connection, clock: Clock, rest: () => Rest): Router =>
  Router()
    .use('/internal/clock', (req, _res, next) => {
      if (caller(req).service !== 'gateway')
        throw new Refused('forbidden', 'forbidden', 'Only the gateway moves the clock.');
      next();
    })
    .get('/internal/clock', async (req, res) => {
      const { waitMs } = read(Ask, req.query);
      const { isQuiet, nextDueAt } = await outlookWithin(rest(), waitMs);
      res.json({
        now: clock.now().toISOString(),
        quiet: isQuiet,
        nextDueAt: nextDueAt?.toISOString() ?? null,
        activity: rest().activity(),
        replicas: rest().replicas(),
      });
    })
    .post('/internal/clock', async (req, res) => {
      const { to } = read(Move, req.body);
      if (!(clock instanceof SandboxClock))
        throw new Refused('conflict', 'clock-is-real', 'Business time moves only in a sandbox.');
      clock.moveTo(new Date(to));
      await clocks(db).updateOne({ _id: 'business' }, { $max: { offsetMs: clock.offsetMs } }, { upsert: true });
      rest().wake();
      res.json({ now: clock.now().toISOString() });
    });
