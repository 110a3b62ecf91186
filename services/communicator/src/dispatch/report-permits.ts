import { z } from 'zod';
import type { CommunicatorDeps } from '../config.ts';

export type PermitReport = {
  permitId: string;
  creditorId: string;
  customerId: string;
  outcome: 'answered' | 'not-started' | 'overrun' | 'released';
};

/**
 * Tells the guard how permits ended. When it cannot be told, its own clock ends what is in flight, and a permit runs
 * out: a report only makes both sooner, so its failure stops nothing.
 */
export async function reportPermits(
  { upstream, log }: Pick<CommunicatorDeps, 'upstream' | 'log'>,
  reports: readonly PermitReport[],
): Promise<void> {
  if (reports.length === 0) return;
  try {
    await upstream('compliance-guard').call({
      method: 'POST',
      path: '/internal/permits/report',
      body: { reports },
      idempotent: true,
      schema: z.unknown(),
    });
  } catch (error) {
    log.warn({ err: error, permits: reports.length }, 'the guard could not be told how permits ended');
  }
}
