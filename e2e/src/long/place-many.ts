import { eventually } from '@fairdue/testing';
import type { Lender } from '../contract/campaign-given.ts';
import { usd } from '../contract/examples.ts';
import { bodyOf } from '../contract/given.ts';

const batchSize = 500;
const yearMs = 365 * 86_400_000;

/** Somebody in Phoenix with an email and a debt of 900 dollars that has been due for a year. */
const somebody = (n: number, now: number) => ({
  reference: `many-${n}`,
  name: { firstName: 'Robin', lastName: `Customer${n}` },
  addresses: [
    { streetLine1: `${n} Palm Rd`, city: 'Phoenix', state: 'AZ', zipcode: '85004', countryCode: 'US', types: ['HOME'] },
  ],
  emails: [{ email: `robin${n}@example.com`, types: ['HOME'] }],
  debts: [
    {
      initialPrincipal: usd(90_000),
      initialInterest: usd(0),
      initialFees: usd(0),
      transactionId: `MANY-${n}`,
      transactionTimestamp: now - 2 * yearMs,
      itemizationTimestamp: now - yearMs,
      defaultTimestamp: now - yearMs,
    },
  ],
});

/** Places so many customers through the gateway, and says how many have been placed. */
export async function placeMany(lender: Lender, size: number, now: Date, told: (placed: number) => void) {
  for (let from = 0; from < size; from += batchSize) {
    const customers = Array.from({ length: Math.min(batchSize, size - from) }, (_, i) =>
      somebody(from + i, now.getTime()),
    );
    const once = { 'idempotency-key': `many-${from}` };
    const answer = await eventually(async () => {
      const { status, ...rest } = await lender.client.post('/api/v1/customersBatch/', { customers }, once);
      return status !== 503 && { status, ...rest };
    }, 120_000);
    const { responses } = bodyOf<{ responses: { isError?: boolean }[] }>(answer, 200);
    if (responses.some(({ isError }) => isError))
      throw new Error(`Not all were placed: ${JSON.stringify(answer.body)}`);
    told(from + customers.length);
  }
}
