import { verifyWebhook } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import { transaction } from '@fairdue/store';
import { eventually } from '@fairdue/testing';
import { timers } from '@fairdue/timers';
import { noteActivity } from '../activity/activity.store.ts';
import { documentActivity, type ActivityType } from '../activity/activity.ts';
import { aReceiver, type Manner, type Receiver } from '../testing/a-receiver.ts';
import { startCampaignService } from '../testing/platform.ts';
import { deliveries, webhooks } from './webhook.store.ts';

type Service = Awaited<ReturnType<typeof startCampaignService>>;
let service: Service;
let other: Service;
const config = { WEBHOOK_HOSTS_INSIDE: '127.0.0.1', WEBHOOK_ANSWER_MS: '1000' };
beforeAll(async () => {
  service = await startCampaignService({ config });
  other = await startCampaignService({ config, beside: service });
});
const receivers: Receiver[] = [];
afterEach(() => receivers.splice(0).forEach((each) => each.close()));
afterAll(async () => {
  await other.stop();
  await service.stop();
});

let accounts = 0;
const hour = 3_600_000;
const later = (hours: number): Date => new Date(service.clock.now().getTime() + hours * hour);

/** Both replicas have the same time. */
async function moveTo(at: Date): Promise<void> {
  other.clock.moveTo(at);
  await service.moveTo(at);
  await other.settle();
}

type Type = Extract<ActivityType, `document.${string}`>;
type Delivery = { eventId: string; state: string; attempts: number; cause: string | null; answer: string | null };
type Webhook = { id: string; state: string; failures: number; cause: string | null };

async function given(manner?: Manner, over: object = {}) {
  const creditorId = `CR-${++accounts}-W`;
  const receiver = await aReceiver(manner);
  receivers.push(receiver);
  const agent = async () => service.as({ creditorIds: [creditorId] }); // its token lives for a minute
  const created = await (await agent()).post('/v1/webhooks').send({ url: receiver.url, ...over }).expect(201);
  const { webhook, secret } = created.body as { webhook: Webhook; secret: string };
  const path = `/v1/webhooks/${webhook.id}`;
  return {
    creditorId, receiver, agent, secret, path, webhookId: webhook.id,
    note: (count = 1, type: Type = 'document.updated', at: Service = service) =>
      transaction(at.db, (tx) => {
        const document = { creditorId, _id: 'DO-1-1' };
        const all = Array.from({ length: count }, () => documentActivity(newId('activity'), type, document, at.clock.now()));
        return noteActivity(tx, all);
      }),
    read: async () => (await (await agent()).get(path).expect(200)).body.webhook as Webhook,
    deliveries: async (query = '') => (await (await agent()).get(`${path}/deliveries?limit=100${query}`).expect(200)).body.deliveries as Delivery[],
    feed: async () => ((await (await agent()).get('/v1/activity?limit=100')).body.events as { id: string; type: string }[]).reverse(),
  };
} // prettier-ignore

/** Each id once, in the order in which it came first. */
const firstIds = (ids: string[]): string[] => [...new Set(ids)];
const came = (receiver: Receiver, count: number) => eventually(() => firstIds(receiver.ids()).length >= count, 30_000);

test('events come signed, once each and in order, as the feed shows them, whichever replica wrote them', async () => {
  const { receiver, note, feed, secret, deliveries } = await given();

  for (let i = 0; i < 20; i++) await note(3, 'document.updated', i % 2 === 0 ? service : other);
  await came(receiver, 60);
  await service.settle();

  const events = await feed();
  expect(receiver.ids()).toEqual(events.map(({ id }) => id));
  expect(receiver.posts.map(({ body }) => body['data'])).toEqual(events);
  for (const { headers, bytes, id } of receiver.posts)
    expect(verifyWebhook([secret], headers, new Date(), bytes)).toBe(id);
  const told = await eventually(async () => {
    const all = await deliveries();
    return all.length === 60 && all;
  });
  expect(told[0]).toMatchObject({ eventId: events[59]?.id, state: 'delivered', attempts: 1, answer: 'thanks' });
});

test('a receiver that answers 500 for a day gets all, in order, when it is back', async () => {
  const { receiver, note, feed, read, deliveries } = await given(() => 500);
  await note(3);
  await came(receiver, 1);

  for (let i = 0; i < 24; i++) await moveTo(later(1));
  await note(2);
  expect(firstIds(receiver.ids())).toHaveLength(1);
  expect((await read()).failures).toBeGreaterThan(8);
  expect(await deliveries('&state=waiting')).toMatchObject([{ cause: 'status-500', state: 'waiting' }]);
  receiver.manner = () => 200;
  await moveTo(later(9));
  await came(receiver, 5);
  await service.settle();

  expect(firstIds(receiver.ids())).toEqual((await feed()).map(({ id }) => id));
  expect(await read()).toMatchObject({ state: 'active', failures: 0, cause: null });
});

test('after three days events are given up and the webhook is failing; a replay brings them under their ids', async () => {
  const began = service.clock.now();
  const { receiver, note, feed, read, deliveries, agent, path } = await given(() => 503);
  await note(2);
  await came(receiver, 1);

  for (let i = 0; i < 10; i++) await moveTo(later(8));
  expect(await read()).toMatchObject({ state: 'failing', cause: 'status-503' });
  expect((await deliveries()).map(({ state }) => state)).toEqual(['failed', 'failed']);
  receiver.manner = () => 200;
  receiver.posts.splice(0);
  await (await agent()).post(`${path}/replay`).send({ from: began.toISOString() }).expect(200);
  await came(receiver, 2);
  await service.settle();

  expect(receiver.ids()).toEqual((await feed()).map(({ id }) => id));
  await eventually(async () => (await read()).state === 'active');
  expect((await deliveries()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
});

test('an event that is refused lets later ones pass, and is tried again by itself', async () => {
  let poison = '';
  const { receiver, note, feed, deliveries } = await given(({ id }) => (id === poison ? 422 : 200));
  await note(3);
  await came(receiver, 3);
  const last = receiver.ids().length;
  receiver.manner = ({ id }) => ((poison ||= id) === id ? 422 : 200);

  await note(3);
  await came(receiver, last + 3);
  await service.settle();
  expect(await deliveries('&state=waiting')).toMatchObject([{ eventId: poison, cause: 'status-422' }]);
  poison = 'none';
  await moveTo(later(1));

  await eventually(async () => (await deliveries('&state=waiting')).length === 0);
  expect(new Set(receiver.ids())).toEqual(new Set((await feed()).map(({ id }) => id)));
});

test('one that hangs is given up in time and holds up no other', async () => {
  const hanging = await given(() => 'hang');
  const healthy = await given();
  await hanging.note();
  await came(hanging.receiver, 1);
  await eventually(async () => (await hanging.read()).failures === 1);

  const retrying = moveTo(later(1));
  await healthy.note(5);
  await came(healthy.receiver, 5);
  await retrying;

  expect(await hanging.read()).toMatchObject({ cause: 'timeout' });
});

test('one whose secret no key opens any more fails alone, and its events wait for a new secret', async () => {
  const closed = await given();
  const healthy = await given();
  await webhooks(service.db).updateOne(
    { _id: closed.webhookId, creditorId: closed.creditorId },
    { $set: { 'secrets.0.keyId': 'gone' } },
  );

  await closed.note();
  await healthy.note();

  await eventually(async () => (await healthy.deliveries())[0]?.state === 'delivered');
  await eventually(async () => (await closed.read()).failures === 1);
  expect((await healthy.deliveries())[0]).toMatchObject({ attempts: 1 });
  expect((await closed.read()).cause).toBe('secret-not-readable');
  await (await closed.agent()).post(`${closed.path}/rotate`).expect(200);
  await eventually(async () => (await closed.deliveries())[0]?.state === 'delivered');
});

test('nothing is posted inside: neither where a redirect leads nor where a name has come to stand', async () => {
  const inside = await aReceiver();
  receivers.push(inside);
  const redirected = await given(() => ({ status: 302, headers: { location: inside.url } }));
  const renamed = await given();
  const url = `http://localhost:${inside.port}/hook`; // a name that was somebody else's when it was checked
  await webhooks(service.db).updateOne({ _id: renamed.webhookId, creditorId: renamed.creditorId }, { url });

  await redirected.note();
  await renamed.note();

  await eventually(async () => (await redirected.read()).cause === 'status-302');
  await eventually(async () => (await renamed.read()).cause === 'address-not-public');
  expect(inside.posts).toEqual([]);
});

test('what is said back is kept to its first kilobyte', async () => {
  const { receiver, note, deliveries } = await given(() => ({ status: 400, body: 'x'.repeat(1_000_000) }));
  await note();
  await came(receiver, 1);

  const [told] = await eventually(async () => {
    const all = await deliveries();
    return all.length === 1 && all;
  });

  expect(told?.answer).toBe('x'.repeat(1_024));
});

test('a worker that dies between the post and its note repeats it under the same id', async () => {
  const { receiver, note, read, deliveries } = await given();
  await eventually(async () => (await timers(service.db).countDocuments({ kind: 'webhook-due' })) === 0);
  let isTaken = false;
  receiver.manner = async () => {
    if (isTaken) return 200;
    // Another worker has its row by now: what this one worked out is void, as if it had been killed here.
    await timers(service.db).updateMany({ kind: 'webhook-due' }, { $inc: { revision: 1 } });
    isTaken = true;
    return 200;
  };

  await note();
  await eventually(() => receiver.posts.length === 2);
  await service.settle();

  expect(new Set(receiver.ids()).size).toBe(1);
  await eventually(async () => (await deliveries()).length === 1);
  expect(await read()).toMatchObject({ state: 'active', failures: 0 });
});

test('a change that meets a round under way loses nothing', async () => {
  const { receiver, note, agent, path, feed } = await given();
  for (let i = 0; i < 12; i++) {
    const changed = (await agent()).patch(path).send({ description: `change ${i}` });
    await Promise.all([note(), changed.expect(200)]);
  }

  await came(receiver, 12);

  expect(firstIds(receiver.ids())).toEqual((await feed()).map(({ id }) => id));
});

test('a rotated secret signs beside the new one for a day', async () => {
  const { receiver, note, secret, agent, path } = await given();
  const answer = await (await agent()).post(`${path}/rotate`).send({}).expect(200);
  const fresh = answer.body.secret as string;

  await note();
  await came(receiver, 1);
  await moveTo(later(25));
  await note();
  await came(receiver, 2);

  const holds = (by: string, at: number): boolean => {
    const post = receiver.posts[at];
    try {
      return post !== undefined && verifyWebhook([by], post.headers, new Date(), post.bytes) === post.id;
    } catch {
      return false;
    }
  };
  expect([holds(secret, 0), holds(fresh, 0), holds(secret, 1), holds(fresh, 1)]).toEqual([true, true, false, true]);
  const stored = JSON.stringify(
    await webhooks(service.db)
      .find({ creditorId: { $exists: true } })
      .lean(),
  );
  expect([secret, fresh].some((each) => stored.includes(each.slice('whsec_'.length)))).toBe(false);
});

test('of the types it wants; while it is paused nothing comes, and then all of it; deleted it hears no more', async () => {
  const { receiver, note, agent, path, feed } = await given(undefined, { types: ['document.deleted'] });
  await (await agent()).patch(path).send({ state: 'paused' }).expect(200);
  await note(2);
  await note(2, 'document.deleted');
  await service.settle();
  expect(receiver.posts).toEqual([]);

  await (await agent()).patch(path).send({ state: 'active' }).expect(200);
  await came(receiver, 2);
  expect(receiver.ids()).toEqual((await feed()).slice(2).map(({ id }) => id));
  await (await agent()).delete(path).expect(204);
  await note(1, 'document.deleted');
  await service.settle();

  expect(receiver.posts).toHaveLength(2);
  expect((await (await agent()).get(path)).status).toBe(404);
});

test.each([
  'http://example.com/hook', 'https://10.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/latest', 'https://localhost/hook',
  'https://2130706434/', 'https://user:secret@example.com/', 'ftp://example.com/', 'nothing',
])('%s is refused at the door', async (url) => {
  const agent = await service.as({ creditorIds: ['CR-1-D'] });

  const { status, body } = await agent.post('/v1/webhooks').send({ url });

  expect([status, ['webhook_url_refused', 'request_invalid'].includes(body.code as string)]).toEqual([400, true]);
}); // prettier-ignore

test('a webhook is its account’s alone, there are ten at most, and a repeated request makes no second one', async () => {
  const { agent, path, receiver, creditorId } = await given();
  const foreign = await service.as({ creditorIds: ['CR-9-9'] });
  const reader = await service.as({ creditorIds: [creditorId], permissions: ['campaign.webhooks:read'] });
  const create = async (key: string) =>
    (await agent()).post('/v1/webhooks').set('Idempotency-Key', key).send({ url: receiver.url });

  expect((await foreign.get(path)).body).toEqual({ error: 'Not found.', code: 'webhook_not_found' });
  expect((await foreign.delete(path)).status).toBe(404);
  expect((await foreign.post(`${path}/rotate`).send({})).status).toBe(404);
  expect((await foreign.get(`${path}/deliveries`)).status).toBe(404);
  expect((await reader.post('/v1/webhooks').send({ url: receiver.url })).status).toBe(403);
  const first = await create('one');
  const again = await create('one');
  expect(again.text).toBe(first.text);
  expect(first.body.secret).toMatch(/^whsec_/);
  const kept = await service.db.collection('idempotency-keys').find().toArray();
  expect(JSON.stringify(kept)).not.toContain(first.body.secret);
  for (let i = 2; i < 10; i++) expect((await create(`key-${i}`)).status).toBe(201);
  expect((await create('eleventh')).body.code).toBe('webhooks_too_many');
  expect((await (await agent()).get('/v1/webhooks')).body.webhooks).toHaveLength(10);
  expect(JSON.stringify((await reader.get('/v1/webhooks')).body)).not.toContain('whsec_');
  expect(await deliveries(service.db).countDocuments({ creditorId })).toBe(0);
});
