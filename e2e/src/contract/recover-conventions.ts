import { ok, refused, time } from './answers.ts';
import type { Client } from './client.ts';
import { aDebt, aCustomer, usd } from './examples.ts';
import { debtPath, givenAnybody, givenClient, givenCreditor } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';

const text = { 'content-type': 'text/plain' };
const isText = refused(415, 415, 'Content-Type must be application/json.');
const noCustomer = refused(404, 109, 'CreditorCustomer does not exist.');
const noCreditorNamed = refused(403, 403, 'X-TA-CREDITOR is required for accounts with several creditors.');
const notJson = refused(400, 102, 'The body is not valid JSON.');

export function conventions(platform: () => RunningPlatform): void {
  let creditorId: string;
  let foreignId: string;
  let client: Client;
  let several: Client;
  beforeAll(async () => {
    [creditorId, foreignId] = [await givenCreditor(platform()), await givenCreditor(platform())];
    client = await givenClient(platform(), [creditorId]);
    several = await givenClient(platform(), [creditorId, await givenCreditor(platform())]);
  });

  test('E26: of several creditors the one meant has to be named, on every path of customers', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/customers/'],
      ['GET', '/api/v1/customers/payments/'],
      ['POST', '/api/v1/customersBatch'],
      ['PUT', '/api/v1/customers/X/debts/Y/totalToCollectBalance'],
    ] as const)
      expect(await several.send(method, path)).toEqual(noCreditorNamed);
    expect(await several.get('/api/v1/customers/?reference=NOPE', { 'X-TA-CREDITOR': creditorId })).toEqual(
      ok({ customers: [], totalResults: 0 }),
    );
  });

  test('E26: a creditor that the account is not linked to is refused as a missing one is', async () => {
    for (const each of [client, several])
      for (const path of ['/api/v1/customers/', '/api/v1/debts/LN-1-A/paymentPlans'])
        expect(await each.get(path, { 'X-TA-CREDITOR': foreignId })).toMatchObject({
          status: 403,
          body: { code: 403, errorInfo: null },
        });
    expect(await client.get('/api/v1/customers/', { 'X-TA-CREDITOR': creditorId })).toMatchObject({ status: 200 });
  });

  test('a debt names its creditor: no header is needed, and one of somebody else does not exist', async () => {
    const { debtId } = await givenAnybody(client, 'CUST-NAMED');
    const stranger = await givenClient(platform(), [foreignId]);
    const path = `/api/v1/debts/${debtId}/representation/attorneyRepresentation`;

    expect(await several.get(path)).toEqual(ok(null));
    expect(await stranger.get(path)).toEqual(refused(404, 122, `The following Debts do not exist: ${debtId}`));
    expect(await stranger.get(`/api/v1/debts/${debtId}/paymentPlans`)).toMatchObject({ status: 404 });
  });

  test('E26: text is no JSON, an unknown customer is none', async () => {
    expect(await client.post('/api/v1/customersBatch/', 'customers', text)).toEqual(isText);
    expect(await client.get('/api/v1/customers/BO-1-A')).toEqual(noCustomer);
    expect(await client.get('/api/v1/customers/7d1c0a4be9f24c3f8a15d2b6e0937c41')).toEqual(noCustomer);
  });

  test('first the key, then the creditor, the form, the ids, and last what is asked', async () => {
    const path = '/api/v1/customers/BO-1-A/debts/LN-1-A/payments/';
    const wrong = { amount: 'much' };

    expect(await client.post(path, 'x', { ...text, authorization: '' })).toMatchObject({ status: 401 });
    expect(await several.post(path, 'x', text)).toEqual(noCreditorNamed);
    expect(await client.post(path, 'x', text)).toEqual(isText);
    expect(await client.post(path, '{"amount":')).toEqual(notJson);
    expect(await client.post(path, wrong)).toEqual(noCustomer);
    const { customerId, debtId } = await givenAnybody(client, 'CUST-ORDER');
    expect(await client.post(path.replace('BO-1-A', customerId), wrong)).toEqual(
      refused(404, 122, 'The following Debts do not exist: LN-1-A'),
    );
    expect(await client.post(`${debtPath({ customerId, debtId })}/payments/`, wrong)).toMatchObject({
      status: 400,
      body: { code: 104 },
    });
  });

  test.each([
    ['PATCH', '', { phones: 5 }],
    ['PUT', '', {}],
    ['POST', '/comments', {}],
    ['POST', '/unsubscribe', { phones: 5 }],
    ['GET', '/debts/?startTime=x', undefined],
    ['POST', '/debts/', {}],
    ['POST', '/debts/LN-1-A/retract?reason=&skipTerminalValidation=5', undefined],
    ['POST', '/debts/LN-1-A/reopen', {}],
    ['GET', '/debts/LN-1-A/totalToCollectBalance', undefined],
    ['PUT', '/debts/LN-1-A/clientFields', {}],
    ['PUT', '/debts/LN-1-A/outOfStatuteInformation', { explicitOutOfStatuteFlag: 5 }],
    ['PUT', '/debts/LN-1-A/postChargeOffInformation', {}],
    ['PUT', '/debts/LN-1-A/defaultDate', {}],
    ['POST', '/debts/LN-1-A/pauseCollections?changeDebtStatus=5', {}],
    ['POST', '/debts/LN-1-A/unpauseCollections', {}],
    ['GET', '/debts/LN-1-A/payments/?startTime=x', undefined],
    ['POST', '/debts/LN-1-A/payments/', {}],
  ])('an unknown customer comes before what is wrong with %s /customers/{id}%s', async (method, path, body) => {
    expect(await client.send(method, `/api/v1/customers/BO-1-A${path}`, body)).toEqual(noCustomer);
  });

  test.each([
    ['GET', '/paymentPlans', undefined],
    ['GET', '/representation/attorneyRepresentation', undefined],
    ['GET', '/representation/debtConsolidatorRepresentation', undefined],
    ['POST', '/representation/attorneyRepresentation', { email: 5 }],
    ['POST', '/representation/debtConsolidatorRepresentation', { email: 5 }],
    ['POST', '/representation/attorneyDebtConsolidatorRepresentation', { email: 5 }],
    ['POST', '/representation/cancelAttorneyRepresentation', { reason: 5 }],
    ['POST', '/representation/cancelDebtConsolidatorRepresentation', { reason: 5 }],
  ])('an unknown debt comes before what is wrong with %s /debts/{id}%s', async (method, path, body) => {
    expect(await client.send(method, `/api/v1/debts/LN-1-A${path}`, body)).toEqual(
      refused(404, 122, 'The following Debts do not exist: LN-1-A'),
    );
  });

  test('a body that is no object, and none where one is needed', async () => {
    const path = debtPath(await givenAnybody(client, 'CUST-FORM'));
    for (const [method, at] of [
      ['POST', `${path}/payments/`],
      ['POST', `${path}/unpauseCollections`],
      ['PUT', `${path}/clientFields`],
      ['PUT', path.split('/debts')[0] ?? ''],
      ['POST', `/api/v1/creditors/${creditorId}/brands`],
    ] as const)
      for (const body of ['[]', '"text"'])
        expect(await client.send(method, at, body)).toEqual(refused(400, 102, 'The body must be an object.'));
    for (const body of ['null', undefined])
      expect(await client.post(`${path}/payments/`, body)).toEqual(refused(400, 102, 'The body must be an object.'));
  });

  test('no key, a wrong one, a malformed one: the box to log in', async () => {
    const basic = (credential: string): string => `Basic ${Buffer.from(credential).toString('base64')}`;
    const challenge = { 'www-authenticate': 'Basic realm="Recover API"' };
    for (const authorization of ['', basic('nobody-has-this-key-at-all:'), 'Basic !', basic('')]) {
      const answer = await client.get('/api/v1/customers/', { authorization });
      expect(answer).toEqual(refused(401, 401, expect.any(String) as unknown as string, null, challenge));
    }
  });

  test('a path that is none, and a method that its path does not have', async () => {
    const { debtId } = await givenAnybody(client, 'CUST-METHOD');
    for (const path of ['/api/v1/nothing', '/api/v1/customers/X/nothing', '/api/v1/debts/X'])
      expect(await client.get(path)).toMatchObject({ status: 404, body: { code: 404, errorInfo: null } });
    for (const [method, path, allow] of [
      ['DELETE', '/api/v1/customers/', /GET.*POST/],
      ['DELETE', '/api/v1/customers/X', /GET.*PATCH.*PUT/],
      ['GET', '/api/v1/customersBatch/', /^POST$/],
      ['POST', `/api/v1/debts/${debtId}/paymentPlans`, /GET/],
    ] as const) {
      const answer = await client.send(method, path);
      expect(answer).toEqual(
        refused(405, 405, 'Method not allowed.', null, { allow: expect.stringMatching(allow) as string }),
      );
    }
  });

  test('what is not known is ignored and not kept; nobody sets what is the server’s', async () => {
    const own = { meta: { id: 'BO-MINE-1', timeCreated: 5 }, creditorId: foreignId, nickname: 'Lee' };
    const debt = { ...aDebt('INV-MASS'), status: 'PaidInFull', balance: usd(0), meta: { id: 'LN-MINE-1' } };
    const sent = { ...aCustomer('CUST-MASS', 'INV-MASS'), ...own, debts: [debt], isActive: false };

    const { body } = await client.post('/api/v1/customersBatch?trace=1', { customers: [sent], more: true });

    const [{ customer }] = (body as { responses: [{ customer: Record<string, unknown> }] }).responses;
    expect(customer).not.toHaveProperty('nickname');
    expect(customer).toMatchObject({
      meta: { id: expect.stringMatching(/^BO-(?!MINE)/) as string, isActive: true, timeCreated: time },
      debts: [{ status: 'New', balance: usd(12_000), creditorId }],
    });
    expect((customer as { meta: { timeCreated: number } }).meta.timeCreated).toBeGreaterThan(5);
  });

  test('a JSON type with a charset is JSON, and a body that goes on after a comma is not', async () => {
    const json = { 'content-type': 'application/json; charset=utf-8' };
    const { customerId } = await givenAnybody(client, 'CUST-CHARSET');
    const path = `/api/v1/customers/${customerId}/comments`;

    expect(await client.post(path, { comments: ['Fine.'] }, json)).toEqual(ok('ok'));
    expect(await client.post(path, '{"comments": ["Fine."],}', json)).toEqual(notJson);
    expect(await client.post(path, '{"comments": ["Fine."]}', { 'content-type': '' })).toEqual(isText);
  });
}
