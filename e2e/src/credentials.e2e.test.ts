import { eventually } from '@fairdue/testing';
import { Installation } from './installation.ts';

const platform = new Installation();
beforeAll(async () => {
  await platform.start(['creditor', 'gateway']);
  await platform.startOne('gateway', { replica: 2 });
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const sender = {
  companyName: 'Bluebird',
  addressLines: ['1 Road'],
  phone: '+12125550100',
  email: 'a@bluebird.example',
};

async function given<T>(path: string, body: object): Promise<T> {
  const answer = await platform.call('POST', path, body);
  expect([path, answer.status]).toEqual([path, 201]);
  return answer.body as T;
}
async function givenKey(): Promise<{ creditorId: string; accountId: string; apiKeyId: string; apiKey: string }> {
  const { creditorId } = await given<{ creditorId: string }>('/agency/v1/creditors', {
    companyName: 'Bluebird',
    sender,
  });
  const account = { name: 'A system', roles: ['client'], creditorIds: [creditorId] };
  const { accountId } = await given<{ accountId: string }>('/agency/v1/accounts', account);
  const key = await given<{ apiKeyId: string; apiKey: string }>(`/agency/v1/accounts/${accountId}/keys`, {});
  return { creditorId, accountId, ...key };
}

const doors = (): string[] => ['gateway-1', 'gateway-2'].map((name) => platform.processes.get(name)?.url ?? '');

async function tokenFor(accountId: string, apiKey: string): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: accountId, client_secret: apiKey };
  const answer = await fetch(`${doors()[1]}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** What each credential gets at each replica. */
const statuses = (path: string, credentials: readonly string[]): Promise<number[]> =>
  Promise.all(
    doors().flatMap((url) =>
      credentials.map(async (credential) => {
        const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${credential}` } });
        await answer.arrayBuffer();
        return answer.status;
      }),
    ),
  );

const revocationMs = 2_000;
const roundTripMs = 500;

test.each([
  ['a revoked key', ({ apiKeyId }: { apiKeyId: string }) => `/agency/v1/keys/${apiKeyId}`],
  ['the key of a closed account', ({ accountId }: { accountId: string }) => `/agency/v1/accounts/${accountId}`],
])(
  '%s, and a token made with it, open nothing at any replica within two seconds',
  async (_what, pathOf) => {
    const key = await givenKey();
    const credentials = [key.apiKey, await tokenFor(key.accountId, key.apiKey)];
    const path = `/api/v1/creditors/${key.creditorId}/brands`;
    expect(await statuses(path, credentials)).toEqual([200, 200, 200, 200]);

    expect((await platform.call('DELETE', pathOf(key as never))).status).toBe(200);

    await eventually(
      async () => (await statuses(path, credentials)).every((status) => status === 401),
      revocationMs + roundTripMs,
    );
  },
  30_000,
);

test('a token made at one replica is good at another, and after both were killed', async () => {
  const { creditorId, accountId, apiKey } = await givenKey();
  const token = await tokenFor(accountId, apiKey);

  await platform.kill('gateway-1', 'gateway-2');
  await Promise.all([platform.startOne('gateway'), platform.startOne('gateway', { replica: 2 })]);

  expect(await statuses(`/api/v1/creditors/${creditorId}/brands`, [token])).toEqual([200, 200]);
}, 60_000);

test('an account sees its own creditor and no other, whichever way it shows who it is', async () => {
  const [own, foreign] = [await givenKey(), await givenKey()];
  const credentials = [own.apiKey, await tokenFor(own.accountId, own.apiKey)];

  expect(await statuses(`/api/v1/creditors/${own.creditorId}/info`, credentials)).toEqual([200, 200, 200, 200]);
  expect(await statuses(`/api/v1/creditors/${foreign.creditorId}/info`, credentials)).toEqual([404, 404, 404, 404]);
  expect(await statuses('/agency/v1/creditors', credentials)).toEqual([403, 403, 403, 403]);
}, 30_000);
