import { aContact } from '../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';

let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator([aContact()]);
}, 60_000);
afterAll(() => c.stop());

test('one customer’s interactions are read by their own creditor; to another they do not exist', async () => {
  const placed = await c.place();
  await c.touch(placed);
  const [made] = await c.interactionsOf(placed.customerId);
  const path = `/agency/v1/interactions/${String(made?.['id'])}`;
  const own = await c.service.as({ creditorIds: [c.creditorId] });
  const other = await c.service.as({ creditorIds: ['CR-9-OTHER'] });

  const listed = await other.get('/agency/v1/interactions').query({ customerId: placed.customerId }).expect(200);
  const foreign = await other.get(path).expect(404);
  const missing = await other.get('/agency/v1/interactions/IN-9-NONE').expect(404);

  expect((await own.get(path).expect(200)).body).toEqual(made);
  expect(listed.body).toEqual({ items: [], next: null });
  expect((foreign.body as { code: string }).code).toBe((missing.body as { code: string }).code);
});
