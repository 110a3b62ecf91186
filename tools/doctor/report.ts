import { checks } from './checks/all.ts';
import type { Finding } from './finding.ts';

/** `cannotLook`: why the platform itself could not be asked. */
export type Report = { findings: readonly Finding[]; cannotLook: string | null };

const faultsOf = ({ findings }: Report): number => findings.filter(({ level }) => level === 'fault').length;

/** 0: nothing is wrong; warnings may stand. 1: something is. 2: nobody knows. */
export const exitCodeOf = (report: Report): 0 | 1 | 2 => {
  if (faultsOf(report) > 0) return 1;
  return report.cannotLook === null ? 0 : 2;
};

const words = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export function inWords(report: Report): string {
  const { findings, cannotLook } = report;
  const lines = findings.flatMap(({ check, level, says, do: todo }) => [`${level} (${check}): ${says}`, `  → ${todo}`]);
  if (cannotLook !== null) return [cannotLook, ...lines].join('\n');
  const faults = faultsOf(report);
  if (findings.length === 0) return `Healthy: ${Object.keys(checks).join(', ')} are as they should be.`;
  return [...lines, `${words(faults, 'fault')}, ${words(findings.length - faults, 'warning')}.`].join('\n');
}

export const inJson = (report: Report): string =>
  JSON.stringify(
    { healthy: exitCodeOf(report) === 0, cannotLook: report.cannotLook, findings: report.findings },
    null,
    2,
  );
