import { ok } from './answers.ts';
import type { Client } from './client.ts';
import { aCustomer, aDebt, usd } from './examples.ts';
import { debtPath, givenAnybody, givenClient, givenCreditor } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';

const customerOf = (debt: string): string => debt.split('/debts')[0] ?? '';

export function repeats(platform: () => RunningPlatform): void {
  let client: Client;
  let debt: string;
  beforeAll(async () => {
    client = await givenClient(platform(), [await givenCreditor(platform())]);
    debt = debtPath(await givenAnybody(client, 'CUST-KEYED'));
  });

  test.each([
    ['comments', (path: string) => `${customerOf(path)}/comments`, { comments: ['Called once.'] }],
    [
      'a payment',
      (path: string) => `${path}/payments/`,
      { amount: usd(100), payee: 'CREDITOR', transactionType: 'PAYMENT' },
    ],
    ['a debt', (path: string) => `${customerOf(path)}/debts/`, aDebt('INV-KEYED')],
    ['a retraction', (path: string) => `${path}/retract`, undefined],
    ['a reopening', (path: string) => `${path}/reopen`, { balance: { principal: usd(5) } }],
    ['a pause', (path: string) => `${path}/pauseCollections`, { reason: 'OTHER' }],
    ['an end of a pause', (path: string) => `${path}/unpauseCollections`, { notes: 'Over.' }],
  ])('%s sent again with its Idempotency-Key is done once and answered the same', async (what, pathOf, body) => {
    const key = { 'Idempotency-Key': `key-of-${what}` };
    const first = await client.post(pathOf(debt), body, key);
    const after = await client.get(customerOf(debt));

    const again = await client.post(pathOf(debt), body, key);

    expect(first.status).toBe(200);
    expect(again).toEqual(ok(first.body));
    expect((await client.get(customerOf(debt))).body).toEqual(after.body);
  });

  test('the same transaction id placed by many at once is one debt', async () => {
    const customer = aCustomer('CUST-RACED', 'INV-RACED');

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => client.post('/api/v1/customersBatch/', { customers: [customer] })),
    );

    const items = answers.map(({ body }) => (body as { responses: [object] }).responses[0]);
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(items.filter((item) => 'customer' in item)).toHaveLength(1);
    expect(await client.get('/api/v1/customers/?reference=CUST-RACED')).toMatchObject({
      body: { totalResults: 1, customers: [{ debts: [{ transactionId: 'INV-RACED' }] }] },
    });
  });
}
