import { Router } from 'express';
import type { Metrics } from '@fairdue/telemetry';

/** Which of the things a process depends on are there. Ready only when all are. */
export type Readiness = () => Promise<Readonly<Record<string, boolean>>>;

/** For the orchestrator and the scraper: no credential, no access log. */
export function probes(readiness: Readiness, metrics: Metrics): Router {
  return Router()
    .get('/livez', (_req, res) => {
      res.json({ status: 'alive' });
    })
    .get('/readyz', async (_req, res) => {
      const checks = await readiness();
      const ready = Object.values(checks).every(Boolean);
      res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not-ready', checks });
    })
    .get('/metrics', async (_req, res) => {
      res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    });
}
