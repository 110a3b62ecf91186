import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '@fairdue/testing';
import { Agent, request } from 'undici';
import { startReadyBalancer, type Balancer } from './balancer.ts';
import { openBooks, type Books } from './books.ts';
import { delivered, to } from './delivered.ts';
import { Installation, serviceNames, type ServiceName } from './installation.ts';
import { businessNow, moveTo, noonAfter } from './story.ts';
import { givenTenant, type Tenant } from './tenant.ts';

/** How many replicas are ended and started again, one after the other: each service’s first, then the second ones. */
const restarts = Number(process.env['ROLLING_RESTARTS'] ?? serviceNames.length);
const customers = 6;

const balancers = new Map<ServiceName, Balancer>();
let platform: Installation;
let books: Books;
let tenant: Tenant;

/** Two of each service, each pair behind an address of its own, which all others know it by. */
beforeAll(async () => {
  for (const service of serviceNames)
    balancers.set(
      service,
      await startReadyBalancer(() => [1, 2].flatMap((n) => platform?.processes.get(`${service}-${n}`)?.url ?? [])),
    );
  const urls = [...balancers].map(([service, { url }]) => [`${service.toUpperCase().replaceAll('-', '_')}_URL`, url]);
  platform = new Installation({ ...(Object.fromEntries(urls) as Record<string, string>), DRAIN_MS: '4000' });
  await platform.start();
  await moveTo(platform, noonAfter(await businessNow(platform))); // while each is alone: two would refuse to move
  await Promise.all(serviceNames.map((service) => platform.startOne(service, { replica: 2 })));
  books = await openBooks(platform);
  tenant = await givenTenant(platform);
}, 240_000);
afterAll(async () => {
  await platform.stop();
  await Promise.all([...[...balancers.values()].map((each) => each.stop()), books.close()]);
}, 120_000);

/** As a load balancer of the edge keeps its connections: none is idle for as long as a gateway that stops waits. */
const agent = new Agent({ keepAliveTimeout: 1_000, keepAliveMaxTimeout: 1_000 });
type Asked = { status: number; body: unknown; what: string };

async function ask(method: 'GET' | 'POST', path: string, body?: object, headers = {}): Promise<Asked> {
  const what = `${method} ${path}`;
  try {
    const answer = await request(`${balancers.get('gateway')?.url}${path}`, {
      method,
      dispatcher: agent,
      headers: { authorization: `Bearer ${tenant.apiKey}`, 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, body: text === '' ? undefined : (JSON.parse(text) as unknown), what };
  } catch (error) {
    return { status: 0, body: String((error as Error).cause ?? error), what };
  }
}

const usd = (amount: number) => ({ amount, currency: 'USD' });
const emailOf = (reference: string): string => `${reference}@example.com`;
const customer = (reference: string) => ({
  reference,
  name: { firstName: 'Robin', lastName: 'Winter' },
  addresses: [{ streetLine1: '1 Elm St', city: 'Raleigh', state: 'NC', zipcode: '27601', countryCode: 'US' }],
  emails: [{ email: emailOf(reference), types: ['HOME'] }],
  debts: [{ transactionId: reference, initialPrincipal: usd(1_000_000), initialInterest: usd(0), initialFees: usd(0) }],
});
type Placed = { customerId: string; debtId: string; reference: string };
type Batch = { responses: { customer?: { meta: { id: string }; debts: { meta: { id: string } }[] } }[] };

async function place(reference: string, into: Asked[]): Promise<Placed> {
  const answer = await ask('POST', '/api/v1/customersBatch/', { customers: [customer(reference)] });
  into.push(answer);
  const placed = (answer.body as Batch).responses?.[0]?.customer;
  return { customerId: placed?.meta.id ?? '', debtId: placed?.debts[0]?.meta.id ?? '', reference };
}

const paymentsPath = ({ customerId, debtId }: Placed) => `/api/v1/customers/${customerId}/debts/${debtId}/payments/`;
const payment = { amount: usd(1), payee: 'CREDITOR', transactionType: 'PAYMENT' };
const message = ({ customerId, debtId }: Placed) => ({
  subject: 'paymentFailed',
  channel: 'email',
  personId: customerId,
  loanId: debtId,
  context: { paymentAmount: '$1.00', supportPhone: '888-555-0134' },
  isTransactional: true,
});

test(`${restarts} replicas are ended under load: no request fails, and nothing is lost or done twice`, async () => {
  const before: Asked[] = [];
  const placed = await Promise.all(Array.from({ length: customers }, (_, n) => place(`roll-${n}`, before)));
  // Until the guard has heard of them, a message for them is put off: that is no fault of a restart.
  for (const { customerId, debtId } of placed)
    await eventually(async () => {
      const contactDetails = { contactType: 'email', value: 'somebody@example.com' };
      const question = { channel: 'email', theme: 'opsCollDebt', loanId: debtId, contactDetails };
      return (await ask('POST', `/api/people/${customerId}/can-interact`, question)).status === 200;
    }, 60_000);

  const over = new AbortController();
  const answers: Asked[] = [...before];
  const payments: Asked[] = [];
  const messages: { reference: string; answer: Asked }[] = [];
  let fresh = 0;
  const steady = async (work: () => Promise<unknown>): Promise<void> => {
    for (; !over.signal.aborted; await wait(40)) await work();
  };
  const load = [
    ...placed.map((each) => steady(async () => void payments.push(await ask('POST', paymentsPath(each), payment)))),
    ...placed.slice(0, 2).map((each) => steady(async () => void answers.push(await ask('GET', `/api/v1/customers/${each.customerId}`)))),
    steady(async () => void answers.push(await ask('GET', '/v1/documents?limit=5'))),
    steady(async () => void (await place(`fresh-${++fresh}`, answers))),
    ...placed.map(async (each) => {
      await wait(2_000 * placed.indexOf(each)); // all through the restarts
      messages.push({ reference: each.reference, answer: await ask('POST', '/api/communicator/send', message(each)) });
    }),
  ]; // prettier-ignore

  const codes: (number | null)[] = [];
  const began = performance.now();
  for (let i = 0; i < restarts; i++) {
    const service = serviceNames[i % serviceNames.length] as ServiceName;
    const replica = 1 + (Math.floor(i / serviceNames.length) % 2);
    codes.push(await platform.end(`${service}-${replica}`));
    await platform.startOne(service, { replica });
  }
  const tookS = Math.round((performance.now() - began) / 1_000);
  over.abort();
  await Promise.all(load);

  const all = [...answers, ...payments, ...messages.map(({ answer }) => answer)];
  const failed = all.filter(({ status }) => status < 200 || status > 299);
  process.stdout.write(`${restarts} restarts in ${tookS} s, ${all.length} requests, ${failed.length} failed\n`);
  expect(failed.slice(0, 10)).toEqual([]);
  expect(new Set(codes)).toEqual(new Set([0]));
  const lists = await Promise.all(placed.map((each) => ask('GET', paymentsPath(each))));
  type Payments = { payments: { meta: { id: string } }[] };
  const stored = lists.flatMap(({ body }) => (body as Payments).payments.map(({ meta }) => meta.id));
  expect(stored.toSorted()).toEqual(payments.map(({ body }) => (body as { meta: { id: string } }).meta.id).toSorted());
  expect(await books.debtsOffTheLedger(tenant.creditorId)).toEqual([]);
  expect(await books.count('customers', tenant.creditorId)).toBe(customers + fresh);
  await eventually(async () => (await books.unpublished()) === 0, 60_000);
  await eventually(() => {
    const sink = delivered(platform.dataDir);
    const counts = messages.map(({ reference }) => to(sink, emailOf(reference)).length);
    return counts.every((count) => count === 1);
  }, 60_000);
}, 900_000);
