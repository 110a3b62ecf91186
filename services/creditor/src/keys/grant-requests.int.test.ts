import express from 'express';
import supertest from 'supertest';
import { startTestService, type TestService } from '@fairdue/testing';
import { creditorService } from '../app.ts';
import { grantRequestsRoute } from './grant-requests.ts';
import { minuteMs } from './request-budget.store.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(creditorService);
});
afterAll(() => service.stop());

/** Ahead of now: the store forgets minutes that are long over. */
const startOfMinute = Math.ceil(Date.now() / minuteMs) * minuteMs + 60 * minuteMs;
const grants = (nowMs: number) =>
  supertest(
    express().use(
      express.json(),
      grantRequestsRoute({ db: service.db }, () => nowMs),
    ),
  );
const ask = (key: string, portion: number, nowMs = startOfMinute) =>
  grants(nowMs).post('/internal/request-budgets').send({ key, portion, perMinute: 100 });

test('thirty-two replicas that ask at once are granted the limit together, and nothing beyond', async () => {
  const answers = await Promise.all(Array.from({ length: 32 }, () => ask('KE-1-1', 6)));

  const granted = answers.map(({ body }) => (body as { granted: number }).granted);
  expect(granted.reduce((sum, each) => sum + each, 0)).toBe(100);
  expect(answers.map(({ status }) => status)).toEqual(Array(32).fill(200));
});

test('a portion says how many of the minute are handed out and when it ends; the next minute is new', async () => {
  await ask('KE-1-2', 90);

  expect((await ask('KE-1-2', 20, startOfMinute + 45_000)).body).toEqual({ granted: 10, total: 100, endsInMs: 15_000 });
  expect((await ask('KE-1-2', 20, startOfMinute + 60_000)).body).toEqual({ granted: 20, total: 20, endsInMs: 60_000 });
});

test('accounts cannot ask for portions', async () => {
  const account = await service.as({ creditorIds: [] });

  const answer = await account.post('/internal/request-budgets').send({ key: 'k', portion: 1, perMinute: 1 });

  expect(answer.status).toBe(404);
});
