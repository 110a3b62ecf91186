import type { Operation } from '@fairdue/http';
import type { ServiceName } from '../common-config.ts';
import { HealthBody } from './health.wire.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Every service has this, under its own name. */
export const healthOperations = (service: ServiceName): Operation[] => [
  {
    id: `read${service.split('-').map(capital).join('')}Health`,
    method: 'get',
    path: `/agency/v1/health/${service}`,
    summary: `Shows what ${service} sees of itself: engines, topics, indexes, clocks, keys, lag and what waits.`,
    tag: 'Health',
    answers: { 200: HealthBody },
    refusals: [],
    permission: 'agency.health:read',
    example: { status: 200 },
  },
];
