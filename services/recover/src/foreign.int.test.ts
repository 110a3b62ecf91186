import { routesOf } from '@fairdue/http';
import { recoverService } from './app.ts';
import { everyRoute, sendRoute, standingFor, type Standing } from './every-route.ts';
import { creditorId, otherCreditorId, startRecover, type Recover } from './start-recover.ts';
import { digestOf, rowsOf } from './stored-rows.ts';

type Agent = Recover['creditor'];
let recover: Recover;
let owner: Agent;
let stranger: Agent;
/** Linked to the owner's creditor too, and means the other one. */
let both: Agent;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  const linked = { creditorIds: [creditorId, otherCreditorId], accountId: 'AC-TEST-3' };
  [owner, stranger, both] = await Promise.all([
    recover.as({ creditorIds: [creditorId] }),
    recover.as({ creditorIds: [otherCreditorId], accountId: 'AC-TEST-2' }),
    recover.as({ ...linked, creditorId: otherCreditorId }),
  ]);
});
afterAll(() => recover.stop());

/** Words of the owner's customer: none of them may ever be in an answer to somebody else. */
const secrets = /Okafor|dana\.okafor|512-555-0142|Elm St|Store card/;
/** What an old or hopeful client might write: nobody reads it. */
const decoys = {
  'X-TA-CREDITOR-ID': creditorId,
  'X-Creditor-Id': creditorId,
  'X-Fairdue-Creditor': creditorId,
  'X-Forwarded-User': 'AC-TEST-1',
};
/** For the whole installation, twice; 404 whatever it is asked (R14); for two people, see erasure.int.test.ts. */
const aboutNobody = [
  'post /agency/v1/customers/ssn-keys/rotate',
  'get /agency/v1/retention',
  'put /api/v1/customers/{customerId}/debts/{debtId}/totalToCollectBalance',
  'post /agency/v1/customers/{customerId}/erasure/confirm',
];
const named = Object.keys(everyRoute);
const withIds = named.filter((name) => !everyRoute[name]?.isOwn);

test('the table has every route there is, and no other', () => {
  const routes = recoverService.families(recover.running.deps as never).flatMap(routesOf);
  const names = routes.map(({ method, path }) => `${method} ${path}`);

  expect([...named, ...aboutNobody].sort()).toEqual(names.sort());
});

const missing = new Set<unknown>([
  109,
  122,
  'customer-not-found',
  'debt-not-found',
  'payment-not-found',
  'plan-not-found',
  'contact-not-found',
]);

/** 404 in the words of its family: the number of what is missing, or the name. */
function expectMissing(name: string, { status, body, text }: Awaited<ReturnType<typeof sendRoute>>): void {
  const { code } = body as { code: unknown };
  const isOfFamily = typeof code === (name.includes('/api/v1/') ? 'number' : 'string');
  expect([name, status, code, isOfFamily && missing.has(code)]).toEqual([name, 404, code, true]);
  expect(text).not.toMatch(secrets);
}

test.each(withIds)('%s: what belongs to somebody else is not there', async (name) => {
  const theirs = await standingFor(owner, everyRoute[name] ?? {});
  const own = await standingFor(stranger, {});
  const before = await digestOf(recover.db);

  expectMissing(name, await sendRoute(stranger, name, theirs));
  expectMissing(name, await sendRoute(stranger, name, theirs, { headers: decoys }));
  expectMissing(name, await sendRoute(both, name, theirs));
  if (/\{customerId\}\/debts\/\{debtId\}|\/contacts\//.test(name))
    expectMissing(name, await sendRoute(stranger, name, { ...theirs, customerId: own.customerId }));
  const header = { 'X-TA-CREDITOR': creditorId };
  const forbidden = await sendRoute(stranger, name, theirs, { headers: header });

  expect([forbidden.status, forbidden.text]).toEqual([403, expect.not.stringMatching(secrets)]);
  expect(await digestOf(recover.db)).toEqual(before);
  const answer = await sendRoute(owner, name, theirs);
  expect([name, Math.floor(answer.status / 100)]).toEqual([name, 2]);
});

test.each(named.filter((name) => everyRoute[name]?.isOwn))(
  '%s shows and changes what is one’s own alone',
  async (name) => {
    const theirs: Standing = await standingFor(owner, {});
    const before = await digestOf(recover.db, creditorId);

    const answer = await sendRoute(stranger, name, theirs, { headers: decoys });
    const named = await sendRoute(stranger, name, theirs, { headers: { 'X-TA-CREDITOR': creditorId } });

    expect([answer.status, named.status]).toEqual([200, 403]);
    for (const { text } of [answer, named]) expect(text).not.toMatch(secrets);
    expect(await digestOf(recover.db, creditorId)).toEqual(before);
  },
);

test('a cursor of somebody else opens nothing of theirs', async () => {
  const theirs = await standingFor(owner, {});
  await standingFor(owner, {});
  const own = await standingFor(stranger, {});
  await sendRoute(owner, 'post /api/v1/customers/{customerId}/comments', theirs);
  await recover.settle();
  const cursorOf = async (path: string, query: object) => {
    const { body } = await owner
      .get(path)
      .query({ ...query, limit: 1 })
      .expect(200);
    return (body as { next: string }).next;
  };
  const search = await cursorOf('/agency/v1/customers', { name: 'Dana' });
  const history = await cursorOf(`/agency/v1/customers/${theirs.customerId}/history`, {});

  const found = await stranger.get('/agency/v1/customers').query({ name: 'Dana', after: search }).expect(200);
  const changes = await stranger
    .get(`/agency/v1/customers/${own.customerId}/history`)
    .query({ after: history })
    .expect(200);

  const ids = (found.body as { items: { customerId: string }[] }).items.map(({ customerId }) => customerId);
  const owned = new Set((await rowsOf(recover.db, otherCreditorId)).map(({ _id }) => _id));
  expect(ids.filter((id) => !owned.has(id))).toEqual([]);
  expect((changes.body as { items: unknown[] }).items).toEqual([]);
  await stranger.get(`/agency/v1/customers/${theirs.customerId}/history`).query({ after: history }).expect(404);
});
