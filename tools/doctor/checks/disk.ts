import { seen, type Check, type Finding } from '../finding.ts';

const gigabyte = 1_024 ** 3;

/** Has an embedded store room to write, and is it not too large for the memory it lives in? */
export const disk: Check = ({ looks }) => {
  const [first] = seen(looks).flatMap(({ health }) => health.disk ?? []);
  if (!first) return [];
  const { freeBytes, storeBytes } = first;
  const findings: Finding[] = [];
  if (freeBytes < gigabyte / 2)
    findings.push({
      ...{ check: 'disk', level: freeBytes < gigabyte / 10 ? 'fault' : 'warning' },
      says: `${Math.round(freeBytes / 1_024 ** 2)} MB are free where the embedded store writes: when it is full the platform stops.`,
      do: 'Make room, or move the data folder to a larger disk while the platform is stopped.',
    });
  if (storeBytes > gigabyte)
    findings.push({
      ...{ check: 'disk', level: 'warning' },
      says: `The embedded store has ${(storeBytes / gigabyte).toFixed(1)} GB, all of it in memory too.`,
      do: 'Move to MongoDB and Kafka (docs/deploy.md): the embedded engines are for a first look.',
    });
  return findings;
};
