import { duration, seen, together, type Check } from '../finding.ts';

const lagMany = 10_000;
const gapMaxSeconds = 900;

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
          says: `${now.deadLetters} messages could not be applied and ${now.parkedKeys} keys wait behind them. Nobody of those keys is contacted.`,
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
