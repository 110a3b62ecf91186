import type { FactValue } from '../facts.ts';
import type { Look } from '../look.ts';

/** On what a fact stands. */
export type Subject = 'request' | 'contact' | 'debt' | 'person' | 'collector';

export type RegisteredFact = {
  on: Subject;
  /** `times` are windows like `mon-fri 09:00-17:00`; a date is a local date or an instant. */
  type: 'flag' | 'date' | 'text' | 'list' | 'times';
  /** The event or the agency's call that sets it. */
  source: string;
  about: string;
  /** What a condition makes of it while nobody has recorded it: it does not hold, or it reads as the rule is stricter. */
  whenUnknown: 'no' | 'stricter';
  /** Taken from the facts at hand; without one it is what was recorded under its name. */
  read?: (look: Look, debtId: string | null) => FactValue | undefined;
};

type Written = Omit<RegisteredFact, 'on' | 'whenUnknown' | 'source'> &
  Partial<Pick<RegisteredFact, 'whenUnknown' | 'source'>>;

export const agencyFact = 'PUT /agency/v1/people/{id}/facts/{name}';
export const agencyConsent = 'POST /agency/v1/consents';
export const agencyPreference = 'POST /agency/v1/preferences';

/** Facts that stand on the same thing. Unsaid: the agency records it, and what nobody recorded does not hold. */
export function facts<const Name extends string>(
  on: Subject,
  written: Record<Name, Written>,
): Record<Name, RegisteredFact> {
  const entries = Object.entries<Written>(written).map(
    ([name, fact]) => [name, { whenUnknown: 'no', source: agencyFact, ...fact, on }] as const,
  );
  return Object.fromEntries(entries) as Record<Name, RegisteredFact>;
}
