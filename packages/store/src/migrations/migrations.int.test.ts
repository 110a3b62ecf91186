import { eventually, startTestEngines, type TestEngines } from '@fairdue/testing';
import {
  collection,
  ensureIndexes,
  keepIndexes,
  MigrationChanged,
  migrationRows,
  migrationsLeft,
  missingIndexes,
  runMigrations,
  type Connection,
  type Migration,
} from '../index.ts';

const things = collection('things', { n: Number, doubled: Number }, { tenant: false });
const both = { phases: ['expand', 'contract'], say: () => undefined } as const;

let engines: TestEngines;
beforeAll(async () => void (engines = await startTestEngines()));
afterAll(() => engines.stop());

let count = 0;
async function aDatabase(rows: number): Promise<Connection> {
  const db = await engines.connect(`migrations${++count}`);
  await things(db).insertMany(Array.from({ length: rows }, (_, n) => ({ _id: `T-${1000 + n}`, n })));
  return db;
}

/** Writes twice the number, ten rows a page. `before` is called at the start of each. */
const doubling = (before: (page: number) => void = () => undefined, name = '2026-11-23-double'): Migration => {
  let pages = 0;
  return {
    name,
    phase: 'expand',
    checksum: 'one',
    page: async ({ db, session }, after) => {
      before(++pages);
      const rows = await things(db)
        .find({ _id: { $gt: after ?? '' } }, null, { session })
        .sort({ _id: 1 })
        .limit(10)
        .lean<{ _id: string; n: number; doubled?: number }[]>();
      for (const { _id, n, doubled } of rows)
        await things(db).updateOne({ _id }, { $set: { doubled: (doubled ?? 0) + 2 * n } }, { session });
      return { changed: rows.length, next: rows.length < 10 ? null : (rows.at(-1)?._id ?? null) };
    },
  };
};
const wrong = (db: Connection) => things(db).countDocuments({ $expr: { $ne: ['$doubled', { $multiply: ['$n', 2] }] } });

test('a migration that breaks off goes on where it ended, and each row is changed once', async () => {
  const db = await aDatabase(35);
  const breaking = doubling((page) => {
    if (page === 3) throw new Error('the process ended');
  });

  await expect(runMigrations(db, [breaking], both)).rejects.toThrow('the process ended');
  expect(await migrationRows(db).findById(breaking.name).lean()).toMatchObject({ changed: 20, doneAt: null });
  expect(await migrationsLeft(db, [breaking])).toEqual([breaking]);
  await runMigrations(db, [doubling()], both);
  await runMigrations(db, [doubling()], both);

  expect(await wrong(db)).toBe(0);
  expect(await migrationRows(db).findById(breaking.name).lean()).toMatchObject({
    changed: 35,
    checksum: 'one',
    doneAt: expect.any(Date) as Date,
  });
  expect(await migrationsLeft(db, [doubling()])).toEqual([]);
});

test('of two runners one works and the other waits for it', async () => {
  const db = await aDatabase(50);
  const said: string[] = [];
  const run = () => runMigrations(db, [doubling()], { ...both, say: (line) => said.push(line) });

  await Promise.all([run(), run()]);

  expect(await wrong(db)).toBe(0);
  expect(said.filter((line) => line.endsWith('done'))).toHaveLength(1);
});

test('a runner whose lease has gone to another one writes nothing any more', async () => {
  const db = await aDatabase(20);
  let taken = 0;
  const late = doubling((page) => {
    taken = Math.max(taken, page);
    if (page === 1) return;
    throw new Error('stopped');
  });
  await expect(runMigrations(db, [late], both)).rejects.toThrow('stopped');
  await db.collection('leases').updateOne({}, { $set: { owner: 'another', until: new Date(Date.now() + 60_000) } });
  const said: string[] = [];
  const waiting = runMigrations(db, [doubling()], { ...both, say: (line) => said.push(line) });

  await eventually(() => Promise.resolve(said.length > 0));
  expect(await things(db).countDocuments({ doubled: { $gte: 0 } })).toBe(10);
  await db.collection('leases').updateOne({}, { $set: { until: new Date(0) } });
  await waiting;

  expect(await wrong(db)).toBe(0);
});

test('they run in their order, one of a later phase only when it is asked for, and none that was changed since', async () => {
  const db = await aDatabase(1);
  const order: string[] = [];
  const named = (name: string, phase: Migration['phase']): Migration => ({
    ...doubling(() => order.push(name), name),
    phase,
  });
  const all = [named('a', 'expand'), named('b', 'contract'), named('c', 'expand')];

  await runMigrations(db, all, { ...both, phases: ['expand'] });
  expect(order).toEqual(['a', 'c']);
  expect((await migrationsLeft(db, all)).map(({ name }) => name)).toEqual(['b']);
  await runMigrations(db, all, { ...both, phases: ['contract'] });
  expect(order).toEqual(['a', 'c', 'b']);

  await expect(migrationsLeft(db, [{ ...all[0]!, checksum: 'two' }])).rejects.toThrow(MigrationChanged);
});

test('indexes that we made and declare no more are dropped when asked; those of an operator are only told of', async () => {
  const db = await engines.connect('kept');
  const before = collection('rows', {}, { indexes: [[{ a: 1 }], [{ b: 1 }, { unique: true }]] });
  const after = collection('rows', {}, { indexes: [[{ b: 1 }, { unique: true }], [{ c: 1, d: -1 }]] });
  expect(await missingIndexes(db, [before])).toEqual(['rows.a_1', 'rows.b_1']);
  expect((await keepIndexes(db, [before], { drop: false })).made).toEqual(['rows.a_1', 'rows.b_1']);
  await db.collection('rows').createIndex({ operator: 1 });

  expect(await keepIndexes(db, [after], { drop: false })).toEqual({
    made: ['rows.c_1_d_-1'],
    dropped: [],
    unknown: ['rows.operator_1'],
  });
  expect(await missingIndexes(db, [before])).toEqual([]);
  expect(await keepIndexes(db, [after], { drop: true })).toEqual({
    made: [],
    dropped: ['rows.a_1'],
    unknown: ['rows.operator_1'],
  });

  const names = (await db.collection('rows').indexes()).map(({ name }) => name);
  expect(names).toEqual(['_id_', 'b_1', 'operator_1', 'c_1_d_-1']);
  await ensureIndexes(db, [after]);
  expect(await missingIndexes(db, [after])).toEqual([]);
});
