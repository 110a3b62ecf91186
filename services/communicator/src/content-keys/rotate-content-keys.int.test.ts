import { randomBytes } from 'node:crypto';
import { sealBytes } from '@fairdue/store';
import { aContact } from '../customers/customer.builders.ts';
import { interactions } from '../interactions/interaction.store.ts';
import { openText, sealText, type SealedContent } from '../interactions/sealed-content.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import type { RotationBody } from './rotate-content-keys.ts';
import type { z } from 'zod';

const [newer, older] = ['k2', 'k1'].map((id) => ({ id, key: randomBytes(32) }));
const keys = [newer!, older!];

let c: Communicator;
beforeAll(async () => {
  const text = keys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',');
  c = await startCommunicator([aContact()], { CONTENT_KEYS: text });
}, 60_000);
afterAll(() => c.stop());

type Rotation = z.output<typeof RotationBody>;
const rotate = async (after: string | null): Promise<Rotation> => {
  const agent = await c.service.as({ creditorIds: [] });
  const { body } = await agent.post('/agency/v1/interactions/content-keys/rotate').send({ after }).expect(200);
  return body as Rotation;
};
/** A whole round, from there on. */
async function round(after: string | null = null): Promise<number> {
  const { resealed, left, next } = await rotate(after);
  return resealed + (left ? await round(next) : 0);
}

/** As the older key sealed it. */
async function sealedBefore(customerId: string): Promise<string> {
  const { db } = c.service;
  const { creditorId } = c;
  const row = await interactions(db).findOne({ creditorId, customerId }).lean();
  const owner = { creditorId, customerId };
  const content = sealText([older!], openText(keys, row?.content as SealedContent, owner), owner);
  await interactions(db).updateOne({ creditorId, customerId }, { $set: { content } });
  return row?._id ?? '';
}

test('what messages say and files hold is sealed with the newest key, once, and reads as before', async () => {
  const { db } = c.service;
  const { creditorId } = c;
  const placed = [await c.place(), await c.place()];
  for (const each of placed) await c.touch(each);
  const contentsOf = async () =>
    (await Promise.all(placed.map(({ customerId }) => c.interactionsOf(customerId)))).map(([row]) => row?.['content']);
  const said = await contentsOf();
  for (const { customerId } of placed) await sealedBefore(customerId);
  const agent = await c.service.as({ creditorIds: [creditorId] });
  const { body } = await agent.post('/agency/v1/files').send({ name: 'a.bin', contentType: 'application/pdf' });
  const path = `/agency/v1/files/${(body as { id: string }).id}/content`;
  const bytes = Buffer.concat([randomBytes(32), Buffer.from('as it was'), Buffer.alloc(1_100_000, 'x')]);
  await agent.put(path).type('application/octet-stream').send(bytes).expect(200);
  const chunks = db.collection<{ _id: string; contentId: string; index: number; sealed: { buffer: Uint8Array } }>('documentChunks');
  const stored = await chunks.find({ creditorId }).toArray();
  expect(stored.map(({ sealed }) => Buffer.from(sealed.buffer).includes('as it was'))).toEqual([false, false]);
  for (const { _id, contentId, index } of stored) {
    const piece = bytes.subarray(index * 1_048_576, (index + 1) * 1_048_576);
    await chunks.updateOne({ _id }, { $set: sealBytes([older!], piece, [creditorId, contentId, index]) as never });
  }

  expect(await round()).toBe(4);
  expect(await round()).toBe(0);

  const keyIds = [...(await interactions(db).find({ creditorId }).lean()).map(({ content }) => content?.keyId), ...(await chunks.find({ creditorId }).toArray()).map((row) => (row as unknown as SealedContent).keyId)];
  expect(new Set(keyIds)).toEqual(new Set(['k2']));
  expect(await contentsOf()).toEqual(said);
  expect((await agent.get(path).responseType('blob').expect(200)).body).toEqual(bytes);
}); // prettier-ignore

test('it goes on where an answer left off, and what lies before that waits for the next round', async () => {
  const placed = await c.place();
  await c.touch(placed);
  const interactionId = await sealedBefore(placed.customerId);

  expect(await round(`messages/${interactionId}`)).toBe(0);
  expect(await round('files/')).toBe(0);
  expect(await round(`messages/${interactionId.slice(0, -1)}`)).toBe(1);
});

test('what was altered in the store stays as it is and is counted, and the rest is sealed anew', async () => {
  const placed = [await c.place(), await c.place()];
  for (const each of placed) await c.touch(each);
  const [altered = '', whole = ''] = await Promise.all(placed.map(({ customerId }) => sealedBefore(customerId)));
  const rows = interactions(c.service.db);
  const keyOf = async (_id: string) => (await rows.findOne({ creditorId: c.creditorId, _id }).lean())?.content?.keyId;
  const other = randomBytes(64).toString('base64');
  await rows.updateOne({ creditorId: c.creditorId, _id: altered }, { $set: { 'content.sealed': other } });

  expect(await rotate(null)).toMatchObject({ resealed: 1, altered: 1 });
  expect(await rotate(null)).toMatchObject({ resealed: 0, altered: 1 });
  expect(await Promise.all([altered, whole].map(keyOf))).toEqual(['k1', 'k2']);
});

test('without the permission no key is rotated, and a place that no answer named is none', async () => {
  const reader = await c.service.as({ creditorIds: [], permissions: ['agency.interactions:read'] });
  const agent = await c.service.as({ creditorIds: [] });
  const path = '/agency/v1/interactions/content-keys/rotate';

  expect((await reader.post(path).send({}).expect(403)).body).toMatchObject({ code: 'permission-missing' });
  await agent.post(path).send({ after: 'customers/x' }).expect(400);
});
