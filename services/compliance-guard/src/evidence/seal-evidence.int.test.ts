import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newSigningKey } from '@fairdue/http';
import { claimLease, transaction } from '@fairdue/store';
import { eventually } from '@fairdue/testing';
import { anAsk, creditorId, otherCreditorId } from '../examples.ts';
import { evidenceKey, startGuard, type Guard } from '../start-guard.ts';
import { addEvidence, evidence, type EvidenceEntry } from './evidence.store.ts';
import { evidenceFile, sealed, verified } from './read-evidence.ts';
import { chainHeads, sealNew } from './seal-evidence.ts';
import { checkpoints, rememberKey } from './checkpoint.store.ts';
import { signerOf } from './statement.ts';

let guard: Guard;
const start = async (config: Record<string, string>) => {
  guard = await startGuard({ config });
  await rememberKey(guard.db, signerOf(evidenceKey).key, guard.clock.now());
};
const quick = { EVIDENCE_SEAL_EVERY_MS: '20' };
/** The guard's own sealer leaves the work to the test. */
const never = { EVIDENCE_SEAL_EVERY_MS: '60000' };
afterEach(() => guard.stop());

const asks = (customerId: string, count: number) => Array.from({ length: count }, () => anAsk(customerId));

test('every decision, permit and hold is an entry of its creditor’s chain, which verifies', async () => {
  await start(quick);
  const { customerId } = await guard.givenCustomer();
  const { customerId: foreign } = await guard.givenCustomer({ creditorId: otherCreditorId });
  await guard.ask(...asks(customerId, 9), anAsk(foreign, { creditorId: otherCreditorId }));
  await guard.hold(customerId);
  await sealed(guard.db);

  const file = await evidenceFile(guard.creditor);
  expect(file.kinds()).toEqual({ consent: 1, decision: 9, 'permit-granted': 7, 'hold-placed': 1 });
  expect(verified(file)).toEqual({ code: 0, said: expect.stringContaining('18 entries') as string });
  expect((await evidenceFile(guard.other)).kinds()).toEqual({ consent: 1, decision: 1, 'permit-granted': 1 });
});

test('two replicas that seal at once chain as one', async () => {
  await start(quick);
  const second = await startGuard({ config: quick, beside: guard });
  const replicas = [guard, second, guard, second];
  const asked = [];
  for (const replica of replicas) asked.push({ replica, customerId: (await guard.givenCustomer()).customerId });
  await Promise.all(asked.map(({ replica, customerId }) => replica.ask(...asks(customerId, 25))));
  await sealed(guard.db);

  const file = await evidenceFile(guard.creditor);
  expect(file.kinds()).toMatchObject({ decision: 100 });
  expect(verified(file).code).toBe(0);
  await second.stop();
});

const sealerOf = () => ({ db: guard.db, signer: signerOf(evidenceKey), now: () => guard.clock.now() });

const addEntries = (count: number) =>
  transaction(guard.db, (tx) =>
    addEvidence(
      tx,
      Array.from({ length: count }, (_, i) => ({
        creditorId,
        customerId: `BO-1-${i % 7}`,
        at: guard.clock.now(),
        kind: 'hand-over' as const,
        subjectId: `PE-1-${i}`,
        text: JSON.stringify({ outcome: 'answered', i }),
      })),
    ),
  );

/** How far seals, the chain's end and checkpoints say that the chain goes. */
async function ends() {
  const entries = guard.db.collection<EvidenceEntry>(evidence.collectionName);
  const head = await chainHeads(guard.db).findOne({ creditorId }).lean();
  const last = await checkpoints(guard.db).findOne({ creditorId }).sort({ position: -1 }).lean();
  return [await entries.countDocuments({ creditorId, sealed: true }), head?.position ?? 0, last?.position ?? 0];
}

test('of two sealers that read the same entries one seals them, whoever holds which lease', async () => {
  await start(never);
  await addEntries(40);
  const leases = await Promise.all(['one', 'two'].map((name) => claimLease(guard.db, name, name, 30_000)));

  const done = await Promise.allSettled(leases.map(async (lease) => (lease ? sealNew(sealerOf(), lease) : 0)));

  expect(done.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await ends()).toEqual([40, 40, 40]);
  expect(verified(await evidenceFile(guard.creditor)).code).toBe(0);
});

test('nothing is sealed without its checkpoint: where that cannot be written, the batch waits', async () => {
  await start(never);
  await addEntries(10);
  const lease = await claimLease(guard.db, 'one', 'one', 30_000);
  if (!lease) throw new Error('The lease is free.');
  const inTheWay = { _id: `${creditorId}/10`, creditorId: otherCreditorId, position: -1 };
  await guard.db.collection<typeof inTheWay>(checkpoints.collectionName).insertOne(inTheWay);

  await expect(sealNew(sealerOf(), lease)).rejects.toThrow('E11000');
  expect(await ends()).toEqual([0, 0, 0]);

  await guard.db.collection<typeof inTheWay>(checkpoints.collectionName).deleteOne({ _id: inTheWay._id });
  expect(await sealNew(sealerOf(), lease)).toBe(10);
  expect(await ends()).toEqual([10, 10, 10]);
});

test('a key that signed before stays known beside the new one, and both verify', async () => {
  await start(never);
  const lease = await claimLease(guard.db, 'one', 'one', 30_000);
  if (!lease) throw new Error('The lease is free.');
  const old = signerOf(newSigningKey());
  await rememberKey(guard.db, old.key, guard.clock.now());
  await addEntries(3);
  await sealNew({ ...sealerOf(), signer: old }, lease);
  await addEntries(3);
  await sealNew(sealerOf(), lease);

  const { code, said } = verified(await evidenceFile(guard.creditor));

  expect(code).toBe(0);
  for (const { key } of [old, signerOf(evidenceKey)]) expect(said).toContain(`Signed by the key ${key.keyId}`);
});

test('sealers killed at any moment leave a chain that is whole, signed to its end, and goes on', async () => {
  await start(never);
  const { engines, db } = guard;
  // A killed process leaves a transaction that holds its rows until the server gives it up: a minute, unless told otherwise.
  const giveUpSoon = { setParameter: 1, transactionLifetimeLimitSeconds: 5 };
  if (engines.kind === 'real') await db.getClient().db('admin').command(giveUpSoon);
  const program = join(import.meta.dirname, '../../src/evidence/seal-until-killed.ts');
  for (let round = 1; round <= 2; round++) {
    for (let i = 0; i < 3; i++) await addEntries(500);
    const sealer = spawn(process.execPath, ['--import', 'tsx', program, engines.mongoUrl, db.name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(sealer.stdout, 'data');
      await wait(Math.random() * 60); // anywhere in the batches that follow
    } finally {
      sealer.kill('SIGKILL');
    }
    await once(sealer, 'exit');
    const [seals, head, signed] = await ends();
    expect([head, signed]).toEqual([seals, seals]);
  }

  const lease = await claimLease(db, 'one', 'one', 300_000);
  const isDone = async () => lease !== undefined && (await sealNew(sealerOf(), lease)) === 0;
  await eventually(isDone, 120_000);
  expect(await ends()).toEqual([3_000, 3_000, 3_000]);
}, 300_000);
