import { defaultCreditorSettings, SettingsChangedV1 } from '@fairdue/contracts';
import { anEvent, eventually } from '@fairdue/testing';
import { evidenceFile, sealed, verified } from '../../evidence/read-evidence.ts';
import { anAsk, debtId, phoneId, theUseOf } from '../../examples.ts';
import { startGuard, type Guard } from '../../start-guard.ts';
import { activates, proposed, proposes, withdraws } from './changes-of-rules.ts';

/** Two replicas on one database. Every test has a creditor of its own. */
let guard: Guard;
let second: Guard;
beforeAll(async () => {
  guard = await startGuard();
  second = await startGuard({ beside: guard });
});
afterAll(async () => {
  await second.stop();
  await guard.stop();
});

let nthCreditor = 0;

/** A creditor that the guard was told of, and two of its people. */
async function aCreditor() {
  const creditorId = `CR-9-${nthCreditor++}`;
  const settings = defaultCreditorSettings;
  const recordedBy = { kind: 'account' as const, id: 'AC-1-A' };
  const sender = { companyName: 'Acme', addressLines: [], phone: '', email: '' };
  await guard.deliver(anEvent(SettingsChangedV1, { creditorId, companyName: 'Acme', settings, sender, recordedBy }));
  const one = await guard.as({ creditorIds: [creditorId], accountId: 'AC-1-ONE' });
  const other = await guard.as({ creditorIds: [creditorId], accountId: 'AC-1-OTHER' });
  return { creditorId, one, other };
}

const later = (minutes: number): string => new Date(guard.clock.now().getTime() + minutes * 60_000).toISOString();
const ruleId = 'reg-f-hours';
/** Nobody is called before two in the afternoon. */
const afternoons = { shape: { kind: 'hours', open: '14:00', close: '21:00' } };

type Answered = { result: boolean; nextAllowedAt: string | null; evaluated: { ruleId: string; ruleVersion: number }[] };

/** What is answered about a call, and by which version of the rule. */
async function answer(agent: Guard['creditor'], customerId: string, startAt?: string) {
  const { body } = await agent
    .post(`/api/people/${customerId}/can-interact?explain=true`)
    .send({ channel: 'voice', theme: 'opsCollDebt', contactId: phoneId, loanId: debtId, startAt })
    .expect(200);
  const { result, nextAllowedAt, evaluated } = (body as { data: Answered }).data;
  return { result, nextAllowedAt, version: evaluated.find((each) => each.ruleId === ruleId)?.ruleVersion };
}

test('from its instant on every replica judges by an activated version, and none before', async () => {
  const { creditorId, one, other } = await aCreditor();
  const { customerId } = await guard.givenCustomer({ creditorId });
  const effectiveAt = later(30);
  const version = await proposed(one, { ruleId, creditorId, change: afternoons });
  const asks = [guard, second].map((replica) => ({ replica, ask: anAsk(customerId, { creditorId }) }));

  expect(await answer(one, customerId, later(60))).toMatchObject({ result: true, version: 1 });
  await activates(other, ruleId, version, effectiveAt).expect(200);

  const before = await Promise.all(asks.map(({ replica, ask }) => replica.ask(ask)));
  expect(before).toMatchObject([[{ granted: true }], [{ granted: true }]]);
  for (const replica of [guard, second]) replica.clock.moveTo(new Date(effectiveAt));
  const after = await Promise.all([second, guard].map((replica) => replica.ask(anAsk(customerId, { creditorId }))));
  const used = await Promise.all(
    asks.map(({ replica, ask }, i) => {
      const [permit] = before[i] ?? [];
      return replica.consume(theUseOf(ask, permit && 'permitId' in permit ? permit.permitId : 'none'));
    }),
  );

  const refusal = { blocking: [{ ruleId, ruleVersion: version }], nextAllowedAt: '2026-12-01T19:00:00.000Z' };
  expect(after).toMatchObject([[{ granted: false, ...refusal }], [{ granted: false, ...refusal }]]);
  expect(used).toMatchObject([[{ consumed: false, ...refusal }], [{ consumed: false, ...refusal }]]);
});

test('a question about another time is answered by the rules of then, and a forecast by those to come', async () => {
  const { creditorId, one, other } = await aCreditor();
  const { customerId } = await guard.givenCustomer({ creditorId });
  const effectiveAt = later(5);
  const version = await proposed(one, { ruleId, creditorId, change: afternoons });
  const past = later(-10);
  const future = later(6);
  await activates(other, ruleId, version, effectiveAt).expect(200);

  await eventually(async () =>
    expect(await answer(one, customerId, future)).toEqual({
      result: false, nextAllowedAt: '2026-12-01T19:00:00.000Z', version,
    }),
  ); // prettier-ignore
  for (const replica of [guard, second]) await replica.moveTo(later(7));

  expect(await answer(one, customerId)).toMatchObject({ result: false, version });
  expect(await answer(one, customerId, past)).toMatchObject({ result: true, version: 1 });
});

test('everybody’s version binds whoever has none of their own, until they have none any more', async () => {
  const [strict, plain] = [await aCreditor(), await aCreditor()];
  const own = await proposed(strict.one, { ruleId, creditorId: strict.creditorId, change: afternoons });
  await activates(strict.other, ruleId, own, later(1)).expect(200);
  const warns = { enforcement: 'warn', name: 'Hours, as a warning' };
  const all = await proposed(plain.one, { ruleId, creditorId: null, change: warns });
  const { body } = await activates(plain.other, ruleId, all, later(2)).expect(200);
  const again = await proposed(strict.one, { ruleId, creditorId: strict.creditorId, change: null });
  await activates(strict.other, ruleId, again, later(10)).expect(200);

  expect(body).toMatchObject({ state: 'activated', notFor: expect.arrayContaining([strict.creditorId]) as unknown });
  const held = async ({ one, creditorId }: typeof strict, on: string) => {
    const { body: list } = await one.get('/agency/v1/rules').query({ creditorId, on, limit: 500 }).expect(200);
    return (list as { items: { ruleId: string; ruleVersion: number }[] }).items.find((each) => each.ruleId === ruleId)
      ?.ruleVersion;
  };
  expect([await held(strict, later(5)), await held(plain, later(5))]).toEqual([own, all]);
  expect([await held(strict, later(11)), await held(plain, later(11))]).toEqual([all, all]);
  // Everybody's goes back to what is shipped, so that other tests find it.
  const back = await proposed(plain.one, { ruleId, creditorId: null, change: { enforcement: 'block' } });
  await activates(plain.other, ruleId, back, later(3)).expect(200);
});

test('which rules hold on a day, and which were known then to hold', async () => {
  const { creditorId, one, other } = await aCreditor();
  const cap = { ruleId: 'reg-f-calls-7-in-7', creditorId };
  const before = guard.clock.now().toISOString();
  const version = await proposed(one, { ...cap, change: { enforcement: 'warn' } });
  const effectiveAt = later(60 * 24 * 3);
  await activates(other, cap.ruleId, version, effectiveAt).expect(200);
  const rulesOf = async (query: Record<string, string>) => {
    const all = { creditorId, jurisdiction: 'US', limit: '500', ...query };
    const { body } = await one.get('/agency/v1/rules').query(all).expect(200);
    return (body as { items: Record<string, unknown>[] }).items;
  };
  const heldOn = async (query: Record<string, string>) =>
    (await rulesOf(query)).find((each) => each['ruleId'] === cap.ruleId);

  expect(await heldOn({ on: effectiveAt.slice(0, 10) })).toMatchObject({
    ruleVersion: version, enforcement: 'warn', since: effectiveAt, until: null,
  }); // prettier-ignore
  expect(await heldOn({})).toMatchObject({ ruleVersion: 1, since: null, until: effectiveAt });
  expect(await heldOn({ on: effectiveAt, knownAt: before })).toMatchObject({ ruleVersion: 1, until: null });
  expect(await rulesOf({ knownAt: '2026-10-31' })).toEqual([]);
  const first = await one.get('/agency/v1/rules').query({ limit: 3 }).expect(200);
  const { items, next } = first.body as { items: { ruleId: string }[]; next: string };
  const rest = await one.get('/agency/v1/rules').query({ limit: 500, after: next }).expect(200);
  const ids = [...items, ...(rest.body as { items: { ruleId: string }[] }).items].map((each) => each.ruleId);
  expect(items).toHaveLength(3);
  expect(new Set(ids).size).toBe(ids.length);
});

test('only another person activates, and only what still replaces the version that holds', async () => {
  const { creditorId, one, other } = await aCreditor();
  const wish = { ruleId, creditorId, change: afternoons };
  const [v2, v3, v4] = [await proposed(one, wish), await proposed(one, wish), await proposed(one, wish)];

  const own = await activates(one, ruleId, v2).expect(403);
  const past = await activates(other, ruleId, v2, later(-1)).expect(422);
  const done = await activates(other, ruleId, v2, later(10)).expect(200);
  const again = await activates(other, ruleId, v2, later(10)).expect(409);
  const outdated = await activates(other, ruleId, v3, later(20)).expect(409);
  await withdraws(one, ruleId, v4).expect(200);
  const gone = await activates(other, ruleId, v4).expect(409);
  const stays = await withdraws(one, ruleId, v2).expect(409);

  expect([own, past, again, outdated, gone, stays].map(({ body }) => (body as { code: string }).code)).toEqual([
    'second-person-needed', 'effective-too-soon', 'rule-version-activated', 'rule-version-outdated',
    'rule-version-withdrawn', 'rule-version-activated',
  ]); // prettier-ignore
  expect(done.body).toMatchObject({
    state: 'activated', basedOn: expect.any(Number) as number, proposedBy: { id: 'AC-1-ONE', description: 'counsel asked for it' },
    activatedBy: { id: 'AC-1-OTHER', description: 'read and agreed to' },
  }); // prettier-ignore
  const { body } = await one.get(`/agency/v1/rules/${ruleId}/versions`).expect(200);
  const states = (body as { items: { version: number; creditorId: string | null; state: string }[] }).items;
  expect(states.filter((each) => each.creditorId === creditorId).map(({ state }) => state)).toEqual([
    'activated', 'proposed', 'withdrawn',
  ]); // prettier-ignore
});

test('of two people who activate rival versions at once one succeeds', async () => {
  const { creditorId, one, other } = await aCreditor();
  const beside = await second.as({ creditorIds: [creditorId], accountId: 'AC-1-THIRD' });
  const wish = { ruleId, creditorId, change: afternoons };
  const [v2, v3] = [await proposed(one, wish), await proposed(one, wish)];

  const answers = await Promise.all([
    activates(other, ruleId, v2, later(10)),
    activates(beside, ruleId, v3, later(10)),
  ]);

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test.each([
  ['an unknown fact', { unless: [{ fact: 'moonPhase' }] }, 'unless'],
  ['a day counted from words', { unless: [{ fact: 'subject', in: ['statement'], withinDays: 3 }] }, 'unless'],
  ['a zone that does not exist', { shape: { kind: 'hours', open: '08:00', close: '21:00', zones: 'fixed', fixed: ['Mars/Base'] } }, 'shape'],
  ['off without a reason', { enforcement: 'off' }, ''],
  ['another place', { jurisdiction: 'US-CA' }, 'jurisdiction'],
  ['another kind of rule', { shape: { kind: 'count', max: 3, window: { days: 7 }, unit: 'attempt', channels: ['voice'], per: 'person' } }, 'stays one'],
  ['the hours of the night', { shape: { kind: 'hours', open: '17:00', close: '08:00' } }, 'at night'],
  ['a window longer than contacts are kept', { shape: { kind: 'count', max: 2, window: { days: 400 }, unit: 'attempt', channels: ['voice'], per: 'person' } }, 'contacts are kept for', 'reg-f-calls-7-in-7'],
  ['a count since a fact that no shipped rule counts from', { shape: { kind: 'count', max: 2, window: { since: 'registeredCeaseAt' }, unit: 'attempt', channels: ['voice'], per: 'person' } }, 'not kept since then', 'reg-f-calls-7-in-7'],
  ['a cap of nothing', { shape: { kind: 'count', max: 0 } }, 'shape'],
] as const)('a version with %s is refused', async (_name, change, told, of: string = ruleId) => {
  const { creditorId, one } = await aCreditor();

  const { body } = await proposes(one, { ruleId: of, creditorId, change }).expect(400);

  expect(body).toMatchObject({ code: 'request-invalid' });
  expect((body as { detail: string }).detail).toContain(told);
}); // prettier-ignore

test('another creditor’s versions do not exist, and each change needs its permission', async () => {
  const [mine, theirs] = [await aCreditor(), await aCreditor()];
  const wish = { ruleId, creditorId: mine.creditorId, change: afternoons };
  const version = await proposed(mine.one, wish);
  const limited = (...permissions: string[]) =>
    guard.as({ creditorIds: [mine.creditorId], accountId: 'AC-1-LIMITED', permissions });

  await theirs.one.get(`/agency/v1/rules/${ruleId}/versions/${version}`).expect(404);
  await activates(theirs.other, ruleId, version).expect(404);
  await withdraws(theirs.one, ruleId, version).expect(404);
  await proposes(theirs.one, wish).expect(404);
  await proposes(mine.one, { ...wish, ruleId: 'no-such-rule' }).expect(404);
  await theirs.one.get('/agency/v1/rules').query({ creditorId: mine.creditorId }).expect(404);
  const writer = await limited('agency.rules:write');
  await activates(writer, ruleId, version).expect(403);
  await proposes(writer, { ...wish, creditorId: null }).expect(403);
  await proposes(writer, wish).expect(201);
  await (await limited('agency.rules:write')).get('/agency/v1/rules').expect(403);
  await proposes(mine.one, { ...wish, creditorId: null, change: null }).expect(400);
});

test('the rules in force for a company are its own, without those that are off', async () => {
  const [mine, theirs] = [await aCreditor(), await aCreditor()];
  const change = { enforcement: 'off', disabledBecause: 'no texts are sent' };
  const version = await proposed(mine.one, { ruleId: 'reg-f-text-basis', creditorId: mine.creditorId, change });
  await activates(mine.other, 'reg-f-text-basis', version).expect(200);
  const both = await guard.as({ creditorIds: [mine.creditorId, theirs.creditorId] });
  for (const replica of [guard, second]) await replica.moveTo(later(1));
  const idsOf = async (companyId: string) => {
    const { body } = await both.get('/api/compliance-guard/rules').query({ companyId }).expect(200);
    return (body as { ruleId: string }[]).map((each) => each.ruleId);
  };

  expect(await idsOf(theirs.creditorId)).toContain('reg-f-text-basis');
  expect(await idsOf(mine.creditorId)).not.toContain('reg-f-text-basis');
  expect(await idsOf(mine.creditorId)).not.toContain('nys-proposed-1-and-3');
  await both.get('/api/compliance-guard/rules').expect(403);
  await mine.one.get('/api/compliance-guard/rules').query({ companyId: theirs.creditorId }).expect(404);
});

test('every change is proven in the chain of whomever it binds, with who and why', async () => {
  const [mine, theirs] = [await aCreditor(), await aCreditor()];
  const own = await proposed(mine.one, { ruleId, creditorId: mine.creditorId, change: afternoons });
  await activates(mine.other, ruleId, own, later(60)).expect(200);
  const all = await proposed(mine.one, { ruleId: 'reg-f-cease', creditorId: null, change: { name: 'Cease' } });
  await withdraws(mine.one, 'reg-f-cease', all).expect(200);
  await sealed(guard.db);

  const file = await evidenceFile(mine.one);

  expect(file.kinds()).toEqual({ 'rule-proposed': 2, 'rule-activated': 1, 'rule-withdrawn': 1 });
  const record = file.entries.find(({ entry }) => entry.kind === 'rule-activated')?.record ?? '{}';
  expect(JSON.parse(record)).toMatchObject({
    ruleId, version: own, activatedBy: { id: 'AC-1-OTHER', description: 'read and agreed to' },
    record: { shape: { open: '14:00' } },
  }); // prettier-ignore
  expect(verified(file).code).toBe(0);
  expect((await evidenceFile(theirs.one)).kinds()).toEqual({ 'rule-proposed': 1, 'rule-withdrawn': 1 });
});
