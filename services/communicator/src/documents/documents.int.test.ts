import { createHash } from 'node:crypto';
import express from 'express';
import { newId } from '@fairdue/ids';
import { eventually } from '@fairdue/testing';
import type { Response } from 'supertest';
import type { CommunicatorDeps } from '../config.ts';
import { aContact, anAddress } from '../customers/customer.builders.ts';
import { roomForFiles } from '../dispatch/room-for-files.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { codesOf, templateClient, type Body } from '../testing/template-client.ts';
import { keepContent } from './keep-content.ts';
import { attach, loadAttachments, type Attached } from './attachment.ts';

const nobody = express().use((_req, res) => {
  res.status(404).json({ code: 'customer-not-found' });
});

let c: Communicator;
const client = templateClient(() => c);
let ada: { customerId: string; debtId: string };
let bob: { customerId: string; debtId: string };
beforeAll(async () => {
  c = await startCommunicator([aContact(), anAddress()], {}, { recover: nobody });
  ada = await c.place();
  bob = await c.place({ debt: { transactionId: 'T-bob' } });
}, 60_000);
afterAll(() => c.stop());

const agency = (permissions = ['*'], creditorId = c.creditorId) =>
  c.service.as({ creditorIds: [creditorId], permissions });
const sha = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const mib = (count: number, fill = 'x'): Buffer => Buffer.alloc(count * 1_024 * 1_024, fill);

async function aFile(over: Body = {}): Promise<string> {
  const { body } = await (
    await agency()
  )
    .post('/agency/v1/files')
    .send({ name: 'a.txt', contentType: 'text/plain', ...over })
    .expect(201);
  return (body as { id: string }).id;
}
const put = async (fileId: string, bytes: Buffer): Promise<Response> =>
  (await agency()).put(`/agency/v1/files/${fileId}/content`).type('application/octet-stream').send(bytes);
const get = async (path: string): Promise<Response> => (await agency()).get(`/agency/v1/files${path}`);

test('what was uploaded comes back byte for byte, also what fills many rows, and every revision of it stays', async () => {
  const fileId = await aFile({ externalId: 'agreement-1' });
  const first = Buffer.concat([mib(2), Buffer.from([0, 255, 13, 10])]);

  const stored = await put(fileId, first);
  const repeated = await put(fileId, first);
  const changed = await put('ext-agreement-1', Buffer.from('second'));

  expect(stored.body).toMatchObject({ id: fileId, revision: 1, sizeBytes: first.length, sha256: sha(first) });
  expect(repeated.body).toEqual(stored.body);
  expect(changed.body).toMatchObject({ revision: 2, sha256: sha('second') });
  const content = await get(`/${fileId}/content`);
  expect((await (await agency()).head(`/agency/v1/files/${fileId}/content`)).status).toBe(200);
  expect([content.text, content.get('content-type'), content.get('content-disposition')]).toEqual([
    'second',
    'text/plain',
    'attachment; filename=a.txt',
  ]);
  const before = await (await agency()).get(`/agency/v1/files/${fileId}/content?revision=1`).responseType('blob');
  expect(sha(before.body as Buffer)).toBe(sha(first));
  const { body } = await get(`/${fileId}`);
  expect((body as { revisions: Body[] }).revisions.map(({ revision, sha256 }) => [revision, sha256])).toEqual([
    [2, sha('second')],
    [1, sha(first)],
  ]);
});

test('two that write one document at once are two revisions', async () => {
  const fileId = await aFile();

  await Promise.all(['a', 'b'].map((each) => put(fileId, Buffer.from(each))));

  const { body } = await get(`/${fileId}`);
  const { revisions } = body as { revisions: { revision: number; sha256: string }[] };
  expect(revisions.map(({ revision }) => revision)).toEqual([2, 1]);
  expect(new Set(revisions.map(({ sha256 }) => sha256))).toEqual(new Set([sha('a'), sha('b')]));
});

test('a file has content, and 20 MiB of it at most', async () => {
  const fileId = await aFile();

  expect((await put(fileId, mib(20))).status).toBe(200);
  expect((await put(fileId, Buffer.concat([mib(20), Buffer.from('x')]))).status).toBe(413);
  expect((await put(fileId, Buffer.alloc(0))).status).toBe(400);
  expect((await (await agency()).put(`/agency/v1/files/${fileId}/content`).send({})).status).toBe(415);
});

test('a message is rendered into a document, as a revision with its template', async () => {
  const subject = 'custom1';
  const { templateId } = await client.live(
    c.creditorId,
    { subject, channel: 'document' },
    { contentTextTemplate: null, contentHtmlTemplate: '<p>{{ n }}</p>' },
  );
  const documentId = await aFile({ name: 'statement', customerId: ada.customerId });
  const render = (over: Body, fmt = 'html') =>
    client.ask('post', `/render-to-document?fmt=${fmt}`, {
      company: c.creditorId,
      body: { subject, channel: 'document', personId: ada.customerId, documentId, context: { n: 1 }, ...over },
    });

  const first = await render({});
  const again = await render({});
  const pdf = await render({}, 'pdf');

  const data = {
    documentId,
    contentType: 'text/html',
    sizeBytes: 8,
    sha256: sha('<p>1</p>'),
    templateVersionId: templateId,
  };
  expect([first.status, first.body]).toEqual([200, { status: 200, message: 'OK', data }]);
  expect(again.body).toEqual(first.body);
  expect(pdf.body).toMatchObject({ data: { contentType: 'application/pdf' } });
  const { body } = await get(`/${documentId}`);
  expect((body as { revisions: Body[] }).revisions).toMatchObject([
    { revision: 2, contentType: 'application/pdf' },
    { revision: 1, contentType: 'text/html', templateVersionId: templateId, templateRevision: 1 },
  ]);
  expect((await get(`/${documentId}/content`)).body.subarray(0, 5).toString()).toBe('%PDF-');
  expect(codesOf(await render({ documentId: newId('documentDescriptor') }))).toEqual(['documentNotFound']);
  expect(codesOf(await render({ personId: bob.customerId }))).toEqual(['documentNotFound']);
});

test('attachments are those of the person or of nobody, ten at most and 20 MiB together', async () => {
  const mine = await aFile({ customerId: ada.customerId });
  const anybodys = await aFile({ name: 'terms.txt', externalId: 'terms' });
  const bobs = await aFile({ customerId: bob.customerId });
  const large = await aFile();
  const empty = await aFile();
  for (const [id, bytes] of [
    [mine, mib(2)],
    [anybodys, Buffer.from('terms')],
    [bobs, Buffer.from('b')],
    [large, mib(19)],
  ] as const)
    await put(id, bytes);
  const { db } = c.service;
  const load = (...ids: string[]) => attach(db, c.creditorId, ids, ada.customerId);

  const attached = await load(mine, 'ext-terms');
  await put(mine, Buffer.from('changed since'));
  const deps = c.service.running.deps as CommunicatorDeps;
  const attachments = await loadAttachments(deps, c.creditorId, attached);

  expect(attachments.map(({ documentId, name, bytes }) => [documentId, name, bytes.length])).toEqual([
    [mine, 'a.txt', 2 * 1_024 * 1_024],
    [anybodys, 'terms.txt', 5],
  ]);
  expect(attachments[0]?.bytes.equals(mib(2))).toBe(true);
  await expect(load(bobs)).rejects.toMatchObject({ code: 'document-not-found' });
  await expect(load(newId('documentDescriptor'))).rejects.toMatchObject({ code: 'document-not-found' });
  await put(mine, mib(2));
  await expect(load(mine, large)).rejects.toMatchObject({ code: 'attachments-unfit' });
  await expect(load(empty)).rejects.toMatchObject({ code: 'attachments-unfit' });
  await expect(load(...Array.from({ length: 11 }, () => anybodys))).rejects.toMatchObject({
    code: 'attachments-unfit',
  });
  await expect(attach(db, newId('creditor'), [anybodys], ada.customerId)).rejects.toMatchObject({
    code: 'document-not-found',
  });
  const [other] = await load(anybodys);
  const forged = { ...attached[0], sha256: other?.sha256 } as Attached;
  await expect(loadAttachments(deps, c.creditorId, [forged])).rejects.toMatchObject({ code: 'attachment-altered' });
});

test('of messages with files as many are made at once as the files of one message may weigh, in their order', () => {
  const aMessage = (sizes: number[]) => ({ key: newId('interaction'), sizes });
  const rows = [[], [12], [9], [], [8], [5, 3]].map(aMessage);
  const attachedOf = (sizes: number[]) => sizes.map((size) => ({ sizeBytes: size * 1_024 * 1_024 }) as Attached);
  const messages = new Map(
    rows.map(({ key, sizes }) => [key, sizes.length > 0 ? { attached: attachedOf(sizes) } : {}]),
  );

  const { now, later } = roomForFiles(rows, messages);

  expect(now.map((row) => rows.indexOf(row))).toEqual([0, 1, 3, 4]);
  expect(later.map((row) => rows.indexOf(row))).toEqual([2, 5]);
});

test('bytes that no revision came to name are swept, those of every revision stay', async () => {
  const fileId = await aFile();
  await put(fileId, Buffer.from('first'));
  await put(fileId, Buffer.from('second'));
  const deps = c.service.running.deps as CommunicatorDeps;
  const made = { by: 'AC-1-A', templateVersionId: null, templateRevision: null };
  const content = { contentType: 'text/plain', bytes: Buffer.from('broken off') };
  const inTheWay = { _id: `${fileId} 3`, creditorId: c.creditorId, documentId: fileId, revision: 0, contentId: 'another' };
  await c.service.db.collection<{ _id: string }>('documentRevisions').insertOne(inTheWay);
  await expect(keepContent(deps, c.creditorId, fileId, content, { ...made, at: new Date() })).rejects.toThrow('E11000');
  const timers = c.service.db.collection('timers');
  const written = (await timers.find({ 'data.documentId': fileId }).toArray()).map((row) => row['key'] as string);
  const chunks = () => c.service.db.collection('documentChunks').countDocuments({ contentId: { $in: written } });
  expect([written.length, await chunks()]).toEqual([3, 3]);

  await timers.updateMany({ key: { $in: written } }, { $set: { dueAt: new Date(0) } });

  await eventually(async () => expect(await timers.countDocuments({ key: { $in: written } })).toBe(0), 15_000);
  expect(await chunks()).toBe(2);
  expect((await get(`/${fileId}/content?revision=1`)).text).toBe('first');
}); // prettier-ignore

test('files are listed by person and by pages, and another company’s do not exist', async () => {
  const ids = [await aFile({ customerId: ada.customerId }), await aFile({ customerId: ada.customerId })];
  const stranger = await agency(['*'], newId('creditor'));

  const first = (await get(`?customerId=${ada.customerId}&limit=1`)).body as { items: Body[]; next: string };
  const second = (await get(`?customerId=${ada.customerId}&limit=1&after=${first.next}`)).body as { items: Body[] };

  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.toReversed());
  for (const path of [`/${ids[0]}`, `/${ids[0]}/content`]) expect((await stranger.get(`/agency/v1/files${path}`)).status).toBe(404);
  expect((await stranger.put(`/agency/v1/files/${ids[0]}/content`).type('application/octet-stream').send(Buffer.from('x'))).status).toBe(404);
  expect((await stranger.get('/agency/v1/files')).body).toEqual({ items: [], next: null });
  expect((await (await agency(['agency.files:read'])).post('/agency/v1/files').send({ name: 'a', contentType: 'text/plain' })).status).toBe(403);
  expect((await (await agency([])).get('/agency/v1/files')).status).toBe(403);
  expect((await (await agency()).post('/agency/v1/files').send({ name: 'a', contentType: 'text/plain', customerId: newId('customer') })).status).toBe(404);
}); // prettier-ignore
