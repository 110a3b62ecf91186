import { Router } from 'express';
import { z } from 'zod';
import { HoldLiftedV1, TouchDueV1, type EventOf } from '@fairdue/contracts';
import { caller, problemErrors, read } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { consumer, enqueue } from '@fairdue/outbox';
import { collection, transaction } from '@fairdue/store';
import { anEvent, eventually, startTestService, type TestService } from '@fairdue/testing';
import { schedule, timer, timerKind } from '@fairdue/timers';
import { defineService } from './index.ts';

type Note = { _id: string; creditorId: string; text: string };
const notes = collection<Note>(
  'notes',
  { creditorId: String, text: String },
  { indexes: [[{ creditorId: 1, text: 1 }]] },
);
const reminder = timerKind<{ creditorId: string }>('reminder', { time: 'business' });
const Body = z.strictObject({ text: z.string().min(1) });
const touch = (data: { creditorId: string; customerId: string }) => ({
  ...data, documentId: 'DO-1-1', debtId: null, campaignId: 'RC-1-1', touchId: 'TO-1-1', slot: 1, channel: 'email' as const,
  dueAt: '2030-01-01T10:00:00.000Z', attempt: 1, theme: 'opsCollDebt' as const, subject: 'loanOverdueFirstNotice', toneVariant: 'neutral' as const,
}); // prettier-ignore

/** A service in one screen: a route that stores and announces, a consumer, a timer. */
const campaign = defineService({
  name: 'campaign',
  config: z.object({}),
  collections: [notes],
  families: ({ db, now }) => [
    {
      paths: ['/v1'],
      errors: problemErrors,
      router: Router().post('/v1/notes', async (req, res) => {
        const [creditorId = ''] = caller(req).creditorIds;
        const { text } = read(Body, req.body);
        const id = newId('document');
        await transaction(db, async (tx) => {
          await notes(db).create([{ _id: id, creditorId, text }], { session: tx.session });
          await schedule(tx, reminder, [
            { id, key: creditorId, dueAt: new Date('2030-06-01T00:00:00Z'), data: { creditorId } },
          ]);
          await enqueue(tx, TouchDueV1, now(), touch({ creditorId, customerId: 'BO-1-1' }));
        });
        res.status(201).json({ id });
      }),
    },
  ],
  consumers: ({ db }) => [
    consumer('note-lifted-hold', HoldLiftedV1, async ({ session }, events: EventOf<typeof HoldLiftedV1>[]) => {
      await notes(db).insertMany(
        events.map(({ id, data }) => ({ _id: id, creditorId: data.creditorId, text: 'lifted' })),
        { session },
      );
    }),
  ],
  work: ({ db }) => [
    timer(reminder, async ({ session }, rows) => {
      await notes(db).insertMany(
        rows.map(({ id, data }) => ({ _id: `${id}-reminded`, creditorId: data.creditorId, text: 'reminded' })),
        { session },
      );
    }),
  ],
});

let service: TestService;
beforeAll(async () => void (service = await startTestService(campaign, { now: '2030-01-01T00:00:00Z' })));
afterAll(() => service.stop());
const texts = async (creditorId: string) =>
  (await notes(service.db).find({ creditorId }).lean<Note[]>()).map(({ text }) => text).sort();

test('state and fact commit together, and the fact is published', async () => {
  const caller = await service.as({ creditorIds: ['CR-1-1'] });

  await caller.post('/v1/notes').send({ text: 'placed' }).expect(201);

  expect(await texts('CR-1-1')).toEqual(['placed']);
  expect(await service.published('campaign.touch-due.v1')).toMatchObject([
    { sequence: 1, subject: 'BO-1-1', creditorid: 'CR-1-1' },
  ]);
});

test('bad input is refused in the family’s words and stores nothing', async () => {
  const caller = await service.as({ creditorIds: ['CR-2-1'] });

  await caller
    .post('/v1/notes')
    .send({ text: { $gt: '' } })
    .expect(400)
    .expect('content-type', /problem\+json/);

  expect(await texts('CR-2-1')).toEqual([]);
});

test('a fact delivered twice has one effect', async () => {
  const hold = {
    holdId: 'HO-1-1', reason: 'dispute' as const, channels: [], themes: 'all' as const, contactIds: [], debtIds: [],
    source: { service: 'recover', key: 'k', version: 1 }, endsAt: null,
  }; // prettier-ignore
  const lifted = anEvent(
    HoldLiftedV1,
    { creditorId: 'CR-3-1', customerId: 'BO-3-1', hold, recordedBy: { kind: 'service', id: 'recover' } },
    { sequence: 1 },
  );

  await service.deliver(lifted, lifted);

  expect(await texts('CR-3-1')).toEqual(['lifted']);
});

test('business time moves for the gateway only, and timers follow it', async () => {
  const caller = await service.as({ creditorIds: ['CR-4-1'] });
  await caller.post('/v1/notes').send({ text: 'placed' }).expect(201);
  await service.settle();
  const stranger = await service.asService('recover');
  await stranger.post('/internal/clock').send({ to: '2031-01-01T00:00:00.000Z' }).expect(403);

  const gateway = await service.asService('gateway');
  const before = await gateway.get('/internal/clock').expect(200);
  expect(before.body).toMatchObject({ quiet: true, nextDueAt: '2030-06-01T00:00:00.000Z' });
  await gateway.post('/internal/clock').send({ to: '2030-06-01T00:00:00.000Z' }).expect(200);
  await service.settle();

  expect(await texts('CR-4-1')).toEqual(['placed', 'reminded']);
});

test('a probe needs no credential, everything else does', async () => {
  const response = await fetch(`${service.url}/readyz`);
  expect(await response.json()).toEqual({
    status: 'ready',
    checks: { serving: true, database: true, consumers: true },
  });

  expect((await fetch(`${service.url}/v1/notes`, { method: 'POST' })).status).toBe(401);
  expect((await fetch(`${service.url}/internal/clock`)).status).toBe(401);
});

test('a message that cannot be applied is listed, shown to those who may read it, and redriven in order', async () => {
  const key = 'BO-5-1';
  const hold = {
    holdId: 'HO-5-1', reason: 'dispute' as const, channels: [], themes: 'all' as const, contactIds: [], debtIds: [],
    source: { service: 'recover', key: 'k', version: 1 }, endsAt: null,
  }; // prettier-ignore
  const lifted = (sequence: number) =>
    anEvent(
      HoldLiftedV1,
      { creditorId: 'CR-5-1', customerId: key, hold, recordedBy: { kind: 'service', id: 'recover' } },
      { sequence },
    );
  const broken = { ...lifted(1), data: { customerId: key } };
  await service.deliver(broken, lifted(2));
  const path = '/agency/v1/dead-letters/campaign';
  const operator = await service.as({ creditorIds: [] });
  await (await service.as({ creditorIds: [], permissions: [] })).get(path).expect(403);

  for (const after of ['', 'x', Buffer.from('[{"$date":"garbage"},"x"]').toString('base64url')])
    expect((await operator.get(path).query({ after }).expect(400)).body).toMatchObject({ code: 'cursor-invalid' });

  const { body } = await operator.get(path).expect(200);
  expect(body.items).toMatchObject([
    { key, cause: { code: 'event-data-invalid' } },
    { key, cause: { code: 'key-parked' } },
  ]);
  expect(JSON.stringify(body.items)).not.toContain('holdId');
  const [first] = body.items as { _id: string }[];
  const shown = await operator.get(`${path}/${first?._id}`).expect(200);
  expect(shown.body.value).toContain(key);

  await operator.post(`${path}/redrive`).send({ topic: 'compliance-guard.decisions', key }).expect(200);
  expect(await texts('CR-5-1')).toEqual([]);
  await operator.post(`${path}/${first?._id}/give-up`).send({ reason: 'Its publisher was mended.' }).expect(200);
  const redriven = await operator
    .post(`${path}/redrive`)
    .send({ topic: 'compliance-guard.decisions', key })
    .expect(200);

  expect(redriven.body).toEqual({ settled: 2 });
  expect(await texts('CR-5-1')).toEqual(['lifted']);
  expect((await operator.get(path).expect(200)).body.items).toEqual([]);
});

test('a job that stands aside is listed with its cause, and tried again by its id or with all of its kind', async () => {
  const path = '/agency/v1/faulty-jobs/campaign';
  const operator = await service.as({ creditorIds: [] });
  const aside = async (id: string, minutes: number): Promise<void> => {
    const since = new Date(Date.now() - minutes * 60_000);
    await service.db.collection<{ _id: string }>('timers').insertOne({
      ...{ _id: `reminder:${id}`, kind: 'reminder', key: id, shard: 0, revision: 1, attempts: 9, faulty: true },
      ...{ dueAt: new Date(0), orderAt: new Date(0), heldUntil: since, failingSince: since, cause: 'a defect' },
      data: { creditorId: 'CR-6-1' },
    } as { _id: string });
  };
  const reminded = async () => (await texts('CR-6-1')).length;
  for (const [i, id] of ['a', 'b', 'c'].entries()) await aside(id, 60 - i);
  const nobody = await service.as({ creditorIds: [], permissions: ['agency.faulty-jobs:read'] });
  await nobody.post(`${path}/redrive`).send({ kind: 'reminder' }).expect(403);
  await (await service.as({ creditorIds: [], permissions: [] })).get(path).expect(403);

  const { body } = await operator.get(path).query({ limit: 2 }).expect(200);
  expect(body).toMatchObject({ total: 3, items: [{ id: 'reminder:a', cause: 'a defect', attempts: 9 }, { id: 'reminder:b' }] });
  expect(JSON.stringify(body)).not.toContain('CR-6-1');

  await operator.post(`${path}/redrive`).send({ id: 'reminder:a', kind: 'reminder' }).expect(400);
  expect((await operator.post(`${path}/redrive`).send({ id: 'reminder:z' }).expect(404)).body).toMatchObject({ code: 'faulty-job-not-found' });
  expect((await operator.post(`${path}/redrive`).send({ id: 'reminder:a' }).expect(200)).body).toEqual({ redriven: 1 });
  await eventually(async () => (await reminded()) === 1);
  expect((await operator.post(`${path}/redrive`).send({ kind: 'reminder' }).expect(200)).body).toEqual({ redriven: 2 });
  await eventually(async () => (await reminded()) === 3);
  expect((await operator.get(path).expect(200)).body).toEqual({ items: [], total: 0 });
}); // prettier-ignore
