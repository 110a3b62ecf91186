import {
  PermitConsumedV1,
  PermitExpiredV1,
  PermitGrantedV1,
  PermitRefusedV1,
  type BlockingReason,
} from '@fairdue/contracts';
import { fact, type Fact } from '@fairdue/outbox';
import type { Customer, OpenPermit, PermitEnd } from '../customers/customer.ts';
import type { Decision } from '../decisions/decide.ts';
import { told } from '../decisions/reason.ts';

export const reasonsTold = ({ reasons }: Decision): BlockingReason[] => reasons.map(told);

type Subject = Pick<OpenPermit, 'decisionId' | 'askId' | 'contactId' | 'channel' | 'theme' | 'debtIds' | 'touchId'>;

const about = ({ _id, creditorId }: Customer, subject: Subject) => ({
  creditorId,
  customerId: _id,
  decisionId: subject.decisionId,
  contactId: subject.contactId,
  channel: subject.channel,
  theme: subject.theme,
  debtIds: [...subject.debtIds],
  interactionId: subject.askId,
  touchId: subject.touchId,
});

const decided = ({ rulesetVersion, factsHash, judged }: Decision) => ({
  rulesetVersion,
  factsHash,
  evaluatedRuleIds: judged.map(({ rule }) => rule.id),
});

export const permitGranted = (customer: Customer, permit: OpenPermit, decision: Decision, now: Date): Fact =>
  fact(PermitGrantedV1, now, {
    ...about(customer, permit),
    ...decided(decision),
    permitId: permit.permitId,
    disclosures: permit.disclosures,
    expiresAt: permit.expiresAt.toISOString(),
  });

export const permitRefused = (
  customer: Customer,
  subject: Subject & { permitId: string | null },
  decision: Decision,
  now: Date,
): Fact =>
  fact(PermitRefusedV1, now, {
    ...about(customer, subject),
    ...decided(decision),
    permitId: subject.permitId,
    blocking: reasonsTold(decision),
    nextAllowedAt: decision.nextAllowedAt,
  });

export const permitConsumed = (customer: Customer, permit: OpenPermit, decision: Decision, now: Date): Fact =>
  fact(PermitConsumedV1, now, {
    ...about(customer, permit),
    ...decided(decision),
    permitId: permit.permitId,
    consumedAt: now.toISOString(),
  });

export const permitEnded = (
  customer: Customer,
  permit: Subject & { permitId: string },
  cause: PermitEnd,
  now: Date,
): Fact => fact(PermitExpiredV1, now, { ...about(customer, permit), permitId: permit.permitId, cause });
