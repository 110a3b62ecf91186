import assert from 'node:assert/strict';
import { Client, type Answer } from './client.ts';
import { aCustomer } from './examples.ts';
import type { RunningPlatform } from './running-platform.ts';

export const agency = ({ url, apiKey }: RunningPlatform): Client => new Client(url, apiKey);

/** The body of an answer that had to be good. */
export function bodyOf<T>({ status, body }: Answer, wanted: number): T {
  assert.equal(status, wanted, JSON.stringify(body));
  return body as T;
}

const sender = {
  companyName: 'Bluebird',
  addressLines: ['1 Road'],
  phone: '+12125550100',
  email: 'a@bluebird.example',
};

export async function givenCreditor(platform: RunningPlatform, settings: object = {}): Promise<string> {
  const creditor = {
    companyName: 'Bluebird Holdings',
    industry: 'Retail',
    commissionPercentBasisPoint: 2_500,
    sender,
    settings,
  };
  const answer = await agency(platform).post('/agency/v1/creditors', creditor);
  return bodyOf<{ creditorId: string }>(answer, 201).creditorId;
}

/** A key of an account of its own, linked to those creditors. */
export async function givenKey(
  platform: RunningPlatform,
  creditorIds: readonly string[],
  role: 'client' | 'operator' = 'client',
): Promise<string> {
  const account = { name: 'A system of theirs', roles: [role], creditorIds };
  const opened = await agency(platform).post('/agency/v1/accounts', account);
  const { accountId } = bodyOf<{ accountId: string }>(opened, 201);
  const issued = await agency(platform).post(`/agency/v1/accounts/${accountId}/keys`, {});
  return bodyOf<{ apiKey: string }>(issued, 201).apiKey;
}

export const givenClient = async (...of: Parameters<typeof givenKey>): Promise<Client> =>
  new Client(of[0].url, await givenKey(...of));

type Placed = { customerId: string; debtId: string };

export async function given(client: Client, customer: object): Promise<Placed> {
  const answer = await client.post('/api/v1/customersBatch/', { customers: [customer] });
  type Stored = { meta: { id: string }; debts: { meta: { id: string } }[] };
  const [placed] = bodyOf<{ responses: { customer?: Stored }[] }>(answer, 200).responses;
  assert(placed?.customer, JSON.stringify(answer.body));
  return { customerId: placed.customer.meta.id, debtId: placed.customer.debts[0]?.meta.id ?? '' };
}

/** Somebody with one debt of 120 dollars, whom no other test knows. */
export const givenAnybody = (client: Client, reference: string): Promise<Placed> =>
  given(client, aCustomer(reference, `INV-OF-${reference}`));

export const debtPath = ({ customerId, debtId }: Placed): string => `/api/v1/customers/${customerId}/debts/${debtId}`;
