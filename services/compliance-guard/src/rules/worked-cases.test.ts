import { evaluate, isBlocking } from './evaluate.ts';
import type { Asked, CountedContact, Facts } from './facts.ts';
import { nextAllowedAt } from './next-allowed.ts';
import { ruleset } from './ruleset.ts';
import { aCall, anAsk, someFacts, zonesIn } from './some-facts.ts';

const NY = 'America/New_York';
const sevenCalls = ['12-01', '12-02', '12-02', '12-02', '12-03', '12-03', '12-03'].map((day, i) =>
  aCall(`2026-${day}T1${i}:00:00`),
);
const talk = (at: string) => [aCall(at, { isConversation: true })];

type Case = {
  no: number | string;
  at: string;
  zones?: readonly string[];
  ask?: Partial<Omit<Asked, 'at'>>;
  contacts?: readonly CountedContact[];
  facts?: Partial<Facts>;
  by?: string[];
  next?: string | null;
};

/** The cases of the rules document that these rules decide, by its numbers; `by` names the rules that refuse. */
const cases: readonly Case[] = [
  { no: 1, at: '2026-12-01T15:00:00Z' },
  { no: 2, at: '2026-12-01T12:59:59Z', by: ['reg-f-hours'], next: '2026-12-01T13:00:00.000Z' },
  { no: 3, at: '2026-12-02T02:00:00Z', by: ['reg-f-hours'], next: '2026-12-02T13:00:00.000Z' },
  { no: 4, at: '2026-12-02T01:59:59Z' },
  { no: 5, at: '2026-12-01T15:30:00Z', zones: ['America/Los_Angeles', NY], by: ['reg-f-hours'], next: '2026-12-01T16:00:00.000Z' },
  { no: 6, at: '2026-12-02T02:30:00Z', zones: ['America/Los_Angeles', NY], by: ['reg-f-hours'], next: '2026-12-02T16:00:00.000Z' },
  { no: 7, at: '2026-12-01T17:00:00Z', zones: ['Pacific/Honolulu', NY], by: ['reg-f-hours'], next: '2026-12-01T18:00:00.000Z' },
  { no: 8, at: '2027-07-01T17:30:00Z', zones: ['Pacific/Honolulu', NY], by: ['reg-f-hours'], next: '2027-07-01T18:00:00.000Z' },
  { no: 9, at: '2027-03-13T12:30:00Z', ask: { channel: 'email' }, by: ['reg-f-hours'], next: '2027-03-13T13:00:00.000Z' },
  { no: 10, at: '2027-03-14T12:30:00Z', ask: { channel: 'email' } },
  { no: 11, at: '2026-10-31T12:30:00Z', ask: { channel: 'text' } },
  { no: 12, at: '2026-11-01T12:30:00Z', ask: { channel: 'text' }, by: ['reg-f-hours'], next: '2026-11-01T13:00:00.000Z' },
  { no: 13, at: '2027-03-14T14:30:00Z', zones: zonesIn('AZ', '85001'), by: ['reg-f-hours'], next: '2027-03-14T15:00:00.000Z' },
  { no: 14, at: '2027-07-01T14:30:00Z', zones: zonesIn('AZ', '86515') },
  { no: 15, at: '2027-07-01T14:30:00Z', zones: zonesIn('AZ', '86599'), by: ['reg-f-hours'], next: '2027-07-01T15:00:00.000Z' },
  { no: 16, at: '2026-12-01T13:30:00Z', zones: zonesIn('FL'), by: ['reg-f-hours'], next: '2026-12-01T14:00:00.000Z' },
  { no: 17, at: '2026-12-01T15:00:00Z', zones: [NY, 'Pacific/Guam'], by: ['reg-f-hours'], next: '2026-12-01T22:00:00.000Z' },
  { no: 18, at: '2026-12-04T15:00:00Z', contacts: sevenCalls.slice(0, 6) },
  { no: '18, the seventh dated tomorrow by another replica’s clock', at: '2026-12-04T15:00:00Z', contacts: [...sevenCalls.slice(0, 6), aCall('2026-12-05T00:30:00')], by: ['reg-f-calls-7-in-7'], next: '2026-12-08T13:00:00.000Z' },
  { no: 19, at: '2026-12-07T15:00:00Z', contacts: sevenCalls, by: ['reg-f-calls-7-in-7'], next: '2026-12-08T13:00:00.000Z' },
  { no: '20 and 22', at: '2026-12-07T15:00:00Z', contacts: sevenCalls.map((call, i) => (i < 2 ? { ...call, counts: false } : call)) },
  { no: 23, at: '2026-12-08T15:00:00Z', contacts: talk('2026-12-07T15:00:00'), by: ['reg-f-calls-after-conversation'], next: '2026-12-14T13:00:00.000Z' },
  { no: 24, at: '2026-12-14T01:00:00Z', contacts: talk('2026-12-07T15:00:00'), by: ['reg-f-calls-after-conversation'], next: '2026-12-14T13:00:00.000Z' },
  { no: 25, at: '2026-12-14T13:00:00Z', contacts: talk('2026-12-07T15:00:00') },
  { no: 26, at: '2026-12-08T15:00:00Z', contacts: [aCall('2026-12-07T15:00:00', { counts: false, isConversation: true })], by: ['reg-f-calls-after-conversation'], next: '2026-12-14T13:00:00.000Z' },
  { no: 28, at: '2027-03-17T14:00:00Z', contacts: talk('2027-03-11T20:00:00'), by: ['reg-f-calls-after-conversation'], next: '2027-03-18T12:00:00.000Z' },
  { no: 29, at: '2026-12-07T15:00:00Z', contacts: sevenCalls, ask: { debtIds: ['LN-2-B'] } },
  { no: 30, at: '2026-12-07T15:00:00Z', contacts: sevenCalls, ask: { debtIds: ['LN-1-A', 'LN-2-B'] }, by: ['reg-f-calls-7-in-7'], next: '2026-12-08T13:00:00.000Z' },
  { no: 31, at: '2026-12-07T15:00:00Z', contacts: sevenCalls, facts: { contact: { ...someFacts(anAsk({ at: '2026-12-07T15:00:00Z' })).contact, affiliation: 'attorney' } } },
  { no: 32, at: '2026-12-07T15:00:00Z', contacts: sevenCalls, ask: { channel: 'text' } },
  { no: 43, at: '2026-12-07T15:00:00Z', ask: { isAutodialed: true }, by: ['tcpa-cell-consent'], next: null },
  { no: 60, at: '2026-12-08T02:30:00Z', contacts: sevenCalls, by: ['reg-f-calls-7-in-7', 'reg-f-hours'], next: '2026-12-08T13:00:00.000Z' },
]; // prettier-ignore

test.each(cases)(
  'worked case $no',
  ({ at, zones = [NY], ask = {}, contacts = [], facts = {}, by = [], next = null }) => {
    const asked = someFacts(anAsk({ at, ...ask }), { zones, contacts, ...facts });

    const judged = evaluate(ruleset, asked);

    expect(judged.filter(isBlocking).map(({ rule }) => rule.id)).toEqual(by);
    if (by.length === 0) return;
    const time = nextAllowedAt(ruleset, asked, judged);
    expect(time === null ? null : new Date(time).toISOString()).toBe(next);
  },
);

test('worked cases 41 and 42: a first party that chose not to follow the federal hours is not bound by them', () => {
  const at = '2026-12-02T03:00:00Z';
  const settings = {
    collectorRole: 'firstParty',
    applyRegFToFirstParty: false,
    debtType: 'DEBT_TYPE_CONSUMER',
  } as const;

  const firstParty = evaluate(ruleset, someFacts(anAsk({ at, channel: 'email' }), { settings }));
  const thirdParty = evaluate(ruleset, someFacts(anAsk({ at, channel: 'email' })));

  expect(firstParty.filter(isBlocking)).toEqual([]);
  expect(thirdParty.filter(isBlocking).map(({ rule }) => rule.id)).toEqual(['reg-f-hours']);
});
