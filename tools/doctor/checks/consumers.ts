import { duration, seen, together, type Check } from '../finding.ts';

const lagMany = 10_000;
const gapMaxSeconds = 900;

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The guard alone is asked before a contact, and lets nobody through of whom it has not heard everything. */
const harm = (service: string): string =>
  service === 'compliance-guard'
    ? 'Nobody of those keys is contacted.'
    : 'What it tells and does about those keys may be out of date.';

/** Does every service hear what the others say, and apply it? */
export const consumers: Check = ({ looks, earlier }) =>
  together(
    'consumers',
    seen(looks).flatMap(({ service, health: { consumers: now } }) => {
      const before = seen(earlier).find((look) => look.service === service)?.health.consumers;
      const faults: { level?: 'warning'; says: string; do: string }[] = [];
      if (!now.assigned)
        faults.push({
          says: 'no partition was given to it.',
          do: 'See its log for the consumer group; more replicas than partitions leave some without any.',
        });
      else if (before && before.lag > 0 && now.lag >= before.lag && now.taken === before.taken)
        faults.push({
          says: `${now.lag} messages wait, and it takes none.`,
          do: 'See its log: its store may be away, or a message keeps failing. A restart begins where it stopped.',
        });
      else if (now.lag > lagMany)
        faults.push({
          level: 'warning',
          says: `it is ${now.lag} messages behind.`,
          do: 'Add replicas, up to the number of partitions.',
        });
      if (now.deadLetters > 0 || now.parkedKeys > 0)
        faults.push({
          says: `${counted(now.deadLetters, 'message waits as a dead letter', 'messages wait as dead letters')}, of ${counted(now.parkedKeys, 'key', 'keys')}. ${harm(service)}`,
          do: `npm run dlq -- list --service ${service}; mend the cause, then redrive each key.`,
        });
      if (now.oldestGapSeconds !== null && now.oldestGapSeconds > gapMaxSeconds)
        faults.push({
          says: `a fact has waited ${duration(now.oldestGapSeconds)} for an earlier one of its key.`,
          do: 'See whether its publisher’s outbox is stuck; if a topic lost records, have the owner publish again.',
        });
      return faults.map((fault) => ({ service, ...fault }));
    }),
  );
