import type { DisclosureSlot } from '@fairdue/contracts';

/** What one rule says about one intended contact. */
export type Verdict =
  | { outcome: 'pass' | 'notApplicable'; detail: string }
  | Against
  | { outcome: 'due'; detail: string; slots: readonly DisclosureSlot[]; duty: Duty | null; debtIds: readonly string[] };

export type Against = {
  outcome: 'against';
  detail: string;
  /** The debts it stands against; empty when it is about the contact or the person. */
  debtIds: readonly string[];
  isAboutContact: boolean;
  /** Ids, counts and dates, never a person's data. */
  evidence: Record<string, unknown>;
  /** Until then this rule objects for certain; null when nobody can tell. */
  freeAt: number | null;
};

/** Something that must be done by a day. */
export type Duty = { task: string; dueOn: string };

export const pass = (detail: string): Verdict => ({ outcome: 'pass', detail });
