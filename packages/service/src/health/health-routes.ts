import { Router } from 'express';
import { caller, problemErrors, requirePermission, type Family } from '@fairdue/http';
import type { HealthBody } from './health.wire.ts';

/** `/agency/v1/health/{service}`: what a service sees of itself, for whoever keeps the installation. Asking changes nothing. */
export function healthFamily(service: string, look: () => Promise<HealthBody>): Family {
  const path = `/agency/v1/health/${service}`;
  const router = Router().get(path, async (req, res) => {
    requirePermission(caller(req), 'agency.health:read');
    res.json(await look());
  });
  return { paths: [path], router, errors: problemErrors };
}
