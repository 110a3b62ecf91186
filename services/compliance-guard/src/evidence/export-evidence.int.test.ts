import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@fairdue/contracts';
import { anAsk } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';
import type { EvidenceEntry } from './evidence.store.ts';
import { evidenceFile, sealed, verified } from './read-evidence.ts';

let guard: Guard;
let customerId: string;
beforeEach(async () => {
  guard = await startGuard({ config: { EVIDENCE_SEAL_EVERY_MS: '20' } });
  ({ customerId } = await guard.givenCustomer());
  await sealed(guard.db);
});
afterEach(() => guard.stop());

/** Asks until there are so many batches: each is sealed before the next is asked for. */
async function askInBatches(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await guard.ask(anAsk(customerId), anAsk(customerId));
    await sealed(guard.db);
  }
}

type Checkpoints = {
  items: { checkpoint: { position: number; at: string; keyId: string } }[];
  next: string | null;
  keys: { keyId: string; publicKey: string }[];
};
const checkpointsAt = async (query = ''): Promise<Checkpoints> =>
  (await guard.creditor.get(`/agency/v1/evidence/checkpoints${query}`).expect(200)).body as Checkpoints;

type Kept = { _id: string; record: string; facts: string; factsHash: string };
const entriesOf = () => guard.db.collection<EvidenceEntry>('evidence');

test('an export verifies against the key and the checkpoints that the platform shows, and against no others', async () => {
  await askInBatches(2);
  const shown = await checkpointsAt();
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  const path = join(folder, 'checkpoints.json');
  writeFileSync(path, JSON.stringify(shown));
  const [key] = shown.keys;
  if (!key) throw new Error('The platform shows its key.');

  const file = await evidenceFile(guard.creditor);

  expect(verified(file, '--key', key.keyId, '--checkpoints', path)).toMatchObject({ code: 0 });
  expect(verified(file, '--key', '0'.repeat(64))).toMatchObject({ code: 2 });
  rmSync(folder, { recursive: true });
});

test('files that end at a limit go on where they ended, and verify one after the other as one', async () => {
  await askInBatches(3);
  const files = [await evidenceFile(guard.creditor, '/agency/v1/evidence/export?limit=1')];
  for (let next = files[0]?.end.next; next != null; next = files.at(-1)?.end.next)
    files.push(await evidenceFile(guard.creditor, `/agency/v1/evidence/export?limit=1&after=${next}`));
  const whole = await evidenceFile(guard.creditor);

  expect(files.length).toBeGreaterThanOrEqual(4);
  expect(files.flatMap(({ entries }) => entries)).toEqual(whole.entries);
  expect(verified({ text: files.map(({ text }) => text).join('') }).code).toBe(0);
  expect(verified({ text: files.toSpliced(1, 1).map(({ text }) => text).join('') }).code).toBe(1); // prettier-ignore
});

test('`from` and `to` choose by when entries were sealed', async () => {
  await guard.moveTo('2026-12-02T15:00:00Z');
  await askInBatches(1);
  await guard.moveTo('2026-12-03T15:00:00Z');
  await askInBatches(1);

  const file = await evidenceFile(
    guard.creditor,
    '/agency/v1/evidence/export?from=2026-12-02T12:00:00Z&to=2026-12-03T12:00:00Z',
  );

  expect(file.kinds()).toEqual({ decision: 2, 'permit-granted': 2 });
  expect(verified(file).code).toBe(0);
  const later = await evidenceFile(guard.creditor, '/agency/v1/evidence/export?from=2027-01-01T00:00:00Z');
  expect(later.entries).toEqual([]);
  expect(verified(later).code).toBe(0);
});

test('without records the chain verifies all the same', async () => {
  await askInBatches(1);

  const file = await evidenceFile(guard.creditor, '/agency/v1/evidence/export?records=false');

  expect(file.entries.map(({ record }) => record)).toEqual(file.entries.map(() => null));
  expect(verified(file).code).toBe(0);
});

test('what somebody changed or took out in the database itself is named', async () => {
  await askInBatches(3);
  const [first, second] = await entriesOf().find({ kind: 'decision' }).sort({ position: 1 }).toArray();
  await entriesOf().updateOne({ _id: first?._id ?? '' }, { $set: { kind: 'hold-lifted' } });
  await entriesOf().deleteOne({ _id: second?._id ?? '' });

  const { code, said } = verified(await evidenceFile(guard.creditor));

  expect(code).toBe(1);
  expect(said).toContain(`entry ${first?._id} (hold-lifted, position ${first?.position}) was altered`);
  expect(said).toContain(`the entry at position ${second?.position} must stand before`);
});

test.each([
  ['its answer', ({ record }: Kept) => ({ record: record.replace('"result":true', '"result":false') })],
  ['the facts it was decided on', ({ facts }: Kept) => ({ facts: facts.replace('"hasAddress":true', '"hasAddress":false') })],
  ['these and their hash', ({ facts }: Kept) => ({ facts: `${facts} `, factsHash: sha256(`${facts} `) })],
])('a decision of which somebody changed %s in the database is named by the entry that proves it', async (_what, change) => {
  await askInBatches(1);
  const decisions = guard.db.collection<Kept>('decisions');
  const row = await decisions.findOne({}, { sort: { _id: -1 } });
  await decisions.updateOne({ _id: row?._id ?? '' }, { $set: change(row as Kept) });
  const entry = await entriesOf().findOne({ subjectId: row?._id ?? '' });

  expect(verified(await evidenceFile(guard.creditor)).said).toContain(`the record of entry ${entry?._id}`);
}); // prettier-ignore

test('checkpoints come in pages, in the order of the chain', async () => {
  await askInBatches(3);
  const all = await checkpointsAt();
  const first = await checkpointsAt('?limit=2');
  const second = await checkpointsAt(`?limit=100&after=${first.next}`);

  expect([...first.items, ...second.items]).toEqual(all.items);
  expect(all.items.length).toBeGreaterThanOrEqual(4);
  expect(all.next).toBeNull();
});

test('what is asked amiss, or without leave, is refused', async () => {
  const reader = await guard.as({ creditorIds: ['CR-1-A'], permissions: ['agency.holds:read'] });

  await reader.get('/agency/v1/evidence/export').expect(403);
  await reader.get('/agency/v1/evidence/checkpoints').expect(403);
  await guard.creditor.get('/agency/v1/evidence/export?after=1000000').expect(400);
  await guard.creditor.get('/agency/v1/evidence/export?limit=0').expect(400);
  await guard.creditor.get('/agency/v1/evidence/checkpoints?after=nonsense').expect(400);
});
