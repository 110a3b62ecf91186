import { Channel, Disclosure, Id } from '@fairdue/contracts';
import { z } from 'zod';

const Time = z.union([z.iso.datetime(), z.iso.date()]);

const citations = z.array(z.strictObject({ authority: z.string(), reference: z.string() }));

/** One obstacle: the rule, or the check before any rule, that stands against the contact, and why. */
const Reason = z.strictObject({
  ruleId: z.string().nullable(),
  ruleVersion: z.int().nullable(),
  name: z.string(),
  category: z.string(),
  reasonCode: z.string(),
  message: z.string(),
  citations,
  scope: z.strictObject({ loanIds: z.array(Id), contactId: Id.nullable() }),
  evidence: z.record(z.string(), z.unknown()),
  nextAllowedAt: Time.nullable(),
});
export type Reason = z.output<typeof Reason>;

const Outcome = z.strictObject({
  ruleId: z.string(),
  ruleVersion: z.int(),
  outcome: z.enum(['pass', 'block', 'warn', 'notApplicable']),
  detail: z.string(),
  /** What a rule that stands against the contact, or warns, has seen: ids and counts. */
  evidence: z.record(z.string(), z.unknown()).exactOptional(),
});
export type RuleOutcome = z.output<typeof Outcome>;

/** The same with the rule's name, and where it stands in the law: what is on record of that version. */
const ExplainedOutcome = Outcome.extend({ name: z.string(), citations });
export type ExplainedOutcome = z.output<typeof ExplainedOutcome>;

const Warning = z.strictObject({ code: z.string(), ruleId: z.string().nullable(), detail: z.string() });
export type Warning = z.output<typeof Warning>;

const ToCarry = z.strictObject(Disclosure.shape);

/** What must be done by a day once the contact is made. */
const OwedDuty = z.strictObject({
  ruleId: z.string(),
  task: z.string(),
  dueOn: z.iso.date(),
  debtIds: z.array(Id),
});
export type OwedDuty = z.output<typeof OwedDuty>;

const evaluated = z.array(Outcome);

/** What is kept of every decision. */
export const AnsweredDecision = z.strictObject({
  result: z.boolean(),
  blocking: z.array(Reason),
  evaluated,
  warnings: z.array(Warning),
  disclosures: z.array(ToCarry),
  duties: z.array(OwedDuty),
  nextAllowedAt: Time.nullable(),
  timeZones: z.array(z.string()),
  loanIds: z.array(Id),
});

/** The answer to G1. `result` is what every client reads; the rest explains it. */
export const CanInteractData = AnsweredDecision.extend({
  allowed: z.boolean(),
  decisionId: Id,
  evaluatedAt: z.iso.datetime(),
  effectiveAt: Time,
  timeOfDayChecked: z.boolean(),
  channel: Channel,
  subject: z.string().nullable(),
  theme: z.string(),
  themeSource: z.enum(['request', 'subject', 'both']),
  isAutodialed: z.boolean(),
  contact: z.strictObject({
    id: Id,
    externalId: z.string().nullable(),
    resolution: z.enum(['byId', 'byExternalId', 'matched', 'created']),
  }),
  loansSource: z.enum(['request', 'allOpenLoans', 'none']),
  rulesetVersion: z.string(),
  perLoan: z.array(z.strictObject({ loanId: Id, result: z.boolean(), ruleIds: z.array(z.string()) })),
  /** Of a day that was asked about: its first lawful instant, where there is one. */
  firstAllowedAt: z.iso.datetime().nullable().exactOptional(),
});
export type CanInteractData = z.output<typeof CanInteractData>;

const envelope = <Data extends z.ZodType>(data: Data) =>
  z.strictObject({ status: z.literal(200), message: z.literal('OK'), data });

/** `evaluated` comes with `?explain=true`. */
export const CanInteractAnswer = envelope(
  CanInteractData.extend({ evaluated: z.array(ExplainedOutcome).exactOptional() }),
);

const kept = {
  evaluated: z.array(ExplainedOutcome),
  request: z.record(z.string(), z.unknown()),
  factsHash: z.string(),
  requestedBy: z.string(),
};

/** A decision as it was answered, with what it was decided on: a question's, or that of a permit when it was asked or used. */
export const DecisionAnswer = envelope(
  z.discriminatedUnion('kind', [
    CanInteractData.extend({ kind: z.literal('can-interact'), ...kept }),
    AnsweredDecision.extend({
      kind: z.enum(['permit', 'hand-over']),
      decisionId: Id,
      evaluatedAt: z.iso.datetime(),
      rulesetVersion: z.string(),
      ...kept,
    }),
  ]),
);

export const DecisionQuery = z.strictObject({
  customerId: Id,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(500).optional(),
});

/**
 * One decision in short: what was asked, and what stood against it. `interactionId` is the contact that asked for leave;
 * a hand-over names the permit that was used instead.
 */
const ShortDecision = z.strictObject({
  decisionId: Id,
  kind: z.enum(['can-interact', 'permit', 'hand-over']),
  at: z.iso.datetime(),
  allowed: z.boolean(),
  channel: Channel.nullable(),
  theme: z.string().nullable(),
  contactId: z.string().nullable(),
  interactionId: Id.nullable(),
  permitId: Id.nullable(),
  requestedBy: z.string(),
  rulesetVersion: z.string(),
  blocking: z.array(Reason),
  nextAllowedAt: Time.nullable(),
  timeZones: z.array(z.string()),
});
export type ShortDecision = z.output<typeof ShortDecision>;
export const DecisionList = z.strictObject({ items: z.array(ShortDecision), next: z.string().nullable() });
