import assert from 'node:assert/strict';
import { eventually } from '@fairdue/testing';
import type { Installation } from './installation.ts';

/** Whatever takes requests as the gateway does. */
export type Platform = Pick<Installation, 'call'>;

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

/** A customer in North Carolina, with one email, one phone and one overdue debt of 1,000 dollars. */
const aCustomer = (n: number, now: Date, emailTag: string): object => ({
  reference: referenceOf(n),
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
  emails: [{ email: emailOf(n, emailTag), types: ['HOME'] }],
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
const referenceOf = (n: number): string => `E2E-${n}`;
const phoneOf = (n: number): string => `919-555-0${100 + n}`;
const emailOf = (n: number, tag: string): string => `person${n}${tag}@example.com`;

export async function businessNow(platform: Platform): Promise<Date> {
  const { body } = await answered(platform, 'GET', '/agency/v1/clock');
  return new Date((body as { now: string }).now);
}

/** A first request whose process died holds its key until it is surely dead: half a minute, and longer than others wait. */
const isUnderWay = ({ status, body }: Answer): boolean => status === 409 && /in.flight/.test(JSON.stringify(body));

/** A request as a careful client makes it: repeated while the platform is away or still at it, and never more than that. */
export const answered = (platform: Platform, ...request: Parameters<Installation['call']>): Promise<Answer> =>
  eventually(async () => {
    const answer = await platform.call(...request);
    if (answer.status >= 500 || isUnderWay(answer))
      throw new Error(`${request[0]} ${request[1]} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer;
  }, 60_000);
type Answer = Awaited<ReturnType<Installation['call']>>;

type Start = {
  first?: number;
  cadence?: string;
  channels?: { sms: boolean; email: boolean; call: boolean };
  emailTag?: string;
};

/** Places customers, and waits until the campaign service has heard of their debts. */
export async function place(platform: Platform, numbers: readonly number[], now: Date, emailTag = '') {
  const customers = numbers.map((n) => aCustomer(n, now, emailTag));
  assert.equal((await answered(platform, 'POST', '/api/v1/customersBatch/', { customers })).status, 200);
  return documentsOf(platform, numbers);
}

/** Places customers numbered from `first`, waits until their debts are documents, and starts a campaign on each. */
export async function placeAndStart(platform: Platform, count: number, start: Start = {}): Promise<Debtor[]> {
  const {
    first = 1,
    cadence = 'every 3 days',
    channels = { sms: false, email: true, call: false },
    emailTag = '',
  } = start;
  const now = await businessNow(platform);
  const numbers = Array.from({ length: count }, (_, i) => first + i);
  const documents = await place(platform, numbers, now, emailTag);
  return Promise.all(
    numbers.map(async (n) => {
      const document = documents.get(referenceOf(n));
      assert(document);
      const guidance = { ...channels, cadence, tone: 'professional' };
      const started = await answered(platform, 'POST', `/v1/documents/${document.id}/rcm`, guidance, {
        'idempotency-key': `start-${document.id}`,
      });
      assert.equal(started.status, 201, JSON.stringify(started.body));
      const { campaign } = started.body as { campaign: { id: string } };
      return {
        n, customerId: document.personId, debtId: document.debtId, documentId: document.id, campaignId: campaign.id,
        email: emailOf(n, emailTag), phone: phoneOf(n),
      }; // prettier-ignore
    }),
  );
}

type WireDocument = { id: string; debtId: string; personId: string; loan: { status: string } | null };

/** By the customer's reference, once every one of them is an overdue loan at the campaign service. */
const documentsOf = (platform: Platform, numbers: readonly number[]): Promise<Map<string, WireDocument>> =>
  eventually(async () => {
    const { documents } = (await answered(platform, 'GET', '/v1/documents')).body as { documents: WireDocument[] };
    const byReference = new Map<string, WireDocument>();
    for (const document of documents.filter(({ loan }) => loan?.status === 'BEHIND')) {
      const { body } = await answered(platform, 'GET', `/api/v1/customers/${document.personId}`);
      byReference.set((body as { reference: string }).reference, document);
    }
    const missing = numbers.filter((n) => !byReference.has(referenceOf(n)));
    if (missing.length > 0) throw new Error(`no document yet of ${missing.join(', ')}`);
    return byReference;
  }, 60_000);

export async function touchesOf(
  platform: Platform,
  { documentId, campaignId }: Debtor,
): Promise<{ campaign: { state: string; endReason: string | null }; touches: WireTouch[] }> {
  const { body } = await answered(platform, 'GET', `/v1/documents/${documentId}/rcm/${campaignId}`);
  return body as { campaign: { state: string; endReason: string | null }; touches: WireTouch[] };
}

/** The next noon, or one o'clock in summer, in North Carolina: an hour of the day at which something may go out. */
export function noonAfter(at: Date): Date {
  const noon = new Date(`${at.toISOString().slice(0, 10)}T17:00:00.000Z`);
  return noon >= at ? noon : new Date(noon.getTime() + 24 * 3_600_000);
}

/** Moves business time, however many requests and restarts it takes. */
export const moveTo = (platform: Platform, to: Date, withinMs = 120_000): Promise<unknown> =>
  eventually(async () => {
    const { status, body } = await platform.call('POST', '/agency/v1/clock', { to: to.toISOString() });
    return status === 200 && (body as { reached: boolean }).reached;
  }, withinMs);

export const pay = (
  platform: Platform,
  { customerId, debtId }: Debtor,
  amount: number,
): Promise<{ status: number; body: unknown }> =>
  platform.call('POST', `/api/v1/customers/${customerId}/debts/${debtId}/payments/`, {
    amount: cents(amount),
    payee: 'CREDITOR',
    transactionType: 'PAYMENT',
  });
