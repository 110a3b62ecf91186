import { CustomerErasedV1, type Contact } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { anEvent, eventually } from '@fairdue/testing';
import type { CommunicatorDeps } from '../config.ts';
import { aContact } from '../customers/customer.builders.ts';
import { sealContent } from '../interactions/sealed-content.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { unsubscribeLink } from './unsubscribe-link.ts';

const contacts: Contact[] = [];
const base = 'https://pay.example/mail';
let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator(contacts, { PUBLIC_URL: `${base}/` });
}, 60_000);
beforeEach(() => c.guard.reset());
afterAll(() => c.stop());

type Sent = {
  customerId: string;
  contact: Contact;
  id: string;
  mail: string;
  link: string;
  path: string;
  content: string;
};

/** An email that has arrived at an address of nobody else, and the link in it. */
async function givenEmail(language: 'en' | 'es' = 'en'): Promise<Sent> {
  const contactId = newId('contact');
  const contact = aContact({ contactId, value: `${contactId.toLowerCase()}@example.com` });
  contacts.push(contact);
  const placed = await c.place({ contacts: [contact], customer: { language } });
  await c.touch(placed);
  const [row] = await c.interactionsOf(placed.customerId);
  const [file = ''] = await c.delivered(placed.customerId);
  const mail = (await c.read(file)).toString('utf8').replaceAll(/\r\n[ \t]+/g, ' ');
  const [, link = ''] = /^List-Unsubscribe:\s*<([^>]+)>/m.exec(mail) ?? [];
  const path = link.slice(base.length);
  return { ...placed, contact, id: String(row?.['id']), mail, link, path, content: JSON.stringify(row?.['content']) };
}

const inboundOf = async (customerId: string) =>
  (await c.interactionsOf(customerId)).filter(({ direction }) => direction === 'inbound');
const agent = () => c.service.as({ creditorIds: [] });
const click = async (path: string) => (await agent()).post(path).type('form').send({ 'List-Unsubscribe': 'One-Click' });

test('an email has its link in what is read and for mail programs; it says nothing, and is not kept', async () => {
  const { mail, link, content, customerId, id, contact } = await givenEmail();
  const unfolded = mail.replaceAll(/=\r?\n/g, '');

  expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  expect(link).toMatch(/^https:\/\/pay\.example\/mail\/unsubscribe\/[\w-]+\.[\w-]+$/);
  expect(unfolded.split(link)).toHaveLength(4); // its header, its text, its page
  const open = Buffer.from(link.split('.').at(-1) ?? '', 'base64url').toString('latin1');
  for (const known of [customerId, id, c.creditorId, contact.contactId, contact.value ?? ''])
    expect(`${link} ${open}`).not.toContain(known);
  expect(content).not.toContain('unsubscribe/');
});

test('opening the link asks and changes nothing, in the language of the email', async () => {
  const { customerId, path } = await givenEmail('es');

  const page = await (await agent()).get(path);
  await (await agent()).head(path).expect(200);

  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toMatch(/^text\/html/);
  expect(page.headers['content-security-policy']).toContain("form-action 'self'");
  expect(page.text).toMatch(/<html lang="es">[^]*<form method="post">[^]*<button>/);
  expect(page.text).not.toMatch(/<script|@example/);
  expect([c.guard.holds, await inboundOf(customerId)]).toEqual([[], []]);
});

test('the click is a STOP: stored, held at the guard, then answered; clicked again it is the same one', async () => {
  const { customerId, id, path, contact } = await givenEmail();

  const first = await click(path);
  const again = await click(path);

  expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
  expect(first.text).toContain('no more emails');
  expect(c.guard.holds).toMatchObject([
    {
      customerId,
      wait: 'silence',
      hold: { reason: 'opted-out', channels: ['email'], contactIds: [contact.contactId] },
    },
  ]);
  expect(await inboundOf(customerId)).toMatchObject([{ channel: 'email', previousInteractionId: id }]);
  const facts = await c.service.published('communicator.message-received.v1');
  expect(facts.filter(({ subject }) => subject === customerId)).toMatchObject([{ data: { understoodAs: 'stop' } }]);
});

test('while the guard is away the click is 503, in words, and is in force once it is clicked again', async () => {
  const { customerId, path } = await givenEmail();
  c.guard.answersHolds = 'not-silent';

  const refused = await click(path);
  c.guard.answersHolds = 'silent';

  expect(refused.status).toBe(503);
  expect(refused.headers['retry-after']).toBeDefined();
  expect(refused.text).toMatch(/^<!doctype html>/);
  await eventually(async () => (await click(path)).status === 200);
  expect(await inboundOf(customerId)).toHaveLength(1);
});

test('the link is good two months later, and a click of another day is another wish', async () => {
  const { customerId, path } = await givenEmail();
  await click(path);
  c.service.clock.moveTo(new Date(c.service.clock.now().getTime() + 61 * 86_400_000));

  expect((await click(path)).status).toBe(200);

  expect(new Set(c.guard.holds.map(({ hold }) => hold.source.key)).size).toBe(2);
  expect(await inboundOf(customerId)).toHaveLength(2);
});

test('what is no link of ours is a page that says so, also what was sealed for something else', async () => {
  const { config } = c.service.running.deps as CommunicatorDeps;
  const { path, id, customerId } = await givenEmail();
  const other = sealContent(config.CONTENT_KEYS, {}, { creditorId: c.creditorId, customerId: newId('customer') });
  const altered = `${path.slice(0, -4)}${path.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
  const foreign = `${Buffer.from(other.keyId).toString('base64url')}.${Buffer.from(other.sealed, 'base64').toString('base64url')}`;

  const ofAnother = unsubscribeLink(config, { creditorId: newId('creditor'), _id: id }).slice(base.length);

  for (const each of [
    altered,
    ofAnother,
    `/unsubscribe/${foreign}`,
    '/unsubscribe/x',
    `/unsubscribe/${'a'.repeat(2_000)}`,
  ]) {
    const [page, clicked] = [await (await agent()).get(each), await click(each)];
    expect([page.status, clicked.status]).toEqual([404, 404]);
    expect(page.text).toMatch(/^<!doctype html>[^]*unsubscribe-link-unknown/);
    expect(clicked.text).toBe(page.text);
  }
  expect([c.guard.holds, await inboundOf(customerId)]).toEqual([[], []]);
});

test('whatever a click says or does not say, it counts, and all of a day are one', async () => {
  const { customerId, path } = await givenEmail();

  const answers = [
    await (await agent()).post(path),
    await (await agent()).post(path).field('List-Unsubscribe', 'One-Click'),
    await (await agent()).post(path).send({ wish: 'other' }),
    await (await agent()).post(path).type('text/plain').send('{'),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await inboundOf(customerId)).toHaveLength(1);
});

test('who was erased is heard when they click, and nothing else that they write is kept', async () => {
  const { customerId, id, path, contact } = await givenEmail();
  const by = { recordedBy: { kind: 'account', id: 'AC-1-A' }, confirmedBy: { kind: 'account', id: 'AC-1-B' } } as const;
  const told = { creditorId: c.creditorId, customerId, reason: 'Asked for.', beforeRetentionEnds: true, version: 2 };
  await c.service.deliver(anEvent(CustomerErasedV1, { ...told, ...by }));
  await c.service.settle();

  expect((await click(path)).status).toBe(200);
  expect(c.guard.holds).toMatchObject([{ customerId, hold: { channels: ['email'], contactIds: [contact.contactId] } }]);
  const message = { channel: 'email', theme: 'inbRequest', status: 'succeeded', previousInteractionId: id };
  const from = 'her-other-address@example.com';
  const write = async (body: string, subjectLine: string) =>
    (await c.service.as({ creditorIds: [c.creditorId] }))
      .post('/api/communicator/receive')
      .send({ ...message, content: { from, subjectLine, contentText: body }, metaData: { said: body } });
  const written = await write('I live with my aunt.', 'Hello');
  await write('My aunt says so too.', 'Unsubscribe');

  expect([written.status, (written.body as { errors: { code: string }[] }).errors[0]?.code]).toEqual([404, 'personNotResolved']);
  const stored = await c.service.db.collection('interactions').find({ customerId }).toArray();
  expect(stored.map(({ direction, content, metaData }) => ({ direction, content, metaData }))).toEqual(
    ['outbound', 'inbound', 'inbound'].map((direction) => ({ direction, content: null, metaData: null })),
  );
}); // prettier-ignore
