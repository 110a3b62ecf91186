import { eventually } from '@fairdue/testing';
import { Client } from '../contract/client.ts';

/** One customer after some days of a campaign: an email and a text were made; a call that a hold forbids, and an email by night, were not. */
export type PlayedCustomer = { customerId: string; debtId: string; documentId: string; campaignId: string };

const ada = {
  reference: 'C-1',
  name: { firstName: 'Ada', lastName: 'Ashby' },
  addresses: [{ streetLine1: '1 Example Street', city: 'Madison', state: 'WI', zipcode: '53703', countryCode: 'US' }],
  phones: [{ phoneNumber: '608-555-0100', types: ['CELL'] }],
  emails: [{ email: 'ada@example.com' }],
  debts: [
    {
      transactionId: 'L-1',
      initialPrincipal: { amount: 50_000, currency: 'USD' },
      initialInterest: { amount: 0, currency: 'USD' },
      initialFees: { amount: 0, currency: 'USD' },
    },
  ],
};

async function ask<T>(client: Client, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await client.send(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}

export async function playCustomer(client: Client): Promise<PlayedCustomer> {
  type Placed = { customers: { meta: { id: string }; debts: { meta: { id: string } }[] }[] };
  const placed = await ask<Placed>(client, 'POST', '/api/v1/customers/', { customers: [ada] });
  const customerId = placed.customers[0]?.meta.id ?? '';
  const debtId = placed.customers[0]?.debts[0]?.meta.id ?? '';
  type Documents = { documents: { id: string }[] };
  const documentId = await eventually(async () => {
    const { documents } = await ask<Documents>(client, 'GET', `/v1/documents?personId=${customerId}`);
    return documents[0]?.id ?? false;
  }, 60_000);
  await eventually(
    () => ask(client, 'POST', '/agency/v1/holds', { customerId, reason: 'do-not-interact', channels: ['voice'], description: 'No calls, she said.' }).then(() => true),
    60_000,
  ); // prettier-ignore
  type Started = { campaign: { id: string } };
  const { campaign } = await ask<Started>(client, 'POST', `/v1/documents/${documentId}/rcm`, {
    sms: true, email: true, call: true, cadence: 'day 1 email, day 2 sms, day 3 call', tone: 'plain',
  }); // prettier-ignore
  await moveOn(client);
  await client.post('/api/communicator/send', {
    subject: 'loanOverdueFirstNotice', channel: 'email', personId: customerId, loanId: debtId,
  }); // prettier-ignore
  return { customerId, debtId, documentId, campaignId: campaign.id };
}

/** Plays four days of business time, and on to three in the morning there. One request moves for a while and says how far it came. */
async function moveOn(client: Client): Promise<void> {
  const { now } = await ask<{ now: string }>(client, 'GET', '/agency/v1/clock');
  const night = new Date(Date.parse(now) + 5 * 86_400_000);
  night.setUTCHours(9, 0, 0, 0);
  await eventually(async () => {
    const { reached } = await ask<{ reached: boolean }>(client, 'POST', '/agency/v1/clock', {
      to: night.toISOString(),
    });
    return reached;
  }, 120_000);
}
