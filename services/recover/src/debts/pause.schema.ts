import { z } from 'zod';
import { Flag } from '../wire/query.ts';
import { CommentText, Remark } from '../wire/scalars.ts';

export const PauseReason = z.enum([
  'SCRA', 'PENDING_BK_VERIFICATION', 'PENDING_FRAUD_INVESTIGATION', 'PERMANENT_HARDSHIP_TERMINAL_ILLNESS',
  'PERMANENT_HARDSHIP_PERMANENT_DISABILITY', 'PERMANENT_HARDSHIP_LONG_TERM_INCARCERATION', 'TEMPORARY_HARDSHIP', 'OTHER',
  'GEOGRAPHIC_SUPPRESSION', 'GOOD_FAITH_PAYMENT', 'INVALID_DISPUTE_PAUSE_PERIOD', 'PROFANITY', 'MAILED_IN_PAYMENT',
  'TEMPORARY_HARDSHIP_CONFIRMED', 'DV_DOCS_MAILED', 'PENDING_PREV_PAID_DOCS',
]); // prettier-ignore
export type PauseReason = z.infer<typeof PauseReason>;

/** R20 and R21: whether the status shows the pause. */
export const PauseQuery = z.object({ changeDebtStatus: Flag.default(false) });

const daysMax = 36_500;

/** R20. A length of 0 is a pause without an end. */
export const PauseRequest = z.object({
  reason: PauseReason,
  pauseLengthInDays: z
    .int({ error: ({ input }) => (input === undefined ? 'required' : 'must be a whole number of days') })
    .min(0, 'must not be negative')
    .max(daysMax, `must be at most ${daysMax}`)
    .exactOptional(),
  notes: Remark.exactOptional(),
});
export type PauseRequest = z.infer<typeof PauseRequest>;

/** R21. Why it goes on has to be said. */
export const UnpauseRequest = z.object({ notes: CommentText });
