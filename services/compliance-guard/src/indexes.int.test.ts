import { ensureIndexes, transaction, type Connection, type Tx } from '@fairdue/store';
import { startTestEngines, type TestEngines, watchUnindexedReads } from '@fairdue/testing';
import { complianceGuardService } from './app.ts';
import { noCounts, type BackTest } from './back-tests/back-test.ts';
import { findBackTest, listBackTests, listFindings } from './back-tests/back-test.store.ts';
import { countCustomers, customersAfter, customersByReference, customersWithAddress, findCustomer } from './customers/customer.store.ts'; // prettier-ignore
import { historySince } from './customers/history.store.ts';
import { countDecisions, decisionsBetween, decisionsOfCustomer } from './decisions/decision.store.ts';
import { dutiesOfCustomers, listDuties, openDuties } from './duties/duty.store.ts';
import { checkpointAt, checkpointOver, checkpointSince, lastCheckpoint, listCheckpoints } from './evidence/checkpoint.store.ts'; // prettier-ignore
import { entriesAbout, entriesAfter, evidence, hashesOf, receiptsOnRecord } from './evidence/evidence.store.ts';
import { finishedChunks, listImports, loadChunk, loadImport } from './imports/import.store.ts';
import { suppressedAmong } from './imports/suppressed.store.ts';
import { shippedRule } from './rules/versions/the-rule.ts';
import { activeVersions, creditorsWithOwn, listVersions, nextVersion, readRevision } from './rules/versions/rule-version.store.ts'; // prettier-ignore

let engines: TestEngines;
let db: Connection;
let unindexed: () => Promise<string[]>;
beforeAll(async () => {
  engines = await startTestEngines();
  db = await engines.connect('indexes');
  await ensureIndexes(db, complianceGuardService.collections);
  unindexed = await watchUnindexedReads(engines, db);
});
afterAll(() => engines.stop());

const [creditorId, customerId, at] = ['CR-1-A', 'BO-1-A', new Date('2026-12-01T15:00:00Z')];
const [creditorIds, refs] = [[creditorId, 'CR-1-B'], [{ creditorId, customerId }]];
const range = { from: new Date(0), to: at };
const backTest: BackTest = {
  _id: 'BT-1-A', creditorId, proposals: [], ...range, requestedBy: { kind: 'account', id: 'AC-1-A' }, createdAt: at,
  finishedAt: null, page: 0, place: { phase: 'decisions', after: null }, counts: noCounts, total: null, done: 0,
}; // prettier-ignore
const anImport = { _id: 'IM-1-A', creditorId } as Parameters<typeof finishedChunks>[1];
const rule = shippedRule('reg-f-hours');
const inTransaction = (work: (tx: Tx) => Promise<unknown>) => () => transaction(db, work);
/** What is not there is refused, and was looked for all the same. */
const missing = (work: () => Promise<unknown>) => () => expect(work()).rejects.toThrow('There is no such');

const queries: Record<string, Record<string, () => Promise<unknown>>> = {
  'back-tests': {
    one: () => findBackTest(db, creditorIds, backTest._id),
    list: () => listBackTests(db, creditorId, { after: ['BT-1-Z'], limit: 10 }),
    findings: () => listFindings(db, backTest, 'violation', { after: [at, 'x'], limit: 10 }),
    decisions: () => decisionsBetween(db, creditorId, { ...range, after: { at, id: 'DC-1-A' }, limit: 200 }),
    'decisions of a customer': () => decisionsOfCustomer(db, creditorId, customerId, { after: [at, 'DC-1-Z'], limit: 50 }),
    'count of decisions': () => countDecisions(db, creditorId, range),
    customers: () => customersAfter(db, creditorId, customerId, 100),
    'count of customers': () => countCustomers(db, creditorId),
    'history of customers': () => historySince(db, refs, at),
  },
  imports: {
    one: missing(() => loadImport({ db }, creditorIds, 'IM-1-A')),
    list: () => listImports(db, creditorIds, { limit: 10 }),
    chunk: () => loadChunk({ db }, creditorId, 'IM-1-A/000000001'),
    results: () => finishedChunks(db, anImport, { after: 400, onlyRefused: false, limit: 10 }),
    refusals: () => finishedChunks(db, anImport, { after: 400, onlyRefused: true, limit: 10 }),
    references: () => customersByReference(db, creditorId, ['a', 'b']),
    addresses: inTransaction((tx) => customersWithAddress(tx, creditorId, ['a', 'b'])),
    suppressed: inTransaction((tx) => suppressedAmong(tx, creditorIds, ['a', 'b'])),
    receipts: inTransaction((tx) => receiptsOnRecord(tx, creditorId, [customerId], ['IN-1-A'])),
    person: () => findCustomer(db, creditorIds, { reference: 'a' }),
  },
  versions: {
    revision: () => readRevision(db),
    'of a rule': () => listVersions(db, creditorIds, rule.id),
    active: () => activeVersions(db),
    'active for one': () => activeVersions(db, creditorId),
    next: inTransaction((tx) => nextVersion(tx, rule)),
    'creditors with their own': inTransaction((tx) => creditorsWithOwn(tx, rule.id)),
  },
  evidence: {
    chain: () => entriesAfter(db, creditorId, { after: 1, through: 500, limit: 500 }),
    'of a customer': () => entriesAfter(db, creditorId, { after: 1, through: 500, customerId, limit: 500 }),
    'about customers': inTransaction((tx) => entriesAbout(tx, refs, ['receipt', 'hold-placed'])),
    hashes: () => hashesOf(db, creditorId, 1, 500),
    unsealed: () =>
      evidence(db).find({ sealed: false }).setOptions({ acrossCreditors: true }).sort({ _id: 1 }).limit(500).lean().exec(),
    checkpoints: () => listCheckpoints(db, creditorId, { after: 1, limit: 10 }),
    'checkpoint since': () => checkpointSince(db, creditorId, at),
    'checkpoint at': () => checkpointAt(db, creditorId, 1),
    'checkpoint over': () => checkpointOver(db, creditorId, 1),
    'last checkpoint': () => lastCheckpoint(db, creditorId),
  },
  duties: {
    'of customers': inTransaction((tx) => dutiesOfCustomers(tx, refs)),
    'to be told of': inTransaction((tx) => openDuties(tx, creditorIds, ['a', 'b'])),
    list: () => listDuties(db, creditorId, { state: 'open', dueBefore: '2027-01-01', lateAt: at }, { after: ['2026-12-01', 'a'], limit: 10 }),
  },
}; // prettier-ignore

describe.each(Object.keys(queries))('what is asked about %s is found by an index, in its order', (subject) => {
  test.each(Object.keys(queries[subject] ?? {}))('%s', async (name) => {
    await unindexed();
    await queries[subject]?.[name]?.();

    expect(await unindexed()).toEqual([]);
  });
});

test('a query without an index is seen by this very test', async () => {
  await db.db!.collection('customers').find({ language: 'es' }).toArray();

  expect(await unindexed()).toHaveLength(1);
});
