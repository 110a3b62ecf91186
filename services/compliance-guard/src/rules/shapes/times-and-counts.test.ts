import type { CountedContact } from '../facts.ts';
import type { Row } from '../law.ts';
import { aCall, aFact } from '../some-facts.ts';
import { answer, judge, onDay, type Bare, type Case } from './shape-case.ts';

const days = (row: Partial<Extract<Row['shape'], { kind: 'count' }>> = {}): Pick<Row, 'shape'> => ({
  shape: {
    kind: 'count',
    max: 2,
    window: { days: 7 },
    unit: 'attempt',
    channels: ['voice', 'text'],
    per: 'debt',
    ...row,
  },
});
const two = [aCall('2026-11-26T10:00:00'), aCall('2026-11-27T10:00:00')];
const waking = { kind: 'hours', open: '08:00', close: '21:00' } as const;
const night: Bare = { shape: waking };

describe('hours', () => {
  test.each<Case>([
    { name: 'inside', row: night },
    { name: 'overnight windows', row: { shape: { kind: 'hours', open: '17:00', close: '08:00' } }, at: '2026-12-01T23:00:00Z' },
    { name: 'a weekday that is free', row: { shape: { kind: 'hours', open: '17:00', close: '08:00', weekdays: [1, 3] } } },
    { name: 'only the area code of the number counts', row: { shape: { ...waking, zones: 'contact-area-code' } }, over: { zones: ['Pacific/Guam', 'America/New_York'] } },
    { name: 'only the fixed zone counts', row: { shape: { ...waking, zones: 'fixed', fixed: ['America/New_York'] } }, over: { zones: ['Pacific/Guam'] } },
  ])('allowed: $name', (each) => {
    expect(judge(each)).toMatchObject({ isAllowed: true });
  }); // prettier-ignore

  test.each<Case>([
    { name: 'working hours of a weekday', row: { shape: { kind: 'hours', open: '17:00', close: '08:00', weekdays: [2] } }, next: '2026-12-01T22:00:00.000Z' },
    { name: 'a zone more', row: { shape: { ...waking, fixed: ['Pacific/Honolulu'] } }, next: '2026-12-01T18:00:00.000Z' },
    { name: 'unless the weekday ends first', row: { shape: { kind: 'hours', open: '10:00', close: '09:00', weekdays: [2] } }, at: '2026-12-01T14:30:00Z', next: '2026-12-01T15:00:00.000Z' },
  ])('closed: $name', (each) => {
    expect(judge(each)).toEqual(answer(each));
  }); // prettier-ignore
});

describe('stated times', () => {
  const row: Bare = { shape: { kind: 'stated-times', fact: 'statedInconvenientTimes' } };
  const stated = (...times: string[]) => ({ row, recorded: [aFact('statedInconvenientTimes', times)] });

  test.each<Case>([
    { name: 'nothing stated', row },
    { name: 'another time', ...stated('12:00-14:00') },
    { name: 'another weekday', ...stated('mon,wed 09:00-11:00') },
    { name: 'the end is free', ...stated('09:00-10:00') },
  ])('allowed: $name', (each) => {
    expect(judge(each)).toMatchObject({ isAllowed: true });
  });

  test.each<Case>([
    { name: 'until its end', ...stated('09:30-11:00'), next: '2026-12-01T16:00:00.000Z' },
    { name: 'on that weekday', ...stated('tue 09:30-11:00'), next: '2026-12-01T16:00:00.000Z' },
    { name: 'one after the other', ...stated('09:30-11:00', '11:00-12:30'), next: '2026-12-01T17:30:00.000Z' },
    { name: 'since yesterday night', ...stated('mon 22:00-11:00'), next: '2026-12-01T16:00:00.000Z' },
    { name: 'until the wish ends', row, recorded: [aFact('statedInconvenientTimes', ['09:00-20:00'], { until: Date.parse('2026-12-01T15:20:00Z') })], next: '2026-12-01T15:20:00.000Z' },
  ])('closed: $name', (each) => {
    expect(judge(each)).toEqual(answer(each));
  }); // prettier-ignore
});

describe('count', () => {
  const old = [aCall('2026-11-24T10:00:00'), aCall('2026-11-27T10:00:00')];
  const calls = (over: Partial<CountedContact>) => two.map((call) => ({ ...call, ...over }));

  test.each<Case>([
    { name: 'one has left the window', row: days(), contacts: old },
    { name: 'about another debt', row: days(), contacts: calls({ debtIds: ['LN-2-B'] }) },
    { name: 'to another number', row: days({ per: 'contact' }), contacts: calls({ contactId: 'CT-2-B' }) },
    { name: 'failed', row: days(), contacts: calls({ counts: false }) },
    { name: 'never connected', row: days(), contacts: calls({ reach: 'not-connected' }) },
    { name: 'rang only, where communications count', row: days({ unit: 'communication' }), contacts: calls({ reach: 'no-answer' }) },
    { name: 'no words exchanged', row: days({ unit: 'conversation' }), contacts: two },
    { name: 'consented', row: days({ notCounted: ['consented'] }), contacts: calls({ isConsented: true }) },
    { name: 'answers', row: days({ notCounted: ['response'] }), contacts: calls({ isResponse: true }) },
    { name: 'at another place', row: days({ labels: ['work'] }), contacts: two },
    { name: 'to the attorney', row: days(), contacts: calls({ affiliation: 'attorney' }) },
    { name: 'to another line', row: days({ lineTypes: ['residential'] }), contacts: two },
    { name: 'not prerecorded', row: days({ dialled: ['prerecorded'] }), contacts: two },
    { name: 'of another class', row: days(), contacts: calls({ themeClass: 'servicing' }) },
    { name: 'last calendar week', row: days({ window: { calendar: 'week' } }), contacts: two },
    { name: 'before the letter', row: days({ window: { since: 'workRequestOralAt' } }), contacts: two, recorded: [onDay('2026-11-28')] },
    { name: 'no letter', row: days({ window: { since: 'workRequestOralAt' } }), contacts: two },
  ])('allowed: $name', (each) => {
    expect(judge(each)).toMatchObject({ isAllowed: true });
  }); // prettier-ignore

  const monday = '2026-12-03T05:00:00.000Z';
  test.each<Case>([
    { name: 'reached', row: days(), contacts: two, next: monday },
    { name: 'about no debt in particular', row: days(), contacts: calls({ debtIds: [] }), next: monday },
    { name: 'per person, whatever the debt', row: days({ per: 'person' }), contacts: calls({ debtIds: ['LN-2-B'] }), next: monday },
    { name: 'a place nobody knows any more', row: days({ labels: ['work'] }), contacts: calls({ label: null }), next: monday },
    { name: 'a line nobody looked up', row: days({ lineTypes: ['residential'] }), contacts: calls({ lineType: null }), next: monday },
    { name: 'conversations, failed or not', row: days({ unit: 'conversation' }), contacts: calls({ isConversation: true, counts: false }), next: monday },
    { name: 'this calendar week', row: days({ window: { calendar: 'week' } }), contacts: [aCall('2026-11-29T10:00:00'), aCall('2026-11-30T10:00:00')], next: '2026-12-06T05:00:00.000Z' },
    { name: 'in all since the letter', row: days({ window: { since: 'workRequestOralAt' } }), contacts: two, recorded: [onDay('2026-11-20')] },
  ])('reached: $name', (each) => {
    expect(judge(each)).toEqual(answer(each));
  }); // prettier-ignore
});

describe('quiet after a conversation', () => {
  const row: Bare = { shape: { kind: 'quiet-after', event: 'conversation', days: 7 } };
  const talk = (over: Partial<CountedContact> = {}) => [
    aCall('2026-11-27T10:00:00', { isConversation: true, ...over }),
  ];

  test.each<Case>([
    { name: 'about another debt', row, contacts: talk({ debtIds: ['LN-2-B'] }) },
    { name: 'with the attorney', row, contacts: talk({ affiliation: 'attorney' }) },
    { name: 'seven days ago', row, contacts: talk(), at: '2026-12-04T15:00:00Z' },
  ])('allowed: $name', (each) => {
    expect(judge(each)).toMatchObject({ isAllowed: true });
  });

  test.each<Case>([
    { name: 'who called does not matter', row, contacts: talk({ counts: false }), next: '2026-12-04T05:00:00.000Z' },
    { name: 'about no debt in particular', row, contacts: talk({ debtIds: [] }), next: '2026-12-04T05:00:00.000Z' },
  ])('quiet: $name', (each) => {
    expect(judge(each)).toEqual(answer(each));
  });
});

describe('wait', () => {
  const row: Bare = { shape: { kind: 'wait', after: [{ fact: 'medicalNoticeMailedOn', days: 60 }] } };
  const mailed = (date: string) => [aFact('medicalNoticeMailedOn', date)];

  test.each<Case>([
    { name: 'over', row, recorded: mailed('2026-10-02') },
    { name: 'another debt’s', row, recorded: mailed('2026-10-02'), ask: { debtIds: ['LN-1-A'] } },
  ])('allowed: $name', (each) => {
    expect(judge(each)).toMatchObject({ isAllowed: true });
  });

  test.each<Case>([
    { name: 'until the day', row, recorded: mailed('2026-10-03'), next: '2026-12-02T05:00:00.000Z' },
    { name: 'an instant counts by its local date', row, recorded: mailed('2026-10-04T03:00:00Z'), next: '2026-12-02T05:00:00.000Z' },
    { name: 'nothing was mailed', row, next: null },
    { name: 'one of two debts waits', row, recorded: [aFact('medicalNoticeMailedOn', '2026-01-01', { of: 'LN-1-A' })], ask: { debtIds: ['LN-1-A', 'LN-2-B'] }, next: null },
    { name: 'the later of two', row: { shape: { kind: 'wait', after: [{ fact: 'medicalNoticeMailedOn', days: 60 }, { fact: 'employerNoticeAt', days: 5 }] } }, recorded: [...mailed('2026-10-03'), aFact('employerNoticeAt', '2026-11-30')], next: '2026-12-05T05:00:00.000Z' },
  ])('waits: $name', (each) => {
    expect(judge(each)).toEqual(answer(each));
  }); // prettier-ignore
});
