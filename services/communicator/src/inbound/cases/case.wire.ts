import { z } from 'zod';
import { Id, RecordedBy } from '@fairdue/contracts';
import type { ProposedCase } from './proposed-case.ts';
import { wishNames } from './wish-phrases.ts';

const State = z.enum(['proposed', 'confirmed', 'rejected']);
const Wishes = z.array(z.enum(wishNames)).min(1);

export const CaseQuery = z.strictObject({
  state: State.default('proposed'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional(),
});

export const DecisionRequest = z.strictObject({
  decision: z.enum(['confirm', 'reject']),
  /** What the message means, where that is not what it was taken for. */
  wishes: Wishes.exactOptional(),
  reason: z.string().trim().min(1).max(500),
});

/** `caseId` is the id of the interaction that the words stand in. */
export const CaseBody = z.strictObject({
  caseId: Id,
  customerId: Id,
  debtIds: z.array(Id),
  wishes: Wishes,
  state: State,
  proposedAt: z.iso.datetime(),
  decideBy: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.strictObject(RecordedBy.shape).nullable(),
  reason: z.string().nullable(),
});
export const CasePage = z.strictObject({ items: z.array(CaseBody), next: z.string().nullable() });

export const caseBody = (row: ProposedCase): z.output<typeof CaseBody> => {
  const { _id: caseId, customerId, debtIds, wishes, state, decidedBy, reason } = row;
  return {
    caseId,
    customerId,
    debtIds,
    wishes,
    state,
    proposedAt: row.proposedAt.toISOString(),
    decideBy: row.decideBy.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy,
    reason,
  };
};
