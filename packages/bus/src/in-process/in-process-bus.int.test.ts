import { connect, type Connection } from '@fairdue/store';
import { createLog } from '@fairdue/telemetry';
import type { Bus, OutgoingRecord } from '../bus.ts';
import { uniqueName } from '../conformance/adapters.ts';
import { eventually, Received } from '../conformance/received.ts';
import { startStore, type TestStore } from '../conformance/test-store.ts';
import { startInProcessBus } from './in-process-bus.ts';
import { recordRows } from './record-rows.ts';

const log = createLog('test', 'silent');
const numbered = (from: number, count: number): OutgoingRecord[] =>
  Array.from({ length: count }, (_, i) => ({ key: 'k', value: String(from + i), headers: {} }));

let store: TestStore;
let db: Connection;
let bus: Bus;
beforeAll(async () => {
  store = await startStore();
});
beforeEach(async () => {
  db = await connect(store.url, uniqueName(), { appName: 'test' });
  bus = await startInProcessBus({ db, log, retainedRecords: 20 });
  await bus.createTopics([{ name: 'a', partitions: 1 }]);
});
afterEach(async () => {
  await bus.close();
  await db.close();
});
afterAll(() => store.stop());

const kept = () => recordRows(db).countDocuments({});

test('what every group has read is deleted but for the retained', async () => {
  const received = new Received();
  await bus.subscribe('readers', ['a'], received.take);

  for (let i = 0; i < 200; i += 10) await bus.publish('a', numbered(i, 10));
  await received.untilDistinct(200);

  await eventually(async () => (await kept()) < 30);
  expect(await kept()).toBeGreaterThanOrEqual(20);
});

test('what one group has not read stays, also after a restart', async () => {
  const [quick, late] = [new Received(), new Received()];
  const slow = await bus.subscribe('late', ['a'], late.take);
  slow.pause();
  await bus.subscribe('quick', ['a'], quick.take);

  await bus.publish('a', numbered(0, 100));
  await quick.untilDistinct(100);
  await bus.close();
  bus = await startInProcessBus({ db, log, retainedRecords: 20 });
  await bus.subscribe('late', ['a'], late.take);
  await late.untilDistinct(100);

  expect(late.values).toEqual(numbered(0, 100).map(({ value }) => value));
});

test('offsets go on after everything before was trimmed and the bus opened again', async () => {
  const received = new Received();
  await bus.subscribe('readers', ['a'], received.take);
  await bus.publish('a', numbered(0, 100));
  await received.untilDistinct(100);
  await eventually(async () => (await kept()) < 30);

  await bus.close();
  bus = await startInProcessBus({ db, log, retainedRecords: 20 });
  await bus.subscribe('readers', ['a'], received.take);
  await bus.publish('a', numbered(100, 1));
  await received.untilDistinct(101);

  expect(received.records.at(-1)?.offset).toBe('100');
});

test('a publication that could not be stored is rejected as unavailable, and the next one is read', async () => {
  const received = new Received();
  await bus.subscribe('readers', ['a'], received.take);
  const tooLarge = 'x'.repeat(17 * 1024 * 1024);

  const failed = bus.publish('a', [...numbered(0, 3), { key: 'k', value: tooLarge, headers: {} }]);
  await expect(failed).rejects.toMatchObject({ code: 'bus-unavailable' });
  await bus.publish('a', numbered(3, 3));
  await received.until(({ values }) => values.includes('5'));

  expect(received.firstSeen('k').slice(-3)).toEqual(['3', '4', '5']);
});
