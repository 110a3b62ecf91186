import { fork, spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mongo } from 'mongoose';
import { startEmbeddedMongo } from './start-embedded-mongo.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedded-mongo-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function withServer<T>(work: (db: mongo.Db) => Promise<T>, options = {}): Promise<T> {
  const server = await startEmbeddedMongo({ dataDir: folder, ...options });
  const client = await mongo.MongoClient.connect(server.url);
  try {
    return await work(client.db('kept'));
  } finally {
    await client.close();
    await server.close();
  }
}

const files = async () => (await readdir(folder)).sort();

test('what was written is there after a restart, with its indexes', async () => {
  await withServer(async (db) => {
    await db.collection('things').createIndex({ name: 1 }, { unique: true });
    await db
      .collection<{ _id: number; name: string }>('things')
      .insertMany([1, 2, 3].map((n) => ({ _id: n, name: `n${n}` })));
    await db.collection('things').updateOne({ name: 'n2' }, { $set: { name: 'two' } });
    await db.collection('things').deleteOne({ name: 'n3' });
  });

  await withServer(async (db) => {
    expect(await db.collection('things').find().toArray()).toEqual([
      { _id: 1, name: 'n1' },
      { _id: 2, name: 'two' },
    ]);
    await expect(db.collection('things').insertOne({ name: 'two' })).rejects.toMatchObject({ code: 11000 });
  });
});

test('after kill -9 every acknowledged write is there and no transaction is half there', async () => {
  const child = fork(new URL('./testing/write-until-killed.mjs', import.meta.url), [folder], { execArgv: [] });
  const acknowledged = { singles: 0, pairs: 0 };
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('message', (kind: 'singles' | 'pairs') => {
      acknowledged[kind]++;
      if (acknowledged.singles > 200 && acknowledged.pairs > 100) child.kill('SIGKILL');
    });
    child.on('exit', () => resolve());
  });

  await withServer(async (db) => {
    const [lefts, rights] = await Promise.all(['left', 'right'].map((name) => db.collection(name).distinct('_id')));
    expect(await db.collection('singles').countDocuments()).toBeGreaterThanOrEqual(acknowledged.singles);
    expect(lefts?.length).toBeGreaterThanOrEqual(acknowledged.pairs);
    expect(rights).toEqual(lefts);
  });
});

test('a record torn by a crash is cut off, and writing goes on behind what is whole', async () => {
  await withServer((db) => db.collection('things').insertOne({ _id: 1 as never }));
  await appendFile(join(folder, 'journal-00000001.log'), Buffer.from('FDJ1\x40\x00\x00\x00torn', 'latin1'));

  await withServer((db) => db.collection('things').insertOne({ _id: 2 as never }));

  await withServer(async (db) => expect(await db.collection('things').countDocuments()).toBe(2));
});

test('a damaged record with whole ones behind it is an error that says where, and nothing is dropped', async () => {
  await withServer(async (db) => {
    for (const n of [1, 2, 3]) await db.collection('things').insertOne({ _id: n as never, text: 'x'.repeat(100) });
  });
  const path = join(folder, 'journal-00000001.log');
  const file = await open(path, 'r+');
  await file.write(Buffer.from('damage'), 0, 6, 60);
  await file.close();
  const damaged = await readFile(path);

  await expect(startEmbeddedMongo({ dataDir: folder })).rejects.toThrow(/damaged at byte \d+/);

  expect(await readFile(path)).toEqual(damaged);
});

test('compaction keeps everything and leaves one snapshot and one short journal', async () => {
  await withServer(
    async (db) => {
      await db.collection('things').createIndex({ n: 1 });
      for (let n = 0; n < 40; n++)
        await db
          .collection('things')
          .updateOne({ _id: (n % 4) as never }, { $set: { n, text: 'x'.repeat(1_000) } }, { upsert: true });
    },
    { compactAfterBytes: 10_000 },
  );

  const left = await files();
  expect(left.filter((name) => name.startsWith('snapshot'))).toHaveLength(1);
  expect(left.filter((name) => name.startsWith('journal'))).toHaveLength(1);
  expect((await stat(join(folder, left.find((name) => name.startsWith('journal')) as string))).size).toBeLessThan(
    20_000,
  );
  await withServer(async (db) => {
    expect(await db.collection('things').distinct('n')).toEqual([36, 37, 38, 39]);
    expect(await db.collection('things').indexes()).toHaveLength(2);
  });
});

test('without the snapshot, or the journal it names, nothing starts: half of the data is never served', async () => {
  await withServer(
    async (db) => {
      for (let n = 0; n < 40; n++) await db.collection('things').insertOne({ n, text: 'x'.repeat(1_000) });
    },
    { compactAfterBytes: 10_000 },
  );
  const [journal = '', snapshot = ''] = (await files()).filter((name) => /^(journal|snapshot)/.test(name));
  await rename(join(folder, snapshot), join(folder, 'aside'));

  await expect(startEmbeddedMongo({ dataDir: folder })).rejects.toThrow(`${snapshot} is missing`);

  await rename(join(folder, 'aside'), join(folder, snapshot));
  await rename(join(folder, journal), join(folder, 'journal-00000099.log'));
  await expect(startEmbeddedMongo({ dataDir: folder })).rejects.toThrow(`${journal} is missing`);
});

// The shell's limit on the size of files stands for a full disk.
if (process.platform !== 'win32')
  test('a journal that cannot be written ends the process, and what was acknowledged is there afterwards', async () => {
    const script = fileURLToPath(new URL('./testing/write-until-full.mjs', import.meta.url));
    const limited = ['-c', 'ulimit -f 200; exec "$0" "$1" "$2"', process.execPath, script, folder];
    const { status, stdout, stderr } = spawnSync('sh', limited, { encoding: 'utf8', timeout: 60_000 });

    expect(stderr).toContain('cannot write to');
    expect(status).toBe(1);
    await withServer(async (db) =>
      expect(await db.collection('things').countDocuments()).toBeGreaterThanOrEqual(stdout.trim().split('\n').length),
    );
  }, 90_000);

test('a dropped collection stays dropped', async () => {
  await withServer(async (db) => {
    await db.collection('things').insertOne({});
    await db.collection('things').drop();
    await db.collection('others').insertOne({});
  });

  await withServer(async (db) =>
    expect((await db.listCollections().toArray()).map(({ name }) => name)).toEqual(['others']),
  );
});

test('a second start on the same folder is refused and told who holds it', async () => {
  await withServer(async () => {
    await expect(startEmbeddedMongo({ dataDir: folder })).rejects.toThrow(`in use by process ${process.pid}`);
  });
});

test('the lock of a process that is gone is taken over', async () => {
  await writeFile(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }));

  await withServer((db) => db.collection('things').insertOne({}));

  expect(await files()).not.toContain('lock');
});
