import { seen, type Check, type Finding } from '../finding.ts';

/** Is every index there that the code counts on, and no other that only costs? */
export const indexes: Check = ({ looks }) =>
  seen(looks).flatMap(({ service, health }): Finding[] => [
    ...health.indexes.missing.map(({ collection, index }) => ({
      ...{ check: 'indexes', level: 'fault' as const },
      says: `${service} has no index ${index} on ${collection}: what it serves reads everything.`,
      do: 'Run `npm run migrate`; with RUN_MIGRATIONS=true a start of the service does the same.',
    })),
    ...health.indexes.unknown.map(({ collection, index }) => ({
      ...{ check: 'indexes', level: 'warning' as const },
      says: `${service} has an index ${index} on ${collection} that this version does not know.`,
      do: 'After an upgrade, `npm run migrate -- --contract` removes it. One that you made yourself stays, and costs time with every write.',
    })),
  ]);
