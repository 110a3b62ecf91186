import { z } from 'zod';
import type { CommunicatorDeps } from '../config.ts';

export type PermitReport = {
  permitId: string;
  creditorId: string;
  customerId: string;
  outcome: 'answered' | 'not-started' | 'overrun' | 'released';
};

/** As many as the guard hears at once. */
const reportsAtOnce = 200;

/**
 * Tells the guard how permits ended. When it cannot be told, its own clock ends what is in flight, and a permit runs
 * out: a report only makes both sooner, so its failure stops nothing.
 */
export async function reportPermits(
  { upstream, log }: Pick<CommunicatorDeps, 'upstream' | 'log'>,
  reports: readonly PermitReport[],
): Promise<void> {
  for (let first = 0; first < reports.length; first += reportsAtOnce) {
    const portion = reports.slice(first, first + reportsAtOnce);
    try {
      await upstream('compliance-guard').call({
        method: 'POST',
        path: '/internal/permits/report',
        body: { reports: portion },
        idempotent: true,
        schema: z.unknown(),
      });
    } catch (error) {
      log.warn({ err: error, permits: portion.length }, 'the guard could not be told how permits ended');
    }
  }
}
