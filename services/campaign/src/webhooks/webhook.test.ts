import type { PlacedActivity } from '../activity/activity.ts';
import { giveUpAt, isRefusal, pauseMs, settled, type Attempt, type Round, type Webhook } from './webhook.ts';

const now = new Date('2026-12-04T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

const webhook: Webhook = {
  _id: 'WH-1-1', creditorId: 'CR-1-1', url: 'https://a.example/', description: null, types: null, state: 'active', secrets: [],
  position: 3, since: daysAgo(30), revision: 1, awake: true, failures: 0, cause: null, createdAt: daysAgo(30), updatedAt: daysAgo(30),
}; // prettier-ignore

const event = (seq: number, at = now): PlacedActivity => ({
  _id: `AT-1-${seq}`, seq, creditorId: 'CR-1-1', at, type: 'document.updated', documentId: 'DO-1-1', campaignId: null, touchId: null,
  channel: null,
}); // prettier-ignore
const attempt = (seq: number, status: number | null, at?: Date): Attempt => ({
  activity: event(seq, at), at: now, status, answer: null, cause: status === 200 ? null : `status-${status}`,
}); // prettier-ignore
const round = (attempts: Attempt[], over: Partial<Round> = {}): Round => ({
  attempts, page: attempts.map(({ activity }) => activity), lookedTo: 9, mayStandAside: true, ...over,
}); // prettier-ignore

test('what has come through is behind it, and so is what it does not want', () => {
  const done = settled(webhook, round([attempt(4, 200), attempt(6, 200)]), now);

  expect(done).toMatchObject({ webhook: { position: 9, failures: 0 }, waiting: null, next: 'when-woken' });
  expect(settled(webhook, round([]), now)).toMatchObject({ webhook: { position: 9 }, next: 'when-woken' });
});

test('a round that ran out of time goes on where it stopped', () => {
  const done = settled(webhook, round([attempt(4, 200)], { page: [event(4), event(5)] }), now);

  expect(done).toMatchObject({ webhook: { position: 4 }, next: 'now' });
});

test.each([500, 503, 302, 429, 408, null])('after status %s nothing passes it', (status) => {
  const page = [event(4), event(5), event(6)];
  const done = settled(webhook, round([attempt(4, 200), attempt(5, status)], { page }), now);

  expect(done).toMatchObject({ webhook: { position: 4, failures: 1, state: 'active' }, aside: [], next: 'later' });
  expect(done.waiting?.activity.seq).toBe(5);
});

test.each([400, 404, 410, 422])('an event refused with %s stands aside, unless too many do', (status) => {
  const refused = round([attempt(4, status)], { page: [event(4), event(5)] });

  expect(settled(webhook, refused, now)).toMatchObject({ webhook: { position: 4, failures: 0 }, next: 'now' });
  expect(settled(webhook, refused, now).aside).toHaveLength(1);
  expect(settled(webhook, { ...refused, mayStandAside: false }, now)).toMatchObject({ webhook: { position: 3 } });
});

test('after three days an event is given up, with those that waited as long behind it', () => {
  const page = [event(4, daysAgo(3)), event(5, daysAgo(3.5)), event(6, daysAgo(2)), event(7, daysAgo(4))];
  const done = settled({ ...webhook, failures: 12 }, round([attempt(4, 500, daysAgo(3))], { page }), now);

  expect(done).toMatchObject({
    webhook: { position: 5, failures: 13, state: 'failing' },
    waiting: null,
    next: 'later',
  });
  expect(done.givenUp.map(({ seq }) => seq)).toEqual([4, 5]);
});

test('one that comes through ends the trouble', () => {
  const troubled: Webhook = { ...webhook, state: 'failing', failures: 20, cause: 'timeout' };

  expect(settled(troubled, round([attempt(4, 200)]), now).webhook).toMatchObject({
    state: 'active',
    failures: 0,
    cause: null,
  });
});

test('what a person had begin anew has three days from then', () => {
  expect(giveUpAt({ since: daysAgo(1) }, event(1, daysAgo(30)))).toEqual(daysAgo(-2));
  expect(giveUpAt({ since: daysAgo(30) }, event(1, daysAgo(1)))).toEqual(daysAgo(-2));
});

test('pauses grow, and never beyond eight hours', () => {
  const pauses = Array.from({ length: 40 }, (_, i) => pauseMs(i + 1));

  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect([pauses[0], pauses.at(-1)]).toEqual([5_000, 8 * 3_600_000]);
  expect([200, 301, 429, 500, null].some((status) => isRefusal({ status }))).toBe(false);
});
