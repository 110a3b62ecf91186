/** What one rule says about one intended contact. */
export type Verdict =
  | { outcome: 'pass' | 'notApplicable'; detail: string }
  | {
      outcome: 'against';
      detail: string;
      /** The debts it stands against; empty when it is about the contact or the person. */
      debtIds: readonly string[];
      isAboutContact: boolean;
      /** Ids, counts and dates, never a person's data. */
      evidence: Record<string, unknown>;
      /** The first instant at which this rule alone no longer objects; null when nobody can tell. */
      freeAt: number | null;
    };

export const pass = (detail: string): Verdict => ({ outcome: 'pass', detail });
