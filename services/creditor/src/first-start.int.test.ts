import { startTestService, type TestService } from '@fairdue/testing';
import { createLog } from '@fairdue/telemetry';
import { creditorService } from './app.ts';
import { firstStart } from './first-start.ts';

const bootstrapKey = 'bootstrap-key-of-this-test-0123456789';

let service: TestService;
let first: Credential;
let other: Awaited<ReturnType<TestService['as']>>;
beforeEach(async () => {
  service = await startTestService(creditorService, { config: { BOOTSTRAP_API_KEY: bootstrapKey } });
  other = await service.as({ creditorIds: [], permissions: ['*'], accountId: 'AC-OTHER-1' });
  first = await opened(bootstrapKey);
});
afterEach(() => service.stop());

type Credential = { accountId: string; permissions: string[]; creditors: { creditorId: string }[] };
const check = async (apiKey: string) =>
  (await service.asService('gateway')).post('/internal/credentials').send({ apiKey });
const opened = async (apiKey: string) => (await check(apiKey)).body as Credential;
const startWith = (apiKey: string) => firstStart(service.running.deps, apiKey, () => undefined);
const close = () => other.delete(`/agency/v1/accounts/${first.accountId}`).expect(200);

test('when the first account was closed, a new key opens another that may do everything for the same creditors', async () => {
  await close();

  await startWith('a-key-configured-after-the-closing');
  const again = await opened('a-key-configured-after-the-closing');

  expect(again.accountId).not.toBe(first.accountId);
  expect(again).toMatchObject({ permissions: ['*'], creditors: first.creditors });
  expect((await check(bootstrapKey)).status).toBe(404);
  const { body } = await other.get(`/agency/v1/accounts/${again.accountId}/history`).expect(200);
  expect(body).toMatchObject({
    items: [
      {
        change: 'account-opened',
        recordedBy: { id: 'creditor', description: `In place of ${first.accountId}, by BOOTSTRAP_API_KEY.` },
      },
      { change: 'api-key-issued', recordedBy: { id: 'creditor' } },
    ],
  });
  const issued = await service.published('creditor.api-key-issued.v1');
  expect(issued.at(-1)?.data).toMatchObject({ accountId: again.accountId, creditorId: first.creditors[0]?.creditorId });
});

test('the next key is added to that account, and the log says whom each let in, but never the key', async () => {
  const lines: string[] = [];
  const log = createLog('creditor', 'warn', { write: (line: string) => void lines.push(line) });
  await close();

  for (const key of ['the-first-key-after-the-closing', 'the-second-key-after-the-closing'])
    await firstStart({ ...service.running.deps, log }, key, () => undefined);

  const { accountId } = await opened('the-first-key-after-the-closing');
  expect(await opened('the-second-key-after-the-closing')).toMatchObject({ accountId });
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { accountId, formerAccountId: first.accountId },
    { accountId, formerAccountId: accountId },
  ]);
  expect(lines.join()).not.toContain('key-after-the-closing');
});

test('an account that lost its rights is not given them back: a new key opens another', async () => {
  const change = { roles: ['reader'], permissions: [] };
  await other.patch(`/agency/v1/accounts/${first.accountId}`).send(change).expect(200);

  await startWith('a-key-configured-after-the-change');

  expect(await opened('a-key-configured-after-the-change')).toMatchObject({ permissions: ['*'] });
  expect((await opened(bootstrapKey)).permissions).not.toContain('*');
});

test('a key that was revoked lets nobody in, however often the service starts with it', async () => {
  await close();

  await startWith(bootstrapKey);

  expect((await check(bootstrapKey)).status).toBe(404);
});

test('replicas that start at once with the same new key open one account', async () => {
  await close();
  const key = 'a-key-configured-at-eight-replicas';

  await Promise.all(Array.from({ length: 8 }, () => startWith(key)));

  const { accountId } = await opened(key);
  const { body } = await other.get('/agency/v1/accounts').expect(200);
  const open = (body as { items: { accountId: string; closedAt?: string }[] }).items.filter((each) => !each.closedAt);
  expect(open.map((each) => each.accountId)).toEqual([accountId]);
});
