import type { Server } from 'node:http';
import { createServer } from 'node:http';
import express, { Router } from 'express';
import { Refused } from '@fairdue/refused';
import { ensureIndexes, transaction, type Connection } from '@fairdue/store';
import { startTestEngines, type TestEngines } from '@fairdue/testing';
import supertest from 'supertest';
import { problemErrors } from './error-mapper.ts';
import { claimKey, idempotencyKeys } from './idempotency.store.ts';
import { answerWith, idempotencyCollections, idempotent } from './idempotent.ts';
import { anAccount, anApp, gateway } from './test-app.ts';

let engines: TestEngines;
let db: Connection;
let server: Server;
let done = 0;
const turned = (text: string): string => [...text].toReversed().join('');
const backwards = { write: turned, read: turned };
let dies = false;
let meanwhile: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  engines = await startTestEngines();
  db = await engines.connect('http');
  await ensureIndexes(db, idempotencyCollections);
  const router = Router()
    .post('/things/:id', idempotent({ db }), async (req, res) => {
      if ((req.body as { refuse?: boolean }).refuse) throw new Refused('rule', 'not-today', 'Not today.');
      await meanwhile();
      res.status(201).json({ number: ++done });
    })
    .post('/committed', idempotent({ db }), async (req, res) => {
      const body = { number: done + 1 };
      await transaction(db, async (tx) => {
        await meanwhile();
        await answerWith(tx, req, 200, body);
      });
      done++;
      res.json(body);
    })
    .post('/sealed', idempotent({ db, keptAs: backwards }), async (req, res) => {
      const body = { secret: ++done };
      await transaction(db, (tx) => answerWith(tx, req, 200, body));
      if (dies) throw new Error('it died before it could answer');
      res.json(body);
    });
  const app = express().use(
    anApp({ families: [{ paths: ['/things', '/committed', '/sealed'], router, errors: problemErrors }] }),
  );
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await engines.stop();
});
beforeEach(async () => {
  await idempotencyKeys(db).deleteMany({});
  done = 0;
  meanwhile = async () => undefined;
});

const post = async (path: string, key: string, body: object = {}, accountId = 'AC-1-1') =>
  supertest(server)
    .post(path)
    .set('authorization', `Bearer ${await gateway.tokenFor('recover', { ...anAccount, accountId })}`)
    .set('idempotency-key', key)
    .send(body);

test('a repeat gets the same bytes, and the work is done once', async () => {
  const first = await post('/things/1', 'key-1', { a: 1 });
  const repeat = await post('/things/1', 'key-1', { a: 1 });

  expect([first.status, first.text]).toEqual([201, '{"number":1}']);
  expect([repeat.status, repeat.text]).toEqual([201, '{"number":1}']);
  expect(repeat.headers['content-type']).toBe(first.headers['content-type']);
  expect(repeat.headers['idempotent-replayed']).toBe('true');
});

test('sixteen at once do the work once', async () => {
  const answers = await Promise.all(Array.from({ length: 16 }, () => post('/things/1', 'key-1', { a: 1 })));

  expect(done).toBe(1);
  expect(new Set(answers.map(({ status }) => status)).size).toBeLessThanOrEqual(2);
  for (const { status, body } of answers)
    expect(status === 201 ? body.number : body.code).toBe(status === 201 ? 1 : 'idempotency-key-in-flight');
});

test('while the first is under way a repeat is 409', async () => {
  let repeat: supertest.Response | undefined;
  meanwhile = async () => {
    repeat = await post('/things/1', 'key-1');
  };

  await post('/things/1', 'key-1');

  expect([repeat?.status, repeat?.body.code]).toEqual([409, 'idempotency-key-in-flight']);
});

test('the same key with another body or for another object is 422', async () => {
  await post('/things/1', 'key-1', { a: 1 });

  const otherBody = await post('/things/1', 'key-1', { a: 2 });
  const otherThing = await post('/things/2', 'key-1', { a: 1 });

  expect([otherBody.status, otherBody.body.code]).toEqual([422, 'idempotency-key-reused']);
  expect(otherThing.status).toBe(422);
});

test('a key is the account’s own', async () => {
  await post('/things/1', 'key-1', { a: 1 });

  const other = await post('/things/1', 'key-1', { a: 2 }, 'AC-2-2');

  expect([other.status, other.body]).toEqual([201, { number: 2 }]);
});

test('a refused request leaves its key free', async () => {
  const refused = await post('/things/1', 'key-1', { refuse: true });
  const repaired = await post('/things/1', 'key-1', {});

  expect([refused.status, repaired.status]).toEqual([422, 201]);
});

test('a first request that died is replaced when its time is over', async () => {
  const died = { id: 'row', requestHash: 'hash', owner: 'dead', busyMs: 60_000 };
  const next = { ...died, owner: 'next' };
  const startMs = Date.now();
  expect(await claimKey(db, died, startMs)).toBe('claimed');

  await expect(claimKey(db, next, startMs + 59_000)).rejects.toMatchObject({ code: 'idempotency-key-in-flight' });
  expect(await claimKey(db, next, startMs + 61_000)).toBe('claimed');
});

test('an answer committed with its effect is never worked out again, and one that was overtaken commits nothing', async () => {
  meanwhile = async () => {
    await idempotencyKeys(db).updateMany({}, { $set: { owner: 'another' } });
  };
  const overtaken = await post('/committed', 'key-1');
  expect([overtaken.status, overtaken.body.code]).toEqual([409, 'idempotency-key-in-flight']);
  expect(done).toBe(0);

  meanwhile = async () => undefined;
  const first = await post('/committed', 'key-2');
  const repeat = await post('/committed', 'key-2');
  expect(repeat.text).toBe(first.text);
  expect(done).toBe(1);
});

test('an answer that must not lie open is committed with its effect in its closed form', async () => {
  dies = true;
  await post('/sealed', 'key-1');
  dies = false;
  const rows = await idempotencyKeys(db).find().lean();
  const repeat = await post('/sealed', 'key-1');

  expect(JSON.stringify(rows)).toContain('terces');
  expect(JSON.stringify(rows)).not.toContain('secret');
  expect([repeat.status, repeat.text, done]).toEqual([200, '{"secret":1}', 1]);
});

test('after a day a key is new', async () => {
  const claim = { id: 'row', requestHash: 'hash', owner: 'one', busyMs: 60_000 };
  const startMs = Date.now();
  await claimKey(db, claim, startMs);

  const nextDay = await claimKey(db, { ...claim, requestHash: 'other', owner: 'two' }, startMs + 24 * 60 * 60 * 1_000);

  expect(nextDay).toBe('claimed');
});
