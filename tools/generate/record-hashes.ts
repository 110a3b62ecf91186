import { existsSync, readFileSync } from 'node:fs';
import {
  changedInPlace,
  hashesOfRecords,
  type RecordHashes,
} from '../../services/compliance-guard/src/rules/record-hashes.ts';
import { rules } from '../../services/compliance-guard/src/rules/ruleset.ts';

export const recordHashesFile = 'services/compliance-guard/src/rules/records/record-hashes.json';

/** Every version of a record that was shipped, with its hash. Versions are added; one that is there never changes. */
export function recordHashes(): RecordHashes {
  const shipped = existsSync(recordHashesFile)
    ? (JSON.parse(readFileSync(recordHashesFile, 'utf8')) as RecordHashes)
    : {};
  const changed = changedInPlace(shipped, rules);
  if (changed.length > 0)
    throw new Error(
      `These records were shipped and say something else now: ${changed.join(', ')}. Give them their next version.`,
    );
  const all = Object.entries({ ...shipped, ...hashesOfRecords(rules) });
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
