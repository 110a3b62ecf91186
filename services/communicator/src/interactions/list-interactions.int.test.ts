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

type Row = { id: string; createdAt: string; content: unknown; contentWithheld?: boolean };
type Page = { items: Row[]; next: string | null };
const page = async (query: object, permissions = ['*']): Promise<Page> => {
  const agent = await c.service.as({ creditorIds: [c.creditorId], permissions });
  return (await agent.get('/agency/v1/interactions').query(query).expect(200)).body as Page;
};
const list = async (query: object) => (await page(query)).items.map(({ id }) => id);
const idsOf = (...rows: (Row | undefined)[]) => rows.map((row) => row?.id);

/** A text of ours that was sent, and an answer in a chat. */
async function givenTwo(over: object = {}) {
  const one = await c.place();
  await c.touch(one);
  const agent = await c.service.as({ creditorIds: [c.creditorId] });
  const message = { channel: 'chat', theme: 'inbOther', status: 'inProgress', borrower: { id: one.customerId } };
  const content = { messages: [{ author: 'borrower', body: 'I will call you tomorrow.' }] };
  await agent
    .post('/api/communicator/receive')
    .send({ ...message, loanId: one.debtId, content, ...over })
    .expect(200);
  const [answer, sent] = (await page({ customerId: one.customerId })).items;
  return { ...one, answer, sent };
}

test('interactions are found by customer, debt, campaign, status and time, and by all of it at once', async () => {
  const [{ customerId, debtId, answer, sent }, other] = [await givenTwo(), await givenTwo()];
  const campaignId = 'RC-1-A';

  expect(await list({ debtId })).toEqual(idsOf(answer, sent));
  expect(await list({ campaignId, limit: 2 })).toEqual(idsOf(other.sent, sent));
  expect(await list({ campaignId, customerId })).toEqual(idsOf(sent));
  expect(await list({ status: 'inProgress', debtId })).toEqual(idsOf(answer));
  expect(await list({ status: 'inProgress', limit: 2 })).toEqual(idsOf(other.answer, answer));
  expect(await list({ from: answer?.createdAt, customerId })).toEqual(idsOf(answer));
  expect(await list({ to: answer?.createdAt, customerId })).toEqual(idsOf(sent));
  expect(await list({ limit: 4 })).toEqual(idsOf(other.answer, other.sent, answer, sent));
});

test('every filter goes on page by page, each interaction once', async () => {
  const { customerId, debtId, answer, sent } = await givenTwo();

  for (const wanted of [{ customerId }, { debtId }, { debtId, from: '2026-01-01T00:00:00Z' }]) {
    const first = await page({ ...wanted, limit: 1 });
    const second = await page({ ...wanted, limit: 1, after: first.next });

    expect([first, second].map(({ items }) => items[0]?.id)).toEqual(idsOf(answer, sent));
    expect(second.next).toBeNull();
  }
});

test('what belongs to another creditor is not in any list, as if it did not exist', async () => {
  const { customerId, debtId } = await givenTwo();
  const other = await c.service.as({ creditorIds: ['CR-9-OTHER'] });

  for (const wanted of [{ customerId }, { debtId }, { campaignId: 'RC-1-A' }, { status: 'inProgress' }, {}]) {
    const { body } = await other.get('/agency/v1/interactions').query(wanted).expect(200);
    expect(body).toEqual({ items: [], next: null });
  }
});

test('what a sensitive interaction says is shown to whoever may see it, and it is listed for everyone', async () => {
  const { debtId, answer } = await givenTwo({ sensitive: true });

  const withheld = await page({ debtId }, ['agency.interactions:read']);
  const shown = await page({ debtId }, ['agency.interactions:read', 'interaction:read.sensitive']);

  expect(withheld.items[0]).toMatchObject({ id: answer?.id, content: null, contentWithheld: true });
  expect(withheld.items[1]?.content).not.toBeNull();
  expect(shown.items[0]?.content).toMatchObject({ messages: [{ body: 'I will call you tomorrow.' }] });
});

test.each([{ status: 'null' }, { from: 'yesterday' }, { colour: 'red' }, { after: 'made-up' }])(
  '%j is no way to ask',
  async (query) => {
    const agent = await c.service.as({ creditorIds: [c.creditorId] });

    await agent.get('/agency/v1/interactions').query(query).expect(400);
  },
);
