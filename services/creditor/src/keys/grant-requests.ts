import { Router } from 'express';
import { z } from 'zod';
import { read } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { handOut, minuteMs } from './request-budget.store.ts';

const Body = z.object({
  /** The API key's id, or the account's where a request came without a key. */
  key: z.string().min(1).max(100),
  portion: z.int().min(1).max(10_000_000),
  perMinute: z.int().min(1).max(10_000_000),
});

/**
 * A portion of a key's requests of this minute, for one replica of the gateway. All replicas together are never granted
 * more than the limit; what one of them does not use is lost to the others, which is why portions are small.
 */
export const grantRequestsRoute = ({ db }: Pick<Deps, 'db'>, nowMs: () => number = Date.now) =>
  Router().post('/internal/request-budgets', async (req, res) => {
    const { key, portion, perMinute } = read(Body, req.body);
    const ms = nowMs();
    const total = await handOut(db, key, Math.floor(ms / minuteMs), portion);
    const granted = Math.max(0, Math.min(portion, portion - (total - perMinute)));
    res.json({ granted, total: Math.min(total, perMinute), endsInMs: minuteMs - (ms % minuteMs) });
  });
