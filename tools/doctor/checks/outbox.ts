import { duration, seen, type Check } from '../finding.ts';

const unsentMaxSeconds = 60;

/** Does what was stored get published? */
export const outbox: Check = ({ looks }) =>
  seen(looks)
    .filter(({ health }) => health.outbox.oldestUnsentSeconds > unsentMaxSeconds)
    .map(({ service, health }) => ({
      ...{ check: 'outbox', level: 'fault' },
      says: `${service} has had a fact to publish for ${duration(health.outbox.oldestUnsentSeconds)}.`,
      do: 'See whether Kafka answers it and whether the topic has enough replicas in sync. Nothing is lost: it is tried until it works.',
    }));
