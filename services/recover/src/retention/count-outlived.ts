import { Router } from 'express';
import { z } from 'zod';
import { read } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { outlivedAfter } from './outlived.ts';

export const RetentionQuery = z.strictObject({ after: z.string().max(100).default('') });
export const RetentionBody = z
  .strictObject({
    years: z.int(),
    /** Whether the daily round erases them. */
    erases: z.boolean(),
    looked: z.int(),
    due: z.int(),
    onHold: z.int(),
    next: z.string().nullable(),
  })
  .meta({ id: 'Retention' });

/** How many customers would go, some at a time: what the daily round does, without doing it. Over all creditors, without names. */
export const countOutlivedRoute = ({ db, config, now }: Deps<RecoverConfig>) =>
  Router().get('/agency/v1/retention', async (req, res) => {
    const { after } = read(RetentionQuery, req.query);
    const { RETENTION_YEARS: years, RETENTION_ERASES: erases } = config;
    const { looked, due, onHold, next } = await outlivedAfter({ db }, after, { now: now(), years });
    const body: z.infer<typeof RetentionBody> = { years, erases, looked, due: due.length, onHold, next };
    res.json(body);
  });
