import type { CreditorSettings } from '@fairdue/contracts';
import type { Fact } from '@fairdue/outbox';
import type { Customer, OpenPermit } from '../customers/customer.ts';
import type { DecisionRow } from '../decisions/decision.store.ts';
import type { PastState } from '../customers/past-customer.ts';
import type { Ruleset } from '../rules/ruleset.ts';
import type { EvidenceDraft } from '../evidence/evidence.store.ts';

/** What a decision about a customer is made in: passed in, so that the same inputs give the same outcome. */
export type Circumstances = {
  settings: CreditorSettings;
  /** Those of the creditor, as they are known now for every instant. */
  ruleset: Ruleset;
  /** Business time. */
  now: Date;
  /** Real time, in which permits expire. */
  realNow: Date;
  /** Do we know everything that was published about this customer? Otherwise nothing is let through. */
  factsAreComplete: boolean;
  permitLifetimeMs: number;
  /** A call’s task waits for its turn at a dialer, which asks again before it rings. */
  callPermitLifetimeMs: number;
};

/** What one step does to a customer and leaves behind, all of it written in one transaction. */
export type Effect<Answer> = {
  customer: Customer;
  answer: Answer;
  facts?: readonly Fact[];
  /** How its contacts and debts stood until now, where that has changed. */
  past?: readonly PastState[];
  decisions?: readonly DecisionRow[];
  evidence?: readonly EvidenceDraft[];
  /** Permits whose time starts to run, and those whose time need not be watched any more. */
  opened?: readonly OpenPermit[];
  closed?: readonly string[];
};
