import { Id, Instant, RecordedBy } from '@fairdue/contracts';
import { z } from 'zod';
import { Rule, Scope, Shape } from '../rule.ts';
import { RuleBody, ruleBody } from '../rule.wire.ts';
import type { Tenure } from '../ruleset.ts';
import { stateOf, type RuleVersion } from './rule-version.ts';

const {
  id: RuleId,
  version: Version,
  partOf: _row,
  group: _group,
  jurisdiction: _place,
  knownFrom: _known,
  ...written
} = Rule.shape;

const shape = Shape.meta({ id: 'RuleShape' });

const Reason = z.string().trim().min(1).max(500).meta({ description: 'Why, in words. It is kept, and proven.' });

/** What of a record a version may say anew. Which rule it is, and where it stands among the others, no version changes. */
export const RecordChange = z
  .strictObject({ ...written, shape, scope: z.strictObject(Scope.shape).partial() })
  .partial();
export type RecordChange = z.output<typeof RecordChange>;

export const VersionRequest = z.strictObject({
  creditorId: Id.nullable().meta({ description: 'For whom; null: for everybody without a version of their own.' }),
  change: RecordChange.nullable().meta({
    description:
      'What differs from the version that holds there; the rest stays. Null: the creditor goes by everybody’s again.',
  }),
  reason: Reason,
});

export const RulePath = z.object({ ruleId: RuleId });
export const VersionPath = z.object({ ruleId: RuleId, version: z.coerce.number().pipe(Version) });
export const ActivationRequest = z.strictObject({
  effectiveAt: Instant.optional().meta({
    description: 'From when on it holds; unsaid: as soon as every replica surely knows it, ten seconds from now.',
  }),
  reason: Reason,
});
export const WithdrawalRequest = z.strictObject({ reason: Reason });

const Who = z.strictObject(RecordedBy.shape).nullable();
const Time = z.iso.datetime().nullable();

const Record = z.strictObject({ ...Rule.shape, shape }).meta({ id: 'RuleRecord' });

/** A version with its history. The shipped one has none: it has held since the platform was installed. */
export const VersionBody = z
  .strictObject({
    ruleId: RuleId,
    version: Version,
    creditorId: Id.nullable(),
    state: z.enum(['shipped', 'proposed', 'activated', 'withdrawn']),
    basedOn: Version.nullable(),
    /** In the words in which a change is written. Null: everybody's, whichever that is. */
    record: Record.nullable(),
    proposedBy: Who,
    proposedAt: Time,
    activatedBy: Who,
    activatedAt: Time,
    effectiveAt: Time,
    withdrawnBy: Who,
    withdrawnAt: Time,
  })
  .meta({ id: 'RuleVersion' });
export const VersionList = z.strictObject({ items: z.array(VersionBody), next: z.null() });
/** `notFor`: creditors who go by a version of their own, and for whom this changes nothing. */
export const ActivationBody = VersionBody.extend({ notFor: z.array(Id) });

export const versionBody = (version: RuleVersion): z.output<typeof VersionBody> => ({
  ruleId: version.ruleId,
  version: version.version,
  creditorId: version.creditorId,
  state: stateOf(version),
  basedOn: version.basedOn,
  record: version.record,
  proposedBy: version.proposedBy,
  proposedAt: version.proposedAt.toISOString(),
  activatedBy: version.activatedBy,
  activatedAt: version.activatedAt?.toISOString() ?? null,
  effectiveAt: version.effectiveAt?.toISOString() ?? null,
  withdrawnBy: version.withdrawnBy,
  withdrawnAt: version.withdrawnAt?.toISOString() ?? null,
});

export const shippedBody = (rule: Rule): z.output<typeof VersionBody> => ({
  ruleId: rule.id,
  version: rule.version,
  creditorId: null,
  state: 'shipped',
  basedOn: null,
  record: rule,
  proposedBy: null,
  proposedAt: null,
  activatedBy: null,
  activatedAt: null,
  effectiveAt: null,
  withdrawnBy: null,
  withdrawnAt: null,
});

const Moment = z.union([z.iso.date(), Instant]);

export const RulesOfDayQuery = z.strictObject({
  creditorId: Id.exactOptional().meta({ description: 'Whose rules; unsaid: everybody’s.' }),
  on: Moment.exactOptional().meta({
    description: 'An instant, or a day, which is asked about as it ends (UTC); unsaid: now.',
  }),
  knownAt: Moment.exactOptional().meta({ description: 'Only what was known by then; unsaid: by now.' }),
  jurisdiction: z.string().max(20).exactOptional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.string().max(200).exactOptional(),
});

/** A rule as it held at that moment, and since and until when that version of it does, as was known. */
export const HeldRule = RuleBody.extend({ since: Time, until: Time });
export const HeldRuleList = z.strictObject({ items: z.array(HeldRule), next: z.string().nullable() });

const timeText = (at: number): string | null => (Number.isFinite(at) ? new Date(at).toISOString() : null);

export const heldRule = ({ rule, from, until }: Tenure): z.output<typeof HeldRule> => ({
  ...ruleBody(rule),
  since: timeText(from),
  until: timeText(until),
});
