import type { Confirmed } from './accepted.ts';

/** A message as the provider has it. Its name is its key: whose it is, and which interaction it was. */
export type DeliveredFile = { channel: string; interactionId: string; file: string; sha256: string; takenAt: Date };

export type Interaction = {
  _id: string; customerId: string | null; direction: string; channel: string; theme: string; subject: string | null; contactId: string | null;
  debtIds: string[]; touchId: string | null; status: string; statusDetails: string | null; handOver: string | null; permitId: string | null; agentOutcome: string | null;
  messageHash: string | null; blocking: { ruleId: string | null; reasonCode: string }[];
}; // prettier-ignore

/** A permit as it was used up, by the guard’s evidence; `at` is business time. */
export type Consumed = {
  permitId: string; interactionId: string; customerId: string; channel: string; contactId: string | null; debtIds: string[]; theme: string;
  isResponse: boolean; at: Date;
}; // prettier-ignore

export type Hold = {
  holdId: string; reason: string; channels: string[]; themes: 'all' | 'collection'; contactIds: string[]; debtIds: string[];
  placedAt: Date; liftedAt: Date | null; startsAt?: Date | string; endsAt: Date | string | null;
}; // prettier-ignore
export type GuardCustomer = { _id: string; holds: Hold[]; inFlight: unknown[] };

type Buckets = { principalCents: number; interestCents: number; feesCents: number; costsCents: number };
export type Debt = {
  _id: string; customerId: string; status: string; toCollect: Buckets; balance: Buckets & { overchargesCents: number };
  entriesPosted: number; entriesBeforeReopening?: number; settlements?: string[]; pause?: { endsAt: Date | null }; dispute?: object;
  answeredDispute?: { answer: string }; paymentPlanId?: string; representations?: { attorney?: string; consolidator?: string };
}; // prettier-ignore
export type Payment = {
  _id: string;
  debtId: string;
  number: number;
  amountCents: number;
  transactionReference?: string;
};
export type Plan = {
  _id: string;
  debtId: string;
  isFullyPaid: boolean;
  inactivatedAt?: Date;
  installments: { lateSince?: Date }[];
};

/** A person as recover knows them: where they live, and which number each phone contact is. */
export type Person = {
  _id: string;
  contacts: {
    contactId: string;
    kind: string;
    isActive: boolean;
    valid: boolean;
    state?: string;
    phoneNumber?: string;
  }[];
};

export type Document = { _id: string; debtId: string | null; loan: { remainingCents: number } | null };
export type Campaign = {
  _id: string; customerId: string; debtId: string; documentId: string; state: string; endReason: string | null; endedAt: Date | null;
}; // prettier-ignore
export type Touch = { _id: string; campaignId: string; state: string; dueAt: Date; interactionId: string | null };

/** What a service still has to say or to hear when everything is at rest. */
export type Queue = { service: string; what: 'outbox' | 'dead letter' | 'parked key' | 'early fact'; count: number };
/** How far a reader came with one key of a topic, of how much its publisher said. */
export type Progress = { topic: string; key: string; reader: string; read: number; said: number };
/** A record with a key as it lies on its topic. */
export type TopicRecord = {
  topic: string;
  key: string;
  id: string;
  type: string;
  sequence: number;
  data: Record<string, unknown>;
};

/** Everything there is to judge by, and nothing that a service says of itself. */
export type Facts = {
  /** Business time of the reading. */
  now: Date;
  delivered: DeliveredFile[];
  interactions: Interaction[];
  consumed: Consumed[];
  /** Permits that came to an end without a message: released, not started, refused at the hand-over. */
  endedPermitIds: string[];
  guardCustomers: GuardCustomer[];
  people: Person[];
  /** Customers who were erased: their debts and payments stay, without a word of whose they were. */
  erasedCustomerIds: string[];
  debts: Debt[];
  payments: Payment[];
  plans: Plan[];
  documents: Document[];
  campaigns: Campaign[];
  touches: Touch[];
  queues: Queue[];
  progress: Progress[];
  records: TopicRecord[];
  /** Whether topics keep everything that was ever said. */
  recordsAreWhole: boolean;
  /** What does not follow from the entry before it, in any chain of evidence. */
  chainFaults: string[];
  accepted: Confirmed[];
};

export type Violation = { invariant: string; what: string };

export const totalCents = ({ principalCents, interestCents, feesCents, costsCents }: Buckets): number =>
  principalCents + interestCents + feesCents + costsCents;

export function byKey<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}
