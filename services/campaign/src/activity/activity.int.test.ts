import { DebtUpdatedV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { transaction } from '@fairdue/store';
import { anEvent, eventually } from '@fairdue/testing';
import { creditorId, place, startCampaignService } from '../testing/platform.ts';
import { activities, activityAfter, activityBefore, lastPlace, noteActivity } from './activity.store.ts';
import { documentActivity, placeIn, type PlacedActivity } from './activity.ts';
import { placeActivity } from './place-activity.ts';

let service: Awaited<ReturnType<typeof startCampaignService>>;
let other: Awaited<ReturnType<typeof startCampaignService>>;
beforeAll(async () => {
  service = await startCampaignService();
  other = await startCampaignService({ beside: service });
});
afterAll(async () => {
  await other.stop();
  await service.stop();
});

type Event = { id: string; type: string; documentId: string };
const feed = async (query = '', of = creditorId) =>
  (await service.as({ creditorIds: [of] })).get(`/v1/activity?limit=100${query}`);
const eventsOf = async (query = '', of = creditorId): Promise<Event[]> => (await feed(query, of)).body.events;

const anActivity = (of: string) => documentActivity(newId('activity'), 'document.updated', { creditorId: of, _id: 'DO-1-1' }, new Date()); // prettier-ignore
const note = (db: typeof service.db, of: string) => transaction(db, (tx) => noteActivity(tx, [anActivity(of)]));

async function startCampaign(): Promise<{ documentId: string; debt: Awaited<ReturnType<typeof place>>['debt'] }> {
  const { documentId, debt } = await place(service);
  const body = { sms: true, email: true, call: false, tone: 'neutral', cadence: 'as needed' };
  await (
    await service.as({ creditorIds: [creditorId] })
  )
    .post(`/v1/documents/${documentId}/rcm`)
    .send(body)
    .expect(201);
  return { documentId, debt };
}

test('M11: what has been answered is in the feed, newest first, and says nothing about a person', async () => {
  const { documentId, debt } = await startCampaign();
  await service.deliver(anEvent(DebtUpdatedV1, { ...debt, defaultDate: '2027-06-01', version: 2 }));

  const events = (await eventsOf()).filter((event) => event.documentId === documentId);

  expect(events.map(({ type }) => type).sort()).toEqual([
    'loan.status_changed',
    'rcm.cadence_not_understood',
    'rcm.campaign_ended',
    'rcm.campaign_started',
  ]);
  expect([...events].sort((a, b) => (a.id < b.id ? 1 : -1))).toEqual(events);
  expect(Object.keys(events[0] ?? {}).sort()).toEqual(
    ['at', 'campaignId', 'channel', 'documentId', 'id', 'touchId', 'type'],
  ); // prettier-ignore
});

test('a feed is read page by page, and by type; nobody reads another account’s', async () => {
  await startCampaign();
  const all = await eventsOf();

  const [first, second] = all;
  expect((await eventsOf(`&startingAfter=${first?.id}`)).map(({ id }) => id)).toEqual(all.slice(1).map(({ id }) => id));
  const started = await eventsOf('&type=rcm.campaign_started');
  expect(started).toEqual(all.filter(({ type }) => type === 'rcm.campaign_started'));
  expect(await eventsOf('&type=nothing')).toEqual([]);
  expect(await eventsOf('', 'CR-9-9')).toEqual([]);
  const foreign = await feed(`&startingAfter=${second?.id}`, 'CR-9-9');
  const never = await feed('&startingAfter=AT-000000000V-ABC', 'CR-9-9');
  expect([foreign.status, foreign.text]).toEqual([400, never.text]);
  expect(foreign.body.error).toBe('Invalid query.');
});

test('an event that commits late, and was written down early, has a place after all that were read before', async () => {
  const of = 'CR-2-2';
  const early = anActivity(of);
  await eventually(() => Date.parse(new Date().toISOString()) > early.at.getTime()); // its id sorts before all others
  await note(service.db, of);
  const before = await eventsOf('', of);

  await transaction(service.db, (tx) => noteActivity(tx, [early]));

  const after = await eventsOf('', of);
  expect([before.length, after.length]).toEqual([1, 2]);
  expect(after.slice(1)).toEqual(before);
  expect(after[0]?.id.endsWith(early._id.slice(-16))).toBe(true);
});

test('two replicas place what many write: once each, without a gap, and never behind what a reader has seen', async () => {
  const of = 'CR-3-3';
  const seen: number[] = [];
  let over = false;
  const reading = (async () => {
    while (!over || seen.length < 200) {
      const rows = await activityAfter(other.db, of, seen.at(-1) ?? 0, { limit: 7 });
      seen.push(...rows.map(({ seq }) => seq));
    }
  })();

  for (let i = 0; i < 10; i++)
    await Promise.all(Array.from({ length: 20 }, (_, j) => note(j % 2 === 0 ? service.db : other.db, of)));
  over = true;
  await reading;

  expect(seen).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  expect(await lastPlace({ db: service.db }, of)).toBe(200);
});

test('what a crash left without a place gets one by itself', async () => {
  const of = 'CR-4-4';
  const lost = anActivity(of);
  await activities(service.db).collection.insertOne({ ...lost, waits: true, recordedAt: new Date() } as never);

  await eventually(async () => (await activityBefore(service.db, of, undefined, { limit: 1 })).length === 1);
});

test('a feed of more than one batch is placed whole', async () => {
  const of = 'CR-5-5';
  const rows = Array.from({ length: 1_001 }, () => ({ ...anActivity(of), waits: true, recordedAt: new Date() }));
  await activities(service.db).collection.insertMany(rows as never[]);

  await placeActivity(service.db, of, service.clock.now());

  const placed = await activities(service.db).find({ creditorId: of }).sort({ _id: 1 }).lean<PlacedActivity[]>();
  expect(placed.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(rows.map((_, i) => i + 1));
  expect(placeIn((await eventsOf('', of))[0]?.id ?? '')).toBe(1_001);
});
