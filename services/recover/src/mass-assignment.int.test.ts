import { everyRoute, sendRoute, standingFor, type Standing } from './every-route.ts';
import { creditorId, otherCreditorId, startRecover, type Recover } from './start-recover.ts';
import { digestOf, rowsOf } from './stored-rows.ts';

let recover: Recover;
let owner: Recover['creditor'];
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  owner = await recover.as({ creditorIds: [creditorId] });
});
afterAll(() => recover.stop());

const stolen = 'XX-STOLEN-1';
/** What is the server's to say. No client may say it, wherever in a body it stands. */
const forbidden = {
  _id: stolen,
  id: stolen,
  status: 'PaidInFull',
  balance: { amount: 1, currency: 'USD', principalCents: 1 },
  balanceDetails: { principal: { amount: 1, currency: 'USD' } },
  initialTotal: { amount: 1, currency: 'USD' },
  toCollect: { principalCents: 1 },
  entriesPosted: 7,
  number: 7,
  version: 77,
  creditorId: otherCreditorId,
  customerId: stolen,
  personId: stolen,
  paymentPlanId: stolen,
  contacts: [],
  representations: { attorney: stolen },
  unsettledCents: 5,
  timeCreated: 1,
  lastModified: 1,
  recordedBy: { kind: 'service', id: stolen },
  constructor: { prototype: { isAdmin: true } },
  prototype: { isAdmin: true },
};
const metaOf = (given: unknown) => ({
  ...(given as object),
  timeCreated: 1,
  lastModified: 1,
  versionInfo: { versionNumber: 9 },
});

/** The body with everything forbidden beside each of its fields. What the body says itself it goes on to say. */
function laced(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(laced);
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'meta' ? inner : laced(inner)]),
  );
  return { ...forbidden, ...own, meta: metaOf(own['meta']) };
}

const writes = Object.keys(everyRoute).filter((name) => everyRoute[name]?.body);
const ofPartners = writes.filter((name) => name.includes('/api/v1/'));
const ofAgency = writes.filter((name) => name.includes('/agency/v1/'));
const bodyOf = (name: string, standing: Standing): object => everyRoute[name]?.body?.(standing) ?? {};

const idForm = /[A-Z]{2}-[A-Z0-9]{10}-[A-Z0-9]{16}/g;

/** What is stored, told and answered by two runs, without what no two runs share: ids, times and the given reference. */
function without(value: unknown, standing: Standing): unknown {
  const text = JSON.stringify(value)
    .replaceAll(idForm, (id) => id.slice(0, 2))
    .replaceAll(standing.reference, 'reference')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replaceAll(/\b17\d{11}\b/g, '17');
  return JSON.parse(text);
}

async function effectOf(name: string, body: (standing: Standing) => object) {
  const standing = await standingFor(owner, everyRoute[name] ?? {});
  const before = new Set((await rowsOf(recover.db)).map((row) => JSON.stringify(row)));

  const { status, body: answer } = await sendRoute(owner, name, standing, { body: body(standing) });

  const rows = (await rowsOf(recover.db)).filter((row) => !before.has(JSON.stringify(row)));
  const kept = rows
    .filter(({ n }) => n === undefined)
    .map((row) => JSON.stringify(without(row, standing)))
    .sort();
  return { status, answer: without(answer, standing), kept };
}

test.each(ofPartners)('%s reads no field that is not its own', async (name) => {
  const plain = await effectOf(name, (standing) => bodyOf(name, standing));
  const dirty = await effectOf(name, (standing) => laced(bodyOf(name, standing)) as object);

  expect(plain.kept).not.toEqual([]);
  expect(dirty).toEqual(plain);
  expect(JSON.stringify(await rowsOf(recover.db))).not.toContain(stolen);
  expect((await rowsOf(recover.db, otherCreditorId)).length).toBe(0);
});

test.each(ofAgency)('%s refuses a field that is not its own', async (name) => {
  const standing = await standingFor(owner, everyRoute[name] ?? {});
  const before = await digestOf(recover.db);
  const body = bodyOf(name, standing);

  for (const [field, value] of Object.entries(forbidden)) {
    if (Object.hasOwn(body, field)) continue;
    const { status } = await sendRoute(owner, name, standing, { body: { ...body, [field]: value } });
    expect([field, status]).toEqual([field, 400]);
  }

  expect(await digestOf(recover.db)).toEqual(before);
});

test.each(writes)('%s: nobody’s prototype can be reached', async (name) => {
  const standing = await standingFor(owner, everyRoute[name] ?? {});
  const before = await digestOf(recover.db);
  const body = JSON.parse(
    `{"__proto__":{"status":"PaidInFull"},${JSON.stringify(bodyOf(name, standing)).slice(1)}`.replace(',}', '}'),
  ) as object;

  const { status } = await sendRoute(owner, name, standing, { body });

  expect([status, await digestOf(recover.db)]).toEqual([400, before]);
  expect(({} as Record<string, unknown>)['status']).toBeUndefined();
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
});
