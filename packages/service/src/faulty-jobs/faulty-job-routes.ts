import { Router } from 'express';
import type { z } from 'zod';
import { caller, problemErrors, read, requirePermission, type Family } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Connection } from '@fairdue/store';
import { countFaulty, listFaultyTimers, redriveKind, redriveTimer } from '@fairdue/timers';
import { faultyJob, FaultyJobQuery, RedriveJobsRequest, type FaultyJobList, type RedrivenJobsBody } from './faulty-job.wire.ts'; // prettier-ignore

/**
 * `/agency/v1/faulty-jobs/{service}`: what stands aside because it alone kept failing, why, and the way back once the
 * cause is mended. It is tried again from the start, so to ask twice does no more than to ask once.
 */
export function faultyJobFamily(service: string, db: Connection): Family {
  const path = `/agency/v1/faulty-jobs/${service}`;
  const router = Router()
    .get(path, async (req, res) => {
      requirePermission(caller(req), 'agency.faulty-jobs:read');
      const { limit } = read(FaultyJobQuery, req.query);
      const [rows, total] = await Promise.all([listFaultyTimers(db, limit), countFaulty(db)]);
      const answer: z.output<typeof FaultyJobList> = { items: rows.map(faultyJob), total };
      res.json(answer);
    })
    .post(`${path}/redrive`, async (req, res) => {
      requirePermission(caller(req), 'agency.faulty-jobs:write');
      const wanted = read(RedriveJobsRequest, req.body);
      const redriven =
        'kind' in wanted ? await redriveKind(db, wanted.kind) : Number(await redriveTimer(db, wanted.id));
      if ('id' in wanted && redriven === 0)
        throw new Refused('not-found', 'faulty-job-not-found', `No job ${wanted.id} stands aside.`);
      const answer: z.output<typeof RedrivenJobsBody> = { redriven };
      res.json(answer);
    });
  return { paths: [path], router, errors: problemErrors };
}
