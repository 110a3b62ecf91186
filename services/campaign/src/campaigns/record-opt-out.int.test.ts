import { MessageReceivedV1, ContactUnsubscribedV1 } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { aCustomer, creditorId, place, startCampaignService } from '../testing/platform.ts';

let service: Awaited<ReturnType<typeof startCampaignService>>;
beforeAll(async () => void (service = await startCampaignService()));
afterAll(() => service.stop());

const body = { sms: true, email: true, call: false, tone: 'neutral', cadence: 'weekly' };
type Answer = { campaign: Record<string, unknown> & { id: string }; touches: { state: string; channel: string }[] };

async function givenCampaign() {
  const { documentId, customerId } = await place(service);
  const agent = await service.as({ creditorIds: [creditorId] });
  const { campaign } = (await agent.post(`/v1/documents/${documentId}/rcm`).send(body)).body as Answer;
  const optOut = (over: object, of = documentId) =>
    agent.post(`/v1/documents/${of}/rcm/opt-out`).send({ campaignId: campaign.id, ...over });
  const read = async () => (await agent.get(`/v1/documents/${documentId}/rcm/${campaign.id}`)).body as Answer;
  const optOutsLogged = async () =>
    (await agent.get(`/v1/documents/${documentId}/compliance-log?type=opt_out`)).body.entries as { data: unknown }[];
  return { documentId, customerId, campaign, optOut, read, optOutsLogged };
}

const statesOf = ({ touches }: Answer, channel: string) =>
  new Set(touches.filter((touch) => touch.channel === channel).map(({ state }) => state));

test('A10: a channel opted out of has no touch left, the others are untouched, and the guard holds it', async () => {
  const { optOut, read, campaign, customerId } = await givenCampaign();

  await optOut({ channel: 'sms', notes: ' by phone ' }).expect(200, { ok: true });

  const after = await read();
  expect(statesOf(after, 'sms')).toEqual(new Set(['cancelled']));
  expect(statesOf(after, 'email')).toEqual(new Set(['planned']));
  expect(after.campaign).toMatchObject({ active: true, sms: true, optOuts: { sms: expect.any(String), email: null } });
  expect(service.guard.holds.at(-1)).toMatchObject({
    creditorId,
    customerId,
    wait: 'silence',
    isUttered: true,
    hold: {
      reason: 'opted-out',
      channels: ['text'],
      source: { service: 'campaign', key: `opt-out:${campaign.id}:sms`, version: 1 },
    },
  });
  const told = (await service.published('campaign.opt-out-recorded.v1')).filter(
    ({ subject }) => subject === customerId,
  );
  expect(told).toMatchObject([{ data: { channel: 'sms', duplicate: false } }]);
});

test('A11: the same wish again is recorded again, as a duplicate', async () => {
  const { optOut, optOutsLogged } = await givenCampaign();

  await optOut({ channel: 'sms' }).expect(200);
  await optOut({ channel: 'sms' }).expect(200, { ok: true });

  expect((await optOutsLogged()).map(({ data }) => data)).toMatchObject([{ duplicate: false }, { duplicate: true }]);
});

test('sent again with its Idempotency-Key it is answered again and recorded once; after a 503 it goes on', async () => {
  const { optOut, optOutsLogged, campaign } = await givenCampaign();
  const key = `opt-out-${campaign.id}`;
  const keyed = (over: object = {}) => optOut({ channel: 'sms', ...over }).set('idempotency-key', key);

  service.guard.answers = false;
  await keyed().expect(503);
  service.guard.answers = true;
  await keyed().expect(200, { ok: true });
  const holds = service.guard.holds.length;
  const again = await keyed();
  const other = await keyed({ channel: 'email' });

  expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([200, { ok: true }, 'true']);
  expect([other.status, other.body.error]).toEqual([409, 'Idempotency key reused with a different body.']);
  expect(service.guard.holds).toHaveLength(holds);
  expect((await optOutsLogged()).map(({ data }) => data)).toMatchObject([{ duplicate: false }, { duplicate: true }]);
});

test('A12: all ends the campaign and asks the guard for silence in collection', async () => {
  const { optOut, read } = await givenCampaign();

  await optOut({ channel: 'all' }).expect(200, { ok: true });

  const after = await read();
  expect(after.campaign).toMatchObject({ active: false, state: 'ended', endReason: 'opt_out_all', nextTouchAt: null });
  expect(new Set(after.touches.map(({ state }) => state))).toEqual(new Set(['cancelled']));
  expect(service.guard.holds.at(-1)).toMatchObject({
    hold: { reason: 'do-not-interact', channels: [], themes: 'collection' },
  });
});

test('A13: the campaign of another document is not found', async () => {
  const { optOut } = await givenCampaign();
  const other = await place(service);

  const answer = await optOut({ channel: 'sms' }, other.documentId).expect(404);

  expect(answer.body.error).toBe('Campaign not found or access denied.');
});

test('A14: a channel that is none of ours is an invalid body', async () => {
  const { optOut } = await givenCampaign();

  expect((await optOut({ channel: 'fax' }).expect(400)).body.error).toBe('Invalid body.');
});

test('the last open channel opted out of ends the campaign', async () => {
  const { optOut, read } = await givenCampaign();

  await optOut({ channel: 'sms' }).expect(200);
  await optOut({ channel: 'email' }).expect(200);

  expect((await read()).campaign).toMatchObject({ state: 'ended', endReason: 'all_channels_opted_out' });
});

test('while the guard is away the wish is kept and the answer is 503; a repeat goes on until there is silence', async () => {
  const { optOut, read } = await givenCampaign();
  service.guard.answers = false;

  const away = await optOut({ channel: 'sms' });
  service.guard.answers = true;
  service.guard.silent = false;
  const stillSpeaking = await optOut({ channel: 'sms' });
  service.guard.silent = true;
  const done = await optOut({ channel: 'sms' });

  expect([away.status, away.headers['retry-after']]).toEqual([503, expect.any(String)]);
  expect([stillSpeaking.status, done.status]).toEqual([503, 200]);
  expect(statesOf(await read(), 'sms')).toEqual(new Set(['cancelled']));
});

test('a STOP closes texts in the person’s campaign, told once or twice', async () => {
  const { customerId, read, optOutsLogged } = await givenCampaign();
  const stop = anEvent(MessageReceivedV1, {
    creditorId, customerId, interactionId: 'IN-1-1', direction: 'inbound', channel: 'text', theme: 'inbOther', subject: null,
    contactId: 'CT-1-1', debtIds: [], campaignId: null, touchId: null, permitId: null, status: 'succeeded', statusDetails: null,
    agentOutcome: null, startedAt: new Date().toISOString(), version: 1, understoodAs: 'stop',
  }, { sequence: 1 }); // prettier-ignore

  await service.deliver(stop, stop);

  expect(statesOf(await read(), 'sms')).toEqual(new Set(['cancelled']));
  expect(await optOutsLogged()).toHaveLength(1);
});

test('unsubscribing the only address closes email, and moves nothing to texts', async () => {
  const { customerId, read } = await givenCampaign();
  const customer = aCustomer(customerId);
  const contactIds = customer.contacts
    .filter(({ contactType }) => contactType === 'email')
    .map(({ contactId }) => contactId);

  await service.deliver(anEvent(ContactUnsubscribedV1, { ...customer, version: 2, contactIds }));

  const after = await read();
  expect(statesOf(after, 'email')).toEqual(new Set(['cancelled']));
  expect(after.campaign).toMatchObject({ active: true, touchesPlanned: 6 });
});
