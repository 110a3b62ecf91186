import { sendTo } from '@fairdue/testing';
import { aCustomer, aDebt, dana, usd } from './examples.ts';
import { givenCustomer, type Recover } from './start-recover.ts';

type Agent = Recover['creditor'];

/** One customer of a creditor with what hangs on them, and the ids it all got. */
export type Standing = {
  customerId: string;
  debtId: string;
  contactId: string;
  reference: string;
  paymentId: string;
  planId: string;
};

/** What must have happened before, on a customer that was just placed. */
type Given = (agent: Agent, standing: Standing) => Promise<Partial<Standing>>;

/** A request of a route that succeeds where the ids are one's own. */
export type RouteExample = {
  given?: Given;
  query?: (standing: Standing) => Record<string, string>;
  body?: (standing: Standing) => object;
  /** It names nobody's object by id: everybody has an answer of their own. */
  isOwn?: true;
};

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Math.ceil(Date.now() / dayMs + days) * dayMs).toISOString();
const owedCents = 43_500;

const attorney = { email: 'office@law.example', contactInfo: { name: 'Law Office' } };
const consolidator = { ...attorney, debtConsolidatorType: 'OTHER' };
const terms = {
  installments: [30, 60].map((days) => ({ dueDate: inDays(days), amountCents: owedCents / 2 })),
  frequency: 'MONTHLY',
  consent: { time: '2025-12-01T11:00:00.000Z' },
};
const payment = { amount: usd(5_000), payee: 'CREDITOR', transactionType: 'PAYMENT' };

const write = async (agent: Agent, path: string, body: object): Promise<Record<string, string>> => {
  const { status, body: answer } = await agent.post(path).send(body);
  if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
  return answer as Record<string, string>;
};
const debtPath = ({ customerId, debtId }: Standing) => `/api/v1/customers/${customerId}/debts/${debtId}`;
const taken = ({ debtId }: Standing) => ({ debtId, amountCents: 700, paymentMethod: 'CARD' });

const takes: Given = async (agent, standing) => {
  const { paymentId = '' } = await write(agent, '/agency/v1/payments', taken(standing));
  return { paymentId };
};
const plans: Given = async (agent, { debtId }) => {
  const { planId = '' } = await write(agent, '/agency/v1/plans', { debtId, ...terms });
  return { planId };
};
const anErasure = { reason: 'Asked for in a letter.', beforeRetentionEnds: true };
const closes: Given = async (agent, { debtId }) => {
  await write(agent, '/agency/v1/closings', { debtId, status: 'ClosedByAgency' });
  return {};
};
const asksErasure: Given = async (agent, standing) => {
  await closes(agent, standing);
  await write(agent, `/agency/v1/customers/${standing.customerId}/erasure`, anErasure);
  return {};
};
const after =
  (path: (standing: Standing) => string, body: object | ((standing: Standing) => object)): Given =>
  async (agent, standing) => {
    await write(agent, path(standing), typeof body === 'function' ? body(standing) : body);
    return {};
  };
const representationPath =
  (name: string) =>
  ({ debtId }: Standing) =>
    `/api/v1/debts/${debtId}/representation/${name}`;

/** Every route of recover that clients and the agency have, with a request that it takes. */
export const everyRoute: Readonly<Record<string, RouteExample>> = {
  'post /api/v1/customers': { isOwn: true, body: ({ reference }) => ({ customers: [aCustomer(`${reference}-1`, [`${reference}-1`])] }) },
  'post /api/v1/customersBatch': { isOwn: true, body: ({ reference }) => ({ customers: [aCustomer(`${reference}-2`, [`${reference}-2`])] }) },
  'get /api/v1/customers': { isOwn: true, query: ({ reference }) => ({ reference }) },
  'get /api/v1/customers/payments': {
    isOwn: true,
    query: () => ({ startTime: '1767500000000', endTime: '1767700000000' }),
  },
  'get /api/v1/customers/{customerId}': {},
  'patch /api/v1/customers/{customerId}': { body: () => ({ phones: [{ phoneNumber: '512-555-0199', types: ['HOME'] }] }) },
  'put /api/v1/customers/{customerId}': {
    body: () => ({
      name: { firstName: 'Dana', lastName: 'Okafor-Lee' },
      addresses: [{ city: 'Austin', state: 'TX', zipcode: '78702', countryCode: 'US', meta: { isActive: true } }],
      emails: [{ email: 'new@example.com' }],
    }),
  },
  'post /api/v1/customers/{customerId}/comments': { body: () => ({ comments: ['Called back.'] }) },
  'post /api/v1/customers/{customerId}/unsubscribe': { body: () => ({ emails: [{ email: 'dana.okafor@example.com' }] }) },
  'get /api/v1/customers/{customerId}/debts': {},
  'post /api/v1/customers/{customerId}/debts': { body: ({ reference }) => aDebt(`${reference}-more`) },
  'post /api/v1/customers/{customerId}/debts/{debtId}/retract': { query: () => ({ reason: 'Sold' }) },
  'post /api/v1/customers/{customerId}/debts/{debtId}/reopen': {
    given: after((standing) => `${debtPath(standing)}/retract`, {}),
    body: () => ({ balance: { principal: usd(900), fees: usd(10), notes: 'Came back.' } }),
  },
  'get /api/v1/customers/{customerId}/debts/{debtId}/totalToCollectBalance': {},
  'put /api/v1/customers/{customerId}/debts/{debtId}/clientFields': { body: () => ({ clientFields: [{ key: 'PORTFOLIO', value: 'P8' }] }) },
  'put /api/v1/customers/{customerId}/debts/{debtId}/outOfStatuteInformation': {
    body: () => ({ explicitOutOfStatuteDate: { day: 1, month: 2, year: 2027 }, explicitOutOfStatuteFlag: false }),
  },
  'put /api/v1/customers/{customerId}/debts/{debtId}/postChargeOffInformation': {
    body: () => ({ postChargeOffInformation: { balanceAtChargeOff: usd(40_000) } }),
  },
  'put /api/v1/customers/{customerId}/debts/{debtId}/defaultDate': { body: () => ({ defaultDate: { day: 2, month: 1, year: 2024 } }) },
  'post /api/v1/customers/{customerId}/debts/{debtId}/pauseCollections': {
    query: () => ({ changeDebtStatus: 'true' }),
    body: () => ({ reason: 'OTHER', pauseLengthInDays: 30, notes: 'Asked for time.' }),
  },
  'post /api/v1/customers/{customerId}/debts/{debtId}/unpauseCollections': {
    given: after((standing) => `${debtPath(standing)}/pauseCollections`, { reason: 'OTHER' }),
    body: () => ({ notes: 'Time is over.' }),
  },
  'get /api/v1/customers/{customerId}/debts/{debtId}/payments': {},
  'post /api/v1/customers/{customerId}/debts/{debtId}/payments': { body: () => payment },
  'get /api/v1/debts/{debtId}/paymentPlans': { query: () => ({ from: '1', to: String(Date.now()) }) },
  'get /api/v1/debts/{debtId}/representation/attorneyRepresentation': {},
  'get /api/v1/debts/{debtId}/representation/debtConsolidatorRepresentation': {},
  'post /api/v1/debts/{debtId}/representation/attorneyRepresentation': { body: () => attorney },
  'post /api/v1/debts/{debtId}/representation/debtConsolidatorRepresentation': { body: () => consolidator },
  'post /api/v1/debts/{debtId}/representation/attorneyDebtConsolidatorRepresentation': { body: () => consolidator },
  'post /api/v1/debts/{debtId}/representation/cancelAttorneyRepresentation': {
    given: after(representationPath('attorneyRepresentation'), attorney),
    body: () => ({ reason: 'Mandate ended' }),
  },
  'post /api/v1/debts/{debtId}/representation/cancelDebtConsolidatorRepresentation': {
    given: after(representationPath('debtConsolidatorRepresentation'), consolidator),
    body: () => ({ reason: 'Mandate ended' }),
  },
  'get /agency/v1/customers/{id}/history': {},
  'get /agency/v1/debts/{id}/history': {},
  'get /agency/v1/contacts/{id}/history': { query: ({ customerId }) => ({ customerId }) },
  'get /agency/v1/payments/{id}/history': { given: takes },
  'get /agency/v1/plans/{id}/history': { given: plans },
  'get /agency/v1/customers': { isOwn: true, query: ({ reference }) => ({ reference }) },
  'get /agency/v1/customers/{customerId}': {},
  'post /agency/v1/customers/{customerId}/erasure': { given: closes, body: () => anErasure },
  'put /agency/v1/customers/{customerId}/legal-hold': { body: () => ({ reason: 'Case 26-10001.' }) },
  'delete /agency/v1/customers/{customerId}/legal-hold': {},
  'get /agency/v1/customers/{customerId}/erasure': { given: asksErasure },
  'patch /agency/v1/contacts/{contactId}': { body: ({ customerId }) => ({ customerId, valid: false, affiliation: 'other' }) },
  'post /agency/v1/disputes': { body: ({ debtId }) => ({ debtId, reason: 'Not mine' }) },
  'post /agency/v1/disputes/{debtId}/answer': {
    given: after(() => '/agency/v1/disputes', ({ debtId }) => ({ debtId, reason: 'Not mine' })),
    body: () => ({ answer: 'rejected' }),
  },
  'post /agency/v1/closings': { body: ({ debtId }) => ({ debtId, status: 'Fraud' }) },
  'post /agency/v1/payments': { body: taken },
  'get /agency/v1/payments/{paymentId}': { given: takes },
  'post /agency/v1/payments/{paymentId}/settle': { given: takes, body: () => ({}) },
  'post /agency/v1/payments/{paymentId}/fail': { given: takes, body: () => ({ reason: 'Card declined' }) },
  'post /agency/v1/plans': { body: ({ debtId }) => ({ debtId, ...terms }) },
  'get /agency/v1/plans/{planId}': { given: plans },
  'post /agency/v1/plans/{planId}/replace': { given: plans, body: () => terms },
  'post /agency/v1/plans/{planId}/revoke': { given: plans, body: () => ({ reason: 'Moved abroad' }) },
}; // prettier-ignore

let placed = 0;

/** A customer of that agent's creditor, in the state in which the route takes its example. */
export async function standingFor(agent: Agent, { given }: RouteExample): Promise<Standing> {
  const reference = `${++placed}-standing`;
  const request = { ...dana, reference, debts: [{ ...dana.debts[0], transactionId: reference }] };
  const { customerId, debtId, contactIds } = await givenCustomer(agent, request);
  const standing = { customerId, debtId, contactId: contactIds.emails, reference, paymentId: '', planId: '' };
  return { ...standing, ...(await given?.(agent, standing)) };
}

/** Whose history a path with a bare `{id}` means. */
const ids: Readonly<Record<string, keyof Standing>> = {
  debts: 'debtId',
  contacts: 'contactId',
  payments: 'paymentId',
  plans: 'planId',
};

type Sent = { headers?: Record<string, string>; body?: object };

/** Sends the example of a route about what stands there. */
export function sendRoute(agent: Agent, name: string, standing: Standing, { headers = {}, body }: Sent = {}) {
  const example = everyRoute[name] ?? {};
  const id = standing[ids[name.split('/')[3] ?? ''] ?? 'customerId'];
  const sent = { query: example.query?.(standing) ?? {}, headers, body: body ?? example.body?.(standing) };
  return sendTo(agent, name, { ...standing, id }, sent);
}
