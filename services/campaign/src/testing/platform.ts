import {
  CreditorRegisteredV1,
  CustomerPlacedV1,
  DebtPlacedV1,
  defaultCreditorSettings,
  InteractionBlockedV1,
  InteractionSentV1,
  PermitRefusedV1,
  type Contact,
  type Event,
  type EventOf,
} from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { anEvent, startTestService, type TestService } from '@fairdue/testing';
import express, { type Express } from 'express';
import { campaignService } from '../app.ts';
import type { DebtFacts } from '../documents/document.ts';
import { aDebt } from './facts.ts';
import { aReason } from './situations.ts';

export const creditorId = 'CR-1-1';
const recordedBy = { kind: 'account', id: 'AC-1-1' } as const;

/** A guard that grants silence, or is away, and remembers which holds it was asked for. */
function aGuard() {
  const guard = { answers: true, silent: true, holds: [] as Record<string, unknown>[], app: express() as Express };
  guard.app.use(express.json()).post('/internal/holds', (req, res) => {
    if (!guard.answers) return void res.status(503).json({ code: 'guard-away' });
    guard.holds.push(req.body as Record<string, unknown>);
    res.json({ holdId: 'HO-1-1', silent: guard.silent });
  });
  return guard;
}

/** Opens the secrets of webhooks in tests. */
export const webhookKeys = `first:${Buffer.alloc(32, 'key').toString('base64')}`;

type Role = 'thirdParty' | 'firstParty';

type Setting = {
  collectorRole?: Role;
  now?: string;
  /** A further replica beside that one: on its engines, knowing what it knows. */
  beside?: Pick<TestService, 'engines' | 'keys'>;
  config?: Record<string, string>;
};

/** The campaign service on engines of its own, with a creditor it has heard of. Tuesday morning in New York. */
export async function startCampaignService({
  collectorRole = 'firstParty',
  now = '2026-12-01T14:00:00Z',
  beside,
  config = {},
}: Setting = {}) {
  const guard = aGuard();
  const service = await startTestService(campaignService, {
    now,
    upstreams: { 'compliance-guard': guard.app },
    config: { COMPLIANCE_LOG_SEAL_MS: '20', WEBHOOK_KEYS: webhookKeys, ...config },
    ...(beside && { engines: beside.engines, keys: beside.keys }),
  });
  if (beside) return { ...service, guard };
  const settings = { ...defaultCreditorSettings, collectorRole };
  const sender = { companyName: 'Lender', addressLines: ['1 Main St'], phone: '+12125550100', email: 'a@example.com' };
  const creditor = { creditorId, companyName: 'Lender', settings, sender, recordedBy };
  await service.deliver(anEvent(CreditorRegisteredV1, creditor));
  return { ...service, guard };
}

const aContact = (contactType: 'email' | 'phone' | 'address', over: Partial<Contact> = {}): Contact => ({
  contactId: newId('contact'),
  contactType,
  isActive: true,
  isPrimary: true,
  valid: true,
  label: 'personal',
  affiliation: 'self',
  status: 'primary',
  receiveTextMessages: contactType === 'phone' ? true : null,
  consentAutodialedCall: null,
  ...over,
});

const home = { city: 'Albany', state: 'NY', zipcode: '12207', countryCode: 'US' };

export const aCustomer = (customerId: string) => ({
  creditorId,
  customerId,
  name: { first: 'A', last: 'B' },
  contacts: [
    aContact('email', { value: 'a@example.com' }),
    aContact('phone', { value: '+15185550100' }),
    aContact('address', { address: home }),
  ],
  version: 1,
  recordedBy,
});

export type Placed = { customerId: string; debt: DebtFacts; documentId: string };

/** Facts of one customer with one debt, as recover tells them. */
export function placement(over: Partial<DebtFacts> = {}): { placed: Placed; events: Event[] } {
  const customerId = over.customerId ?? newId('customer');
  const debt = aDebt({ customerId, debtId: newId('debt'), ...over });
  const customer = { ...aCustomer(customerId), creditorId: debt.creditorId };
  const events = [anEvent(CustomerPlacedV1, customer), anEvent(DebtPlacedV1, debt)];
  return { placed: { customerId, debt, documentId: `DO${debt.debtId.slice(2)}` }, events };
}

/** A customer with a debt that is behind; returned once the service knows of it. */
export async function place(service: TestService, over: Partial<DebtFacts> = {}): Promise<Placed> {
  const { placed, events } = placement(over);
  await service.deliver(...events);
  return placed;
}

type TouchEvent = { customerId: string; campaignId: string; touchId: string };

const interaction = ({ customerId, campaignId, touchId }: TouchEvent) => ({
  creditorId,
  customerId,
  interactionId: newId('interaction'),
  direction: 'outbound' as const,
  channel: 'email' as const,
  theme: 'opsCollDebt',
  subject: 'loanOverdueFirstNotice',
  contactId: 'CT-1-1',
  debtIds: [],
  campaignId,
  touchId,
  permitId: null,
  statusDetails: null,
  agentOutcome: null,
  startedAt: new Date().toISOString(),
  version: 1,
});

type Blocked = Partial<EventOf<typeof InteractionBlockedV1>['data']>;

export const blocked = (touch: TouchEvent, nextAllowedAt: Date | null, over: Blocked = {}) =>
  anEvent(InteractionBlockedV1, {
    ...interaction(touch),
    status: 'failed',
    blocking: [aReason()],
    nextAllowedAt: nextAllowedAt?.toISOString() ?? null,
    ...over,
  });

export const sentOut = (touch: TouchEvent, sentAt: Date) =>
  anEvent(InteractionSentV1, {
    ...interaction(touch),
    status: 'inProgress',
    sentAt: sentAt.toISOString(),
    messageHash: 'f'.repeat(64),
    templateVersionId: null,
  });

export const refused = (touch: TouchEvent, nextAllowedAt: Date | null) =>
  anEvent(PermitRefusedV1, {
    creditorId,
    customerId: touch.customerId,
    permitId: null,
    decisionId: newId('decision'),
    contactId: 'CT-1-1',
    channel: 'email',
    theme: 'opsCollDebt',
    debtIds: [],
    interactionId: newId('interaction'),
    touchId: touch.touchId,
    rulesetVersion: '2026.1',
    factsHash: 'f',
    evaluatedRuleIds: ['reg-f-hours'],
    blocking: [aReason()],
    nextAllowedAt: nextAllowedAt?.toISOString() ?? null,
  });
