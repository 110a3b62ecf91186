import { aContact, aPhone } from '../customers/customer.builders.ts';
import { callbackSecret, startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { signWebhook } from '@fairdue/http';

let c: Communicator;

beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone()]);
}, 60_000);
afterAll(() => c.stop());

let callbacks = 0;
async function sentEmail(): Promise<{ customerId: string; key: string }> {
  await c.script('ada@example.com', 'silent');
  const placed = await c.place();
  await c.touch(placed);
  const [interaction] = await c.interactionsOf(placed.customerId);
  return { customerId: placed.customerId, key: `${c.creditorId}.${String(interaction?.['id'])}` };
}

async function callBack(
  event: object,
  { id = `msg_${++callbacks}`, secret = callbackSecret, at = new Date(), provider = 'sandbox' } = {},
) {
  const body = JSON.stringify(event);
  const agent = await c.service.as({ creditorIds: [] });
  return agent
    .post(`/callbacks/${provider}`)
    .set({ ...signWebhook(secret, id, at, Buffer.from(body)) })
    .type('application/json')
    .send(body);
}
const stateOf = async (customerId: string) => (await c.interactionsOf(customerId))[0];
const changes = async (customerId: string) =>
  (await c.service.published('communicator.interaction-status-changed.v1')).filter(
    ({ subject }) => subject === customerId,
  );

test('reports arrive in any order and twice, and never take a message back', async () => {
  const { customerId, key } = await sentEmail();

  for (const type of ['message.opened', 'message.delivered', 'message.opened', 'message.sent'])
    expect((await callBack({ type, key })).status).toBe(200);

  expect(await stateOf(customerId)).toMatchObject({ status: 'succeeded', statusDetails: 'emailOpened' });
  expect(await changes(customerId)).toHaveLength(1);
});

test('the same callback twice is one callback', async () => {
  const { customerId, key } = await sentEmail();

  for (let time = 0; time < 3; time++)
    expect((await callBack({ type: 'message.bounced', key }, { id: 'msg_same' })).status).toBe(200);

  expect(await stateOf(customerId)).toMatchObject({ status: 'failed', statusDetails: 'emailBounced' });
  expect(await changes(customerId)).toHaveLength(1);
});

test('a forged, old or unknown callback is refused and changes nothing', async () => {
  const { customerId, key } = await sentEmail();
  const event = { type: 'message.delivered', key };

  expect((await callBack(event, { secret: 'somebody else’s secret' })).status).toBe(401);
  expect((await callBack(event, { at: new Date(Date.now() - 6 * 60_000) })).status).toBe(401);
  expect((await callBack(event, { provider: 'nobody' })).status).toBe(404);
  expect((await callBack({ ...event, key: 'CR-1-X.IN-1-X' })).status).toBe(404);
  expect((await callBack({ ...event, key: '../../etc' })).status).toBe(400);
  expect(await stateOf(customerId)).toMatchObject({ status: 'attempted', statusDetails: 'emailSent' });
});

test('a callback that was refused for not knowing the message is taken when it comes again', async () => {
  const { key, customerId } = await sentEmail();
  const foreign = key.replace(c.creditorId, 'CR-1-OTHER');

  expect((await callBack({ type: 'message.delivered', key: foreign }, { id: 'msg_again' })).status).toBe(404);
  expect((await callBack({ type: 'message.delivered', key }, { id: 'msg_again' })).status).toBe(200);
  expect(await stateOf(customerId)).toMatchObject({ statusDetails: 'emailDelivered' });
});

const returned = (key: string, status: string): Buffer =>
  Buffer.from(
    [
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '',
      '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '',
      'Final-Recipient: rfc822; ada@example.com', 'Action: failed', `Status: ${status}`, '',
      '--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${key}@demo.example>`, '--b--',
    ].join('\r\n'),
  ); // prettier-ignore
const report = (message: Buffer) => ({ type: 'mail.report', message: message.toString('base64') });

test.each([
  ['5.1.1', 'hard'],
  ['5.2.2', 'soft'],
])('what the mail system got back (%s) is a %s bounce of that message', async (status, bounce) => {
  const { customerId, key } = await sentEmail();

  expect((await callBack(report(returned(key, status)))).status).toBe(200);

  expect(await stateOf(customerId)).toMatchObject({ status: 'failed', statusDetails: 'emailBounced' });
  expect(await changes(customerId)).toMatchObject([{ data: { bounce } }]);
});

test('a mail that is no report is refused and changes nothing', async () => {
  const { customerId, key } = await sentEmail();

  const answer = await callBack(report(Buffer.from(`To: <x+${key}@mail.example>\r\n\r\nI am on holiday.`)));

  expect(answer.body).toMatchObject({ status: 422, code: 'mail-report-unreadable' });
  expect(await changes(customerId)).toEqual([]);
});

test('who reports a message as unwanted gets no more emails there, also when it had bounced before', async () => {
  const { customerId, key } = await sentEmail();
  c.guard.reset();

  for (const type of ['message.complained', 'message.bounced', 'message.complained'])
    expect((await callBack({ type, key })).status).toBe(200);
  await c.service.settle();

  expect(c.guard.holds[0]).toMatchObject({
    customerId,
    hold: { channels: ['email'], contactIds: ['CT-1-EMAIL'], themes: 'all', reason: 'opted-out' },
  });
  expect(new Set(c.guard.holds.map(({ hold }) => hold.source.key)).size).toBe(1);
  expect(await stateOf(customerId)).toMatchObject({ status: 'failed', statusDetails: 'emailBounced' });
});

test('a provider is heard about messages that it was handed, and no others', async () => {
  const { customerId, key } = await sentEmail();

  expect((await callBack({ type: 'message.delivered', key }, { provider: 'text' })).status).toBe(404);
  expect(await changes(customerId)).toEqual([]);
  expect((await callBack({ type: 'message.delivered', key }, { provider: 'smtp' })).status).toBe(200);
});
