import express from 'express';
import { dana } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
let contactIds: Record<'addresses' | 'phones' | 'emails', string>;
let guardStatus = 200;
const asked: unknown[] = [];

const listing = (path: string, item: object, status: () => number) =>
  express().get(path, (req, res) => {
    asked.push({ path, query: req.query, creditor: req.get('x-ta-creditor') });
    res.status(status()).json(status() === 200 ? { items: [item], next: null } : { code: 'permission-missing' });
  });

beforeAll(async () => {
  recover = await startRecover({
    upstreams: {
      'compliance-guard': listing('/agency/v1/holds', { holdId: 'HO-1-A', reason: 'cease' }, () => guardStatus),
      communicator: listing('/agency/v1/interactions', { id: 'IN-1-A', channel: 'email' }, () => 200),
    },
  });
  ({ customerId, debtId, contactIds } = await givenCustomer(recover.creditor, { ...dana, ssn: '123456789' }));
});
afterAll(() => recover.stop());

test('one customer whole: contacts with their flags, debts, what stands against contact, and the last contacts', async () => {
  const { body } = await recover.creditor.get(`/agency/v1/customers/${customerId}`).expect(200);

  expect(body).toMatchObject({
    customerId,
    creditorId,
    reference: 'CUST-1001',
    name: { first: 'Dana', last: 'Okafor' },
    dateOfBirth: dana.dateOfBirth,
    comments: ['Prefers email.'],
    contacts: [
      { contactId: contactIds.addresses, contactType: 'address' },
      {
        contactId: contactIds.phones,
        value: '+15125550142',
        label: 'personal',
        status: 'primary',
        unsubscribed: false,
      },
      { contactId: contactIds.emails, value: 'dana.okafor@example.com', valid: true },
    ],
    debts: [{ debtId, transactionId: 'INV-9001', status: 'New', balanceCents: 43_500 }],
    plans: [],
    holds: [{ holdId: 'HO-1-A' }],
    lastContacts: [{ id: 'IN-1-A' }],
    version: 1,
  });
  expect(JSON.stringify(body)).not.toContain('123456789');
  expect(asked).toEqual(
    expect.arrayContaining([
      { path: '/agency/v1/holds', query: { customerId }, creditor: creditorId },
      { path: '/agency/v1/interactions', query: { customerId, limit: '10' }, creditor: creditorId },
    ]),
  );
});

test('one customer whole shows every plan their debts were ever on', async () => {
  const terms = {
    installments: [{ dueDate: '2030-01-01T00:00:00.000Z', amountCents: 43_500 }],
    frequency: 'MONTHLY',
    consent: { time: '2026-01-05T11:00:00.000Z' },
  };
  const first = await recover.creditor
    .post('/agency/v1/plans')
    .send({ debtId, ...terms })
    .expect(201);
  const { planId } = first.body as { planId: string };
  const second = await recover.creditor.post(`/agency/v1/plans/${planId}/replace`).send(terms).expect(201);

  const { body } = await recover.creditor.get(`/agency/v1/customers/${customerId}`).expect(200);

  expect((body as { plans: object[] }).plans).toMatchObject([
    { planId, debtId, state: 'revoked', revocation: { revocationReason: 'NEW_PLAN_REQUEST' } },
    { planId: (second.body as { planId: string }).planId, debtId, state: 'active', amountToPayCents: 43_500 },
  ]);
});

test('what its owner does not say is not known, rather than none', async () => {
  guardStatus = 403;

  const { body } = await recover.creditor.get(`/agency/v1/customers/${customerId}`).expect(200);

  expect(body).toMatchObject({ customerId, holds: null, lastContacts: [{ id: 'IN-1-A' }] });
});

test('another creditor’s customer does not exist, and without the permission nothing is shown', async () => {
  const placing = await recover.as({ creditorIds: [creditorId], permissions: ['recover.customers:read'] });
  const before = asked.length;

  expect((await recover.other.get(`/agency/v1/customers/${customerId}`).expect(404)).body).toMatchObject({
    code: 'customer-not-found',
  });
  await placing.get(`/agency/v1/customers/${customerId}`).expect(403);
  expect(asked).toHaveLength(before);
});
