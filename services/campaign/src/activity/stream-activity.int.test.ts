import { newId } from '@fairdue/ids';
import { transaction } from '@fairdue/store';
import { eventually } from '@fairdue/testing';
import { startCampaignService } from '../testing/platform.ts';
import { readStream, type StreamReader } from '../testing/read-stream.ts';
import { activities, activityHeads, noteActivity } from './activity.store.ts';
import { documentActivity, type ActivityType } from './activity.ts';

type Service = Awaited<ReturnType<typeof startCampaignService>>;
let service: Service;
let other: Service;
const config = { ACTIVITY_HEARTBEAT_MS: '200', ACTIVITY_SLOW_READER_MS: '5000' };
beforeAll(async () => {
  service = await startCampaignService({ config });
  other = await startCampaignService({ config, beside: service });
});
afterAll(async () => {
  await other.stop();
  await service.stop();
});

let accounts = 0;
const anAccount = (): string => `CR-${++accounts}-S`;

type Type = Extract<ActivityType, `document.${string}`>;
const note = (at: Service, creditorId: string, count = 1, type: Type = 'document.updated', _id = 'DO-1-1') =>
  transaction(at.db, (tx) => {
    const document = { creditorId, _id };
    return noteActivity(tx, Array.from({ length: count }, () => documentActivity(newId('activity'), type, document, new Date()))); // prettier-ignore
  });

async function follow(at: Service, creditorId: string, query = '', lastEventId?: string): Promise<StreamReader> {
  const agent = await at.as({ creditorIds: [creditorId] });
  const request = agent.get(`/v1/activity/stream${query}`);
  const reader = readStream(lastEventId === undefined ? request : request.set('Last-Event-ID', lastEventId));
  await eventually(() => reader.text() !== '');
  return reader;
}
const listed = async (creditorId: string): Promise<{ id: string }[]> =>
  (await (await service.as({ creditorIds: [creditorId] })).get('/v1/activity?limit=100')).body.events;

test('what happens comes at once, at every replica, as the list shows it; what happened before does not', async () => {
  const creditorId = anAccount();
  await note(service, creditorId);
  const readers = [await follow(service, creditorId), await follow(other, creditorId)];

  await note(service, creditorId, 3);
  await note(other, creditorId, 2);
  for (const { ids } of readers) await eventually(() => ids.length === 5);

  const all = (await listed(creditorId)).slice(0, 5).reverse();
  for (const reader of readers) {
    expect(reader.events).toEqual(all);
    expect(reader.ids).toEqual(all.map(({ id }) => id));
    expect(reader.text()).toMatch(/^retry: 1000\nid: AT-/);
    reader.close();
  }
});

test('a reader that comes back at another replica goes on where it was, without a gap or a repeat', async () => {
  const creditorId = anAccount();
  const seen: string[] = [];
  let lastId: string | undefined;
  const writing = (async () => {
    for (let i = 0; i < 30; i++) await note(i % 2 === 0 ? service : other, creditorId, 3);
  })();

  for (let i = 0; seen.length < 90 && i < 500; i++) {
    const reader = await follow(i % 2 === 0 ? other : service, creditorId, '', lastId ?? 'AT-0000000000-0');
    const enough = Math.min(90, seen.length + 7);
    await eventually(() => seen.length + reader.ids.length >= enough);
    reader.close();
    seen.push(...reader.ids);
    lastId = reader.lastId();
  }
  await writing;

  expect(seen).toEqual((await listed(creditorId)).map(({ id }) => id).reverse());
});

test('one that saw nothing yet comes back with the place it began at', async () => {
  const creditorId = anAccount();
  const reader = await follow(service, creditorId);
  reader.close();
  await note(service, creditorId, 2);

  const again = await follow(other, creditorId, '', reader.lastId());

  await eventually(() => again.ids.length === 2);
  again.close();
});

test('of one type, and nobody else’s; and a comment when there is nothing', async () => {
  const creditorId = anAccount();
  const reader = await follow(service, creditorId, '?type=document.deleted');
  await note(service, anAccount(), 2, 'document.deleted');
  await note(service, creditorId, 2);

  await note(service, creditorId, 1, 'document.deleted');

  await eventually(() => reader.ids.length === 1 && reader.text().includes('\n: beat\n'));
  expect(reader.events).toMatchObject([{ type: 'document.deleted' }]);
  reader.close();
});

test('an id that is not of this feed is refused, and one whose followers are no longer kept is gone', async () => {
  const creditorId = anAccount();
  await note(service, creditorId, 3);
  const [, , first] = await listed(creditorId);
  const agent = await service.as({ creditorIds: [creditorId] });
  const from = (id: string) => agent.get('/v1/activity/stream').set('Last-Event-ID', id);

  const made = await from('AT-0000000001-ABC');
  await activities(service.db).deleteOne({ creditorId, seq: 2 });
  const gone = await from(first?.id ?? '');

  expect([made.status, made.body.error]).toEqual([400, 'Invalid query.']);
  expect([gone.status, gone.body.code]).toEqual([410, 'activity_not_kept']);
  const reader = await service.as({ creditorIds: [creditorId], permissions: ['campaign.documents:read'] });
  expect((await reader.get('/v1/activity/stream')).status).toBe(403);
  expect((await agent.head('/v1/activity/stream')).headers['content-type']).toBe('text/event-stream; charset=utf-8');
});

test('a reader that takes nothing is dropped and hinders nobody; it may come back', async () => {
  const creditorId = anAccount();
  const agent = await service.as({ creditorIds: [creditorId] });
  const standing = readStream(agent.get('/v1/activity/stream'), { stands: true });
  const reader = await follow(service, creditorId);
  const count = 3_000;

  for (let i = 0; i < 3; i++)
    await note(service, creditorId, count / 3, 'document.updated', `DO-1-${'X'.repeat(4_000)}`); // more than sockets keep
  await eventually(() => reader.ids.length === count, 60_000);
  reader.close();
  await eventually(async () => (await openStreams()) === 0, 60_000);

  standing.resume();
  await standing.ended;
  expect(standing.ids.length).toBeLessThan(count);
  const again = await follow(other, creditorId, '', standing.lastId());
  await eventually(() => standing.ids.length + again.ids.length === count, 60_000);
  again.close();
});

/** Those the first replica still answers. */
const openStreams = async (): Promise<number> => {
  const { text } = await (await service.as({ creditorIds: ['CR-0-S'] })).get('/metrics');
  return Number(/^fairdue_activity_streams(?:\{[^}]*\})? (\d+)$/m.exec(text)?.[1] ?? NaN);
};

test('a stream that fails as it begins is ended, so that its reader comes back', async () => {
  const heads = activityHeads(service.db);
  const real = heads.findOne.bind(heads);
  let asked = 0;
  heads.findOne = ((...query: Parameters<typeof real>) => {
    asked++;
    if (asked === 2) throw new Error('the store is away'); // its answer has begun by then
    return real(...query);
  }) as typeof heads.findOne;

  const agent = await service.as({ creditorIds: [anAccount()] });
  const reader = readStream(agent.get('/v1/activity/stream'));
  await reader.ended;
  heads.findOne = real as typeof heads.findOne;

  expect(asked).toBe(2);
  expect(reader.text()).toBe('');
});

test('a replica that stops ends its streams at once, and their readers go on elsewhere', async () => {
  const creditorId = anAccount();
  const third = await startCampaignService({ config, beside: service });
  const reader = await follow(third, creditorId);
  await note(third, creditorId);
  await eventually(() => reader.ids.length === 1);

  await third.stop();
  await reader.ended;
  await note(service, creditorId);

  const again = await follow(other, creditorId, '', reader.lastId());
  await eventually(() => again.ids.length === 1);
  expect((await listed(creditorId)).map(({ id }) => id)).toEqual([again.ids[0], reader.ids[0]]);
  again.close();
});
