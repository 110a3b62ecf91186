import type { Operation } from '@fairdue/http';
import type { ServiceName } from '../common-config.ts';
import { FaultyJobList, FaultyJobQuery, RedrivenJobsBody, RedriveJobsRequest } from './faulty-job.wire.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Every service has these, under its own name. */
export function faultyJobOperations(service: ServiceName): Operation[] {
  const path = `/agency/v1/faulty-jobs/${service}`;
  const name = service.split('-').map(capital).join('');
  const tag = 'Faulty jobs';
  return [
    {
      id: `list${name}FaultyJobs`,
      method: 'get',
      path,
      summary: `Lists the jobs of ${service} that stand aside because they alone kept failing, longest first.`,
      tag,
      query: FaultyJobQuery,
      answers: { 200: FaultyJobList },
      refusals: [400],
      permission: 'agency.faulty-jobs:read',
      example: { status: 200 },
    },
    {
      id: `redrive${name}FaultyJobs`,
      method: 'post',
      path: `${path}/redrive`,
      summary: `Has ${service} try one job that stands aside again, or all of a kind.`,
      tag,
      body: RedriveJobsRequest,
      answers: { 200: RedrivenJobsBody },
      refusals: [400, 404],
      permission: 'agency.faulty-jobs:write',
      example: { body: { kind: 'dispatch' }, status: 200 },
    },
  ];
}
