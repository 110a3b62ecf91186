import { duration, seen, type Check, type Finding } from '../finding.ts';

const overdueMaxSeconds = 60;
const failingMaxMs = 15 * 60_000;

/** Do timers run when they fall due, and do jobs succeed? */
export const work: Check = ({ looks }) =>
  seen(looks).flatMap(({ service, health }) =>
    health.work.flatMap(({ kind, type, overdueSeconds, failingSince, cause, faulty }): Finding[] => {
      const name = `${type} ${kind} of ${service}`;
      const failingMs = failingSince === null ? 0 : Date.parse(health.clock.real) - Date.parse(failingSince);
      const found: Finding[] = [];
      if (failingMs > failingMaxMs)
        found.push({
          ...{ check: 'work', level: 'fault' },
          says: `The ${name} has been failing for ${duration(failingMs / 1_000)}: ${cause ?? 'no cause is kept'}.`,
          do: 'Mend the cause: most often another service or a provider that does not answer. It is tried again by itself.',
        });
      if (overdueSeconds > overdueMaxSeconds)
        found.push({
          ...{ check: 'work', level: 'fault' },
          says: `The ${name} is ${duration(overdueSeconds)} late, and nobody works on it.`,
          do: `See the log of ${service} for its leases and its store; one replica that hangs keeps its share until it is stopped.`,
        });
      if (faulty > 0)
        found.push({
          ...{ check: 'work', level: 'fault' },
          says: `${faulty} rows of the ${name} stand aside, as they alone kept failing.`,
          do: `\`npm run dlq -- jobs --service ${service}\` says the cause of each; once that is mended, \`redrive-jobs ${kind}\` tries them again.`,
        });
      return found;
    }),
  );
