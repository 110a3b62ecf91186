import { Channel, Id, Instant, RecordedBy } from '@fairdue/contracts';
import { z } from 'zod';
import { Rule } from '../rules/rule.ts';
import type { BackTest, Finding } from './back-test.ts';

const Proposal = z.strictObject({ ruleId: Rule.shape.id, version: Rule.shape.version });

export const BackTestRequest = z
  .strictObject({
    creditorId: Id,
    proposals: z.array(Proposal).min(1).max(20).meta({ description: 'Versions of different rules, tried together.' }),
    from: Instant,
    to: Instant.optional().meta({ description: 'Exclusive; unsaid: until now.' }),
  })
  .refine(({ proposals }) => new Set(proposals.map(({ ruleId }) => ruleId)).size === proposals.length, {
    path: ['proposals'],
    error: 'must be of different rules',
  })
  .refine(({ from, to }) => to === undefined || Date.parse(from) < Date.parse(to), {
    path: ['to'],
    error: 'must be after from',
  });

const Count = z.int().nonnegative();

/** `progress` counts decisions and customers; `of` is null until they were counted. */
export const BackTestBody = z
  .strictObject({
    backTestId: Id,
    creditorId: Id,
    proposals: z.array(Proposal),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    state: z.enum(['running', 'done']),
    progress: z.strictObject({ done: Count, of: Count.nullable() }),
    counts: z.strictObject({
      decisions: Count,
      contacts: Count,
      newlyBlocked: Count,
      newlyAllowed: Count,
      violations: Count,
      unjudged: Count,
    }),
    requestedBy: z.strictObject(RecordedBy.shape),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'BackTest' });

export const backTestBody = (test: BackTest): z.output<typeof BackTestBody> => ({
  backTestId: test._id,
  creditorId: test.creditorId,
  proposals: test.proposals,
  from: test.from.toISOString(),
  to: test.to.toISOString(),
  state: test.finishedAt ? 'done' : 'running',
  progress: { done: test.done, of: test.total },
  counts: test.counts,
  requestedBy: test.requestedBy,
  createdAt: test.createdAt.toISOString(),
  finishedAt: test.finishedAt?.toISOString() ?? null,
});

export const BackTestQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(200).exactOptional(),
});
export const BackTestList = z.strictObject({ items: z.array(BackTestBody), next: z.string().nullable() });

const kinds = ['newly-blocked', 'newly-allowed', 'violation'] as const;

export const FindingQuery = z.strictObject({
  finding: z.enum(kinds),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  after: z.string().max(200).exactOptional(),
});

/**
 * A decision that would come out otherwise, or a contact made that would have been against the rules. `ruleIds` are those
 * that would stand against it, or, where it would be allowed, those that stood against it.
 */
export const FindingBody = z.strictObject({
  finding: z.enum(kinds),
  at: z.iso.datetime(),
  customerId: Id,
  decisionId: Id.nullable(),
  decision: z.enum(['can-interact', 'permit', 'hand-over']).nullable(),
  interactionId: Id.nullable(),
  channel: Channel,
  theme: z.string(),
  ruleIds: z.array(z.string()),
});
export const FindingList = z.strictObject({ items: z.array(FindingBody), next: z.string().nullable() });

export const findingBody = ({
  _id, creditorId: _creditor, backTestId: _test, at, ...rest
}: Finding): z.output<typeof FindingBody> => ({ ...rest, at: at.toISOString() }); // prettier-ignore
