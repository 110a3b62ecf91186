import { monotonicMs } from '@fairdue/clock';
import { HttpFault } from '@fairdue/http';

/** So many questions about one person in a second are probing (compliance-guard-api section 10): the last one is refused. */
const refusedFrom = 20;
const withinMs = 1_000;
const peopleMax = 10_000;

export type AskingLimit = (customerId: string) => void;

/**
 * Counts questions about each person over the last second of this process's monotonic clock, and refuses the twentieth
 * and all beyond it until a second holds fewer. Refused ones do not count. Each replica counts what it answers.
 */
export function askingLimit(nowMs: () => number = monotonicMs): AskingLimit {
  const answered = new Map<string, number[]>();

  return (customerId) => {
    const now = nowMs();
    const recent = (answered.get(customerId) ?? []).filter((at) => at > now - withinMs);
    const isTooMany = recent.length + 1 >= refusedFrom;
    if (!isTooMany) recent.push(now);
    answered.delete(customerId); // and to the end: whoever was not asked about for longest stands first
    answered.set(customerId, recent);
    if (answered.size > peopleMax) forgetOldest(answered);
    if (isTooMany)
      throw new HttpFault(429, 'person-asked-too-often', 'That person was asked about too often within a second.', {
        'retry-after': '1',
      });
  };
}

function forgetOldest(answered: Map<string, number[]>): void {
  const [oldest] = answered.keys();
  if (oldest !== undefined) answered.delete(oldest);
}
