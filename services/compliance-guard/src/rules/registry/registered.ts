import type { CreditorSettings } from '@fairdue/contracts';
import type { FactValue } from '../facts.ts';
import { landmarkAt, type LandmarkFact } from '../landmark.ts';
import type { Look } from '../look.ts';

/** On what a fact stands. */
export type Subject = 'request' | 'contact' | 'debt' | 'person' | 'collector';

export const agencyFact = 'PUT /agency/v1/people/{personId}/facts/{name}';
export const agencyConsent = 'POST /agency/v1/consents';
export const agencyPreference = 'POST /agency/v1/preferences';
export const agencyHold = 'POST /agency/v1/holds';
/** Holds of whoever heard the wish: recover, the communicator (STOP), campaign, the agency. */
export const optOuts = ['event compliance-guard.hold-placed.v1 hold.reason'] as const;
/** The body of `can-interact`, or of the ask for a permit. */
export const question = 'the question';
export const otherFacts = 'other facts';

/** An operation, a field of an event's data (`event recover.debt-placed.v1 defaultDate`), a setting of the creditor, the question itself. */
export type Source =
  | typeof agencyFact
  | typeof agencyConsent
  | typeof agencyPreference
  | typeof agencyHold
  | `event ${string} ${string}`
  | `setting ${keyof CreditorSettings}`
  | typeof question
  | typeof otherFacts;

export type RegisteredFact = {
  on: Subject;
  /** `times` are windows like `mon-fri 09:00-17:00`; a date is a local date or an instant, `dates` are local dates. */
  type: 'flag' | 'date' | 'dates' | 'text' | 'list' | 'times';
  /** Of a text or list: the only words there are, or how one is written. */
  words?: readonly string[];
  form?: RegExp;
  /** Whatever sets it; the first that says something counts. */
  sources: readonly Source[];
  about: string;
  /** What a condition makes of it while nobody has recorded it: it does not hold, or it reads as the rule is stricter. */
  whenUnknown: 'no' | 'stricter';
  /** Taken from the facts at hand; without one it is what was recorded under its name. */
  read?: (look: Look, debtId: string | null) => FactValue | undefined;
};

type Written = Omit<RegisteredFact, 'on' | 'whenUnknown' | 'sources'> &
  Partial<Pick<RegisteredFact, 'whenUnknown'>> & { source?: Source | readonly Source[] };

/** What contacts made tell, by that field of theirs; also written down, where others made them. */
export const byInteractions = (
  fact: LandmarkFact,
  field: 'startedAt' | 'agentOutcome' | 'channel' | 'subject' | 'theme',
): Pick<RegisteredFact, 'read'> & { source: readonly Source[] } => ({
  source: [`event communicator.interaction-status-changed.v1 ${field}`, agencyFact],
  read: (look, debtId) => landmarkAt(look, fact, debtId),
});

/** Of the collector itself, who stands on no customer: what the creditor's settings say under that name. */
const collectorSetting = (name: string): Pick<RegisteredFact, 'sources' | 'read'> => ({
  sources: ['setting collectorFacts'],
  read: ({ facts: { settings } }) => settings.collectorFacts?.[name],
});

/** Facts that stand on the same thing. Unsaid: the agency records it, and what nobody recorded does not hold. */
export function facts<const Name extends string>(
  on: Subject,
  written: Record<Name, Written>,
): Record<Name, RegisteredFact> {
  const entries = Object.entries<Written>(written).map(([name, { source, ...fact }]): [string, RegisteredFact] => {
    const usual = on === 'collector' && !source ? collectorSetting(name) : { sources: [source ?? agencyFact].flat() };
    return [name, { whenUnknown: 'no', ...usual, ...fact, on }];
  });
  return Object.fromEntries(entries) as Record<Name, RegisteredFact>;
}
