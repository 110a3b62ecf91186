import assert from 'node:assert/strict';
import { eventually } from '@fairdue/testing';
import { Client, type Answer } from './client.ts';
import { agency, bodyOf, given, givenCreditor, givenKey } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';
import { usd } from './examples.ts';

/** One company of the examples, its key in `X-API-KEY`, and two of its borrowers. */
export type Company = {
  creditorId: string;
  platform: RunningPlatform;
  client: Client;
  marisol: { customerId: string; debtId: string };
  okafor: { customerId: string; debtId: string };
};

const debt = (transactionId: string) => ({
  initialPrincipal: usd(100_000), initialInterest: usd(0), initialFees: usd(0), transactionId, product: 'LT-4M2P-X8RR',
}); // prettier-ignore

const inPhoenix = (reference: string, firstName: string, email: string, phoneNumber: string) => ({
  reference,
  name: { firstName, lastName: 'Vega' },
  addresses: [
    { streetLine1: '5 Palm Rd', city: 'Phoenix', state: 'AZ', zipcode: '85004', countryCode: 'US', types: ['HOME'] },
  ],
  emails: [{ email, types: ['HOME'] }],
  phones: [{ phoneNumber, types: ['CELL'] }],
  debts: [debt(`100482-${reference}`)],
});

/** As clients of this API show who they are: a header of their own, and no other. */
export const byHeader = ({ url }: RunningPlatform, apiKey: string): Client =>
  new Client(url, '', { authorization: '', 'x-api-key': apiKey });

/** Somebody of the agency who works on that company's cases. */
export const operator = async ({ platform, creditorId }: Company): Promise<Client> =>
  byHeader(platform, await givenKey(platform, [creditorId], 'operator'));

export async function givenCompany(platform: RunningPlatform): Promise<Company> {
  await moveTo(platform, noonInPhoenix(await businessNow(platform)));
  const creditorId = await givenCreditor(platform);
  const key = await givenKey(platform, [creditorId]);
  const placing = new Client(platform.url, key);
  const client = byHeader(platform, key);
  const marisol = await given(placing, inPhoenix('cust-88213', 'Marisol', 'marisol.v@example.com', '602-555-0147'));
  const okafor = await given(placing, inPhoenix('cust-88214', 'Dana', 'd.okafor@example.com', '602-555-0163'));
  for (const customer of [marisol, okafor]) await knownToGuard(client, customer);
  return { creditorId, platform, client, marisol, okafor };
}

/** Until all that was placed has reached the guard, it answers 503, and so do messages. */
const knownToGuard = (client: Client, { customerId, debtId }: { customerId: string; debtId: string }) =>
  eventually(async () => {
    const contactDetails = { contactType: 'email', value: 'somebody@example.com' };
    const question = { channel: 'email', theme: 'opsCollDebt', loanId: debtId, contactDetails };
    const { status, body } = await client.post(`/api/people/${customerId}/can-interact`, question);
    if (status === 503) return false;
    assert(status === 200, JSON.stringify(body));
    return true;
  }, 60_000);

export const atHost = (path: string): string => `/api/communicator/${path}`;

const dayMs = 86_400_000;

/** The next time that clocks in Arizona, which know no summer, show that hour. */
export function nextInPhoenix(after: Date, hour: number, minute = 0): Date {
  const at =
    new Date(`${after.toISOString().slice(0, 10)}T00:00:00.000Z`).getTime() + ((hour + 7) * 60 + minute) * 60_000;
  const next = [at - dayMs, at, at + dayMs].find((each) => each >= after.getTime());
  assert(next !== undefined);
  return new Date(next);
}
const noonInPhoenix = (after: Date): Date => nextInPhoenix(after, 12);

export const businessNow = async (platform: RunningPlatform): Promise<Date> =>
  new Date(bodyOf<{ now: string }>(await agency(platform).get('/agency/v1/clock'), 200).now);

/** Moves business time, in as many requests as it takes. */
export const moveTo = (platform: RunningPlatform, to: Date): Promise<unknown> =>
  eventually(async () => {
    const { status, body } = await agency(platform).post('/agency/v1/clock', { to: to.toISOString() });
    return status === 200 && (body as { reached: boolean }).reached;
  }, 120_000);

export const answered = ({ status, body }: Answer): { status: number; body: unknown } => ({ status, body });
