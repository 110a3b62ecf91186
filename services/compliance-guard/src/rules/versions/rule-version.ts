import type { RecordedBy } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Rule } from '../rule.ts';

/** A version of a rule that somebody at the agency wrote. What it says never changes; what became of it is added. */
export type RuleVersion = {
  /** Whose rule it is; null: everybody's. */
  creditorId: string | null;
  ruleId: string;
  version: number;
  /** The version that held there when it was written, and that it takes the place of. */
  basedOn: number;
  /** Null: the creditor goes by everybody's rule again. */
  record: Rule | null;
  proposedBy: RecordedBy;
  proposedAt: Date;
  activatedBy: RecordedBy | null;
  /** From then on we know of it. */
  activatedAt: Date | null;
  /** From then on it holds. */
  effectiveAt: Date | null;
  withdrawnBy: RecordedBy | null;
  withdrawnAt: Date | null;
};

export type ActiveVersion = RuleVersion & { activatedAt: Date; effectiveAt: Date };

export const isActive = (version: RuleVersion): version is ActiveVersion => version.effectiveAt !== null;

export type VersionState = 'proposed' | 'activated' | 'withdrawn';

export const stateOf = ({ activatedAt, withdrawnAt }: RuleVersion): VersionState => {
  if (activatedAt) return 'activated';
  return withdrawnAt ? 'withdrawn' : 'proposed';
};

/**
 * How long before its instant a version is activated at the least. A replica may judge by what it read of versions some
 * seconds ago, and a transaction may take some to commit: together less than this, so that at the instant all know.
 */
export const leadMs = 10_000;

type Activation = {
  by: RecordedBy;
  now: Date;
  /** Unsaid: as soon as may be. */
  effectiveAt: Date | undefined;
  /** The version whose place it takes, and since when that one holds, or will. */
  holding: { version: number; from: number };
};

/** A second person puts it into force from an instant on. Said again it changes nothing. */
export function activated(version: RuleVersion, { by, now, effectiveAt, holding }: Activation): RuleVersion {
  if (version.effectiveAt) {
    if (!effectiveAt || effectiveAt.getTime() === version.effectiveAt.getTime()) return version;
    throw new Refused('conflict', 'rule-version-activated', 'It is activated already, from another instant on.');
  }
  if (version.withdrawnAt) throw new Refused('conflict', 'rule-version-withdrawn', 'It was withdrawn.');
  if (version.proposedBy.id === by.id)
    throw new Refused('forbidden', 'second-person-needed', 'Another person than the one who proposed it activates it.');
  if (version.basedOn !== holding.version)
    throw new Refused(
      'conflict',
      'rule-version-outdated',
      `It was written to replace version ${version.basedOn}, but version ${holding.version} has taken that one’s place.`,
    );
  const soonest = Math.max(now.getTime() + leadMs, holding.from);
  const from = effectiveAt ?? new Date(soonest);
  if (from.getTime() < soonest)
    throw new Refused(
      'rule',
      'effective-too-soon',
      `It can take effect from ${new Date(soonest).toISOString()} on: every replica must know it by then.`,
    );
  return { ...version, activatedBy: by, activatedAt: now, effectiveAt: from };
}

/** Nobody will activate it any more. Said again it changes nothing. */
export function withdrawn(version: RuleVersion, by: RecordedBy, now: Date): RuleVersion {
  if (version.withdrawnAt) return version;
  if (version.effectiveAt)
    throw new Refused('conflict', 'rule-version-activated', 'It is activated: propose a version that takes its place.');
  return { ...version, withdrawnBy: by, withdrawnAt: now };
}
