import { Router } from 'express';
import { z } from 'zod';
import type { Metrics } from '@fairdue/telemetry';

/** Which of the things a process depends on are there. Ready only when all are. */
export type Readiness = () => Promise<Readonly<Record<string, boolean>>>;

export const AliveBody = z.strictObject({ status: z.literal('alive') });
export const ReadyBody = z.strictObject({
  status: z.enum(['ready', 'not-ready']),
  checks: z.record(z.string(), z.boolean()),
});

/** For the orchestrator and the scraper: no credential, no access log. */
export function probes(readiness: Readiness, metrics: Metrics): Router {
  return Router()
    .get('/livez', (_req, res) => {
      const answer: z.output<typeof AliveBody> = { status: 'alive' };
      res.json(answer);
    })
    .get('/readyz', async (_req, res) => {
      const checks = await readiness();
      const ready = Object.values(checks).every(Boolean);
      const answer: z.output<typeof ReadyBody> = { status: ready ? 'ready' : 'not-ready', checks };
      res.status(ready ? 200 : 503).json(answer);
    })
    .get('/metrics', async (_req, res) => {
      res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    });
}
