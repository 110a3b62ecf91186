import { z } from 'zod';
import { event } from './event.ts';
import { Cents, ContactAddress, Id, Instant, RecordedBy } from './words.ts';

const topic = 'recover.customers';

/** One email, phone or address of a customer, with the flags that decide whether it may be used. */
export const Contact = ContactAddress.extend({
  contactId: Id,
  externalId: z.string().optional(),
  isActive: z.boolean(),
  isPrimary: z.boolean(),
  valid: z.boolean(),
  label: z.enum(['personal', 'home', 'work', 'military', 'fax']),
  affiliation: z.enum([
    'self',
    'spouse',
    'parent',
    'guardian',
    'executor',
    'attorney',
    'employer',
    'relative',
    'other',
  ]),
  status: z.enum(['primary', 'secondary', 'additional', 'archived']),
  /** null: never asked. false after true is a withdrawal, which is not the same. */
  receiveTextMessages: z.boolean().nullable(),
  consentAutodialedCall: z.boolean().nullable(),
  /** Of a phone, where somebody looked it up. Absent: unknown. */
  lineType: z.enum(['wireless', 'residential', 'business']).optional(),
  /** When somebody last made sure that it is the customer’s. Absent: nobody did. */
  verifiedAt: Instant.optional(),
});
export type Contact = z.infer<typeof Contact>;

export const DebtStatus = z.enum([
  'New', 'Paused', 'RetractedByCreditor', 'OnPaymentPlan', 'Disputed', 'PaidInFull', 'SettledInFull', 'Bankruptcy', 'Deceased', 'Fraud', 'ClosedByAgency',
]); // prettier-ignore
export type DebtStatus = z.infer<typeof DebtStatus>;

/** A customer as its owner sees it now: every fact about one carries it whole, so that a view needs no earlier fact. */
const customer = {
  creditorId: Id,
  customerId: Id,
  reference: z.string().optional(),
  name: z.object({ first: z.string(), middle: z.string().optional(), last: z.string() }),
  language: z.enum(['en', 'es']).optional(),
  contacts: z.array(Contact),
  /** Grows with every change of this customer: the newer view wins. */
  version: z.int().positive(),
  recordedBy: RecordedBy,
};
export const CustomerPlacedV1 = event('recover.customer-placed.v1', topic, customer);
export const CustomerUpdatedV1 = event('recover.customer-updated.v1', topic, customer);
export const ContactAddedV1 = event('recover.contact-added.v1', topic, customer);
export const ContactChangedV1 = event('recover.contact-changed.v1', topic, customer);
/** The customer wants no contact there (R9). `contactIds` are the ones switched off by this request. */
export const ContactUnsubscribedV1 = event('recover.contact-unsubscribed.v1', topic, {
  ...customer,
  contactIds: z.array(Id),
});

/** Of somebody who was erased, in every view of them: no word of their owner is newer, so none brings them back. */
export const erasedVersion = Number.MAX_SAFE_INTEGER;

/**
 * Everything personal about the customer is to go from every database, and their id names nobody any more. Where they did
 * not want to be contacted they never are: that stays, by keyed hashes of their addresses.
 */
export const CustomerErasedV1 = event('recover.customer-erased.v1', topic, {
  creditorId: Id,
  customerId: Id,
  /** Why, in the words of who asked. It names nobody. */
  reason: z.string(),
  /** Their records had to be kept for longer, and somebody decided otherwise. */
  beforeRetentionEnds: z.boolean(),
  version: z.int().positive(),
  /** Who asked. */
  recordedBy: RecordedBy,
  /** Who agreed: somebody else. */
  confirmedBy: RecordedBy,
});

/** Somebody wrote these down: about the customer, or about the debt that is named. */
export const CommentAddedV1 = event('recover.comment-added.v1', topic, {
  creditorId: Id,
  customerId: Id,
  debtId: Id.optional(),
  comments: z.array(z.string()).min(1),
  /** Of the customer or the debt, with the comments. */
  version: z.int().positive(),
  recordedBy: RecordedBy,
});

/** A debt as its owner sees it now. Amounts are cents of `currency`. */
const debt = {
  creditorId: Id,
  customerId: Id,
  debtId: Id,
  transactionId: z.string().optional(),
  status: DebtStatus,
  currency: z.literal('USD'),
  balanceCents: Cents.nonnegative(),
  /** Total to collect, before payments: the original amount of the document. */
  initialTotalCents: Cents.nonnegative(),
  /** Where the balance stands, and what it was at placement: the itemisation of a validation notice. */
  itemization: z.object({
    principalCents: Cents,
    interestCents: Cents,
    feesCents: Cents,
    paymentsAndCreditsCents: Cents,
  }),
  itemizationDate: z.iso.date().optional(),
  product: z.string().optional(),
  creditorName: z.string().optional(),
  originalCreditorName: z.string().optional(),
  accountLast4: z.string().optional(),
  defaultDate: z.iso.date().optional(),
  chargeOffDate: z.iso.date().optional(),
  /** What the creditor says of the time to sue: the day it runs out, or that it has or has not. */
  outOfStatute: z.object({ date: z.iso.date().optional(), flag: z.boolean().optional() }).optional(),
  /** The dispute that is open, or the last one, with its answer. */
  dispute: z
    .object({
      openedAt: Instant,
      answer: z.enum(['upheld', 'rejected', 'verified']).optional(),
      answeredAt: Instant.optional(),
    })
    .optional(),
  /** When money last came in. */
  lastPaidAt: Instant.optional(),
  pausedUntil: Instant.nullable(),
  paused: z.object({ reason: z.string() }).nullable(),
  hasAttorney: z.boolean(),
  /** Why it was changed, in the words of whoever changed it. */
  reason: z.string().optional(),
  version: z.int().positive(),
  recordedBy: RecordedBy,
};
export const DebtPlacedV1 = event('recover.debt-placed.v1', topic, debt);
export const DebtUpdatedV1 = event('recover.debt-updated.v1', topic, {
  ...debt,
  /** The payment that the agency took, which is not there yet, or that will never be there. */
  payment: z
    .object({ paymentId: Id, amountCents: Cents.positive(), state: z.enum(['unsettled', 'failed']) })
    .optional(),
});
export const DebtPausedV1 = event('recover.debt-paused.v1', topic, debt);
export const DebtUnpausedV1 = event('recover.debt-unpaused.v1', topic, debt);
export const DebtRetractedV1 = event('recover.debt-retracted.v1', topic, debt);
export const DebtReopenedV1 = event('recover.debt-reopened.v1', topic, debt);
export const DebtSettledV1 = event('recover.debt-settled.v1', topic, debt);

export const PaymentRecordedV1 = event('recover.payment-recorded.v1', topic, {
  ...debt,
  paymentId: Id,
  /** Negative when money came back. */
  amountCents: Cents,
  transactionType: z.enum(['PAYMENT', 'BALANCE_ADJUSTMENT', 'RETURNED_PAYMENT', 'REFUND']),
  paidAt: Instant,
});

/** Somebody speaks for the customer about one debt, or no longer does. */
const representation = {
  creditorId: Id,
  customerId: Id,
  debtId: Id,
  representationId: Id,
  kind: z.enum(['attorney', 'consolidator']),
  /** The debt's, with this change. */
  version: z.int().positive(),
  recordedBy: RecordedBy,
};
export const RepresentationAddedV1 = event('recover.representation-added.v1', topic, representation);
export const RepresentationCancelledV1 = event('recover.representation-cancelled.v1', topic, representation);

/** What a customer agreed to pay, and when. The debt's own facts say what it means for the debt. */
const plan = {
  creditorId: Id,
  customerId: Id,
  debtId: Id,
  planId: Id,
  currency: z.literal('USD'),
  amountToPayCents: Cents.positive(),
  discountCents: Cents.nonnegative(),
  installments: z.array(z.object({ dueAt: Instant, amountCents: Cents.positive(), isPaid: z.boolean() })),
  /** When it was agreed. */
  startedAt: Instant.optional(),
  /** The plan's own, from 1. */
  version: z.int().positive(),
  recordedBy: RecordedBy,
};
export const PlanRevocationReason = z.enum([
  'MISC_REMOVAL', 'PLAN_BREAKAGE', 'NEW_PLAN_REQUEST', 'REQUESTED_PLAN_CANCELLATION', 'IN_DISPUTE', 'CLIENT_RETRACTED', 'CLOSED', 'ALTERNATIVE_RESOLUTION',
]); // prettier-ignore
export type PlanRevocationReason = z.infer<typeof PlanRevocationReason>;
export const PlanStartedV1 = event('recover.plan-started.v1', topic, plan);
export const PlanRevokedV1 = event('recover.plan-revoked.v1', topic, {
  ...plan,
  revocationReason: PlanRevocationReason,
});
export const PlanCompletedV1 = event('recover.plan-completed.v1', topic, plan);
/** An installment is still open after its days of grace. `installment` is its place in the plan, from 0. */
export const PlanInstallmentLateV1 = event('recover.plan-installment-late.v1', topic, {
  ...plan,
  installment: z.int().nonnegative(),
});
