import { Channel, Id, Instant, Theme, type Disclosure } from '@fairdue/contracts';
import { z } from 'zod';
import type { Reason } from '../decisions/decision.wire.ts';
import { Says } from '../rules/words.ts';

/** A question that reserves: may this contact be made, and if so, keep its slot. The interaction that asks is its id. */
export const Ask = z.strictObject({
  askId: Id,
  creditorId: Id,
  customerId: Id,
  contactId: Id,
  channel: Channel,
  theme: Theme,
  /** A second reason for the contact, as its subject or its sender gives one: the rules of both hold. */
  otherTheme: Theme.optional(),
  subject: z.string().nullable(),
  debtIds: z.array(Id).max(50),
  isAutodialed: z.boolean(),
  says: Says.optional(),
  touchId: Id.nullable(),
  sendAt: Instant.optional(),
});
export type Ask = z.infer<typeof Ask>;

export type AskAnswer = { askId: string } & (
  | {
      granted: true;
      permitId: string;
      decisionId: string;
      expiresAt: string;
      addressHash: string;
      /** What the message must carry, in the order of the rules. */
      disclosures: readonly Disclosure[];
    }
  | { granted: false; decisionId: string; blocking: readonly Reason[]; nextAllowedAt: string | null }
  | { error: 'unknown-customer' | 'facts-incomplete' | 'already-consumed' | 'too-many-open' | 'ask-changed' }
);

export const Consumption = z.strictObject({
  permitId: Id,
  creditorId: Id,
  customerId: Id,
  contactId: Id,
  channel: Channel,
  askId: Id,
  handOverId: z.string().min(1).max(200),
});
export type Consumption = z.infer<typeof Consumption>;

/** How long after asking the hand-over may begin, by the asker's own clocks. */
export const handOverWindowMs = 3_000;

export type ConsumptionAnswer = { permitId: string } & (
  | { consumed: true; addressHash: string; windowMs: number }
  | {
      consumed: false;
      code: 'already-consumed' | 'refused' | 'expired' | 'unknown' | 'mismatch' | 'facts-incomplete';
      blocking?: readonly Reason[];
      nextAllowedAt?: string | null;
    }
);

export const Report = z.strictObject({
  permitId: Id,
  creditorId: Id,
  customerId: Id,
  outcome: z.enum(['answered', 'not-started', 'overrun', 'released']),
});
export type Report = z.infer<typeof Report>;
