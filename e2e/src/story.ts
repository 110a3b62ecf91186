import assert from 'node:assert/strict';
import { eventually } from '@fairdue/testing';
import type { Installation } from './installation.ts';

export type Debtor = {
  n: number;
  customerId: string;
  debtId: string;
  documentId: string;
  email: string;
  phone: string;
  campaignId: string;
};
export type WireTouch = { id: string; slot: number; channel: string; state: string; dueAt: string };

const cents = (amount: number): { amount: number; currency: 'USD' } => ({ amount, currency: 'USD' });
const yearMs = 365 * 86_400_000;

/** A customer in New York State's zone, with one email, one phone and one overdue debt of 1,000 dollars. */
export const aCustomer = (n: number, now: Date): object => ({
  reference: `E2E-${n}`,
  name: { firstName: 'Test', lastName: `Person${n}` },
  addresses: [
    {
      streetLine1: `${n} Example Street`,
      city: 'Raleigh',
      state: 'NC',
      zipcode: '27601',
      countryCode: 'US',
      types: ['HOME'],
    },
  ],
  phones: [{ phoneNumber: phoneOf(n), types: ['CELL'] }],
  emails: [{ email: emailOf(n), types: ['HOME'] }],
  debts: [
    {
      transactionId: `E2E-LOAN-${n}`,
      product: 'Personal loan',
      initialPrincipal: cents(100_000),
      initialInterest: cents(0),
      initialFees: cents(0),
      transactionTimestamp: now.getTime() - 2 * yearMs,
      defaultTimestamp: now.getTime() - yearMs,
      itemizationTimestamp: now.getTime() - yearMs,
    },
  ],
});
const phoneOf = (n: number): string => `919-555-0${100 + n}`;
const emailOf = (n: number): string => `person${n}@example.com`;

export async function businessNow(platform: Installation): Promise<Date> {
  const { body } = await platform.call('GET', '/agency/v1/clock');
  return new Date((body as { now: string }).now);
}

/** Places customers, waits until their debts are documents, and starts a campaign on each. */
export async function placeAndStart(
  platform: Installation,
  count: number,
  cadence: string,
  channels = { sms: false, email: true, call: false },
): Promise<Debtor[]> {
  const now = await businessNow(platform);
  const customers = Array.from({ length: count }, (_, i) => aCustomer(i + 1, now));
  const placed = await platform.call('POST', '/api/v1/customersBatch/', { customers });
  assert.equal(placed.status, 200);
  const { responses } = placed.body as {
    responses: { customer: { meta: { id: string }; debts: { meta: { id: string } }[] } }[];
  };
  const debtors: Debtor[] = [];
  for (const [i, { customer }] of responses.entries()) {
    const debtId = customer.debts[0]?.meta.id ?? '';
    const documentId = await eventually(async () => documentOf(platform, debtId), 60_000);
    const started = await platform.call(
      'POST',
      `/v1/documents/${documentId}/rcm`,
      { ...channels, cadence, tone: 'professional' },
      { 'idempotency-key': `start-${debtId}` },
    );
    assert.equal(started.status, 201, JSON.stringify(started.body));
    const { campaign } = started.body as { campaign: { id: string } };
    debtors.push({
      n: i + 1,
      customerId: customer.meta.id,
      debtId,
      documentId,
      email: emailOf(i + 1),
      phone: phoneOf(i + 1),
      campaignId: campaign.id,
    });
  }
  return debtors;
}

async function documentOf(platform: Installation, debtId: string): Promise<string> {
  const { body } = await platform.call('GET', '/v1/documents');
  const found = (body as { documents: { id: string; debtId: string; loan: { status: string } }[] }).documents.find(
    (each) => each.debtId === debtId,
  );
  if (found?.loan.status !== 'BEHIND') throw new Error(`${debtId} is not a document yet`);
  return found.id;
}

export async function touchesOf(
  platform: Installation,
  { documentId, campaignId }: Debtor,
): Promise<{ campaign: { state: string; endReason: string | null }; touches: WireTouch[] }> {
  const { body } = await platform.call('GET', `/v1/documents/${documentId}/rcm/${campaignId}`);
  return body as { campaign: { state: string; endReason: string | null }; touches: WireTouch[] };
}

/** Moves business time, however many requests and restarts it takes. */
export const moveTo = (platform: Installation, to: Date, withinMs = 120_000): Promise<unknown> =>
  eventually(async () => {
    const { status, body } = await platform.call('POST', '/agency/v1/clock', { to: to.toISOString() });
    return status === 200 && (body as { reached: boolean }).reached;
  }, withinMs);

export const pay = (
  platform: Installation,
  { customerId, debtId }: Debtor,
  amount: number,
): Promise<{ status: number; body: unknown }> =>
  platform.call('POST', `/api/v1/customers/${customerId}/debts/${debtId}/payments/`, {
    amount: cents(amount),
    payee: 'CREDITOR',
    transactionType: 'PAYMENT',
  });
