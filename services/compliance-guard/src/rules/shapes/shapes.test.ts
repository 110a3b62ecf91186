import { after, has, is, within } from '../condition.ts';
import { evaluate, isBlocking } from '../evaluate.ts';
import type { Asked, CountedContact, Facts, RecordedFact } from '../facts.ts';
import { lawOf, type Row } from '../law.ts';
import { nextAllowedAt } from '../next-allowed.ts';
import { parseRecords, rulesetOf } from '../ruleset.ts';
import { aCall, aContact, aFact, anAsk, someFacts } from '../some-facts.ts';

const law = lawOf({ jurisdiction: 'US', authority: 'Test' });
type Bare = Omit<Row, 'id' | 'name' | 'group' | 'cite'>;
const rulesetFor = (row: Bare) =>
  rulesetOf('test', parseRecords([law({ id: 'the-rule', name: 'The rule', group: 'other-hold', cite: '1', ...row })]));

/** 10:00 of a Tuesday in New York unless a case says otherwise; `next` is when contact is lawful again. */
type Case = {
  name: string;
  row: Bare;
  at?: string;
  ask?: Partial<Omit<Asked, 'at'>>;
  over?: Partial<Facts>;
  contacts?: readonly CountedContact[];
  recorded?: readonly RecordedFact[];
  next?: string | null;
};

function judge({ row, at = '2026-12-01T15:00:00Z', ask = {}, over = {}, contacts = [], recorded = [] }: Case) {
  const ruleset = rulesetFor(row);
  const facts = someFacts(anAsk({ at, ...ask }), { contacts, recorded, ...over });
  const judged = evaluate(ruleset, facts);
  const isAllowed = !judged.some(isBlocking);
  const next = isAllowed ? null : nextAllowedAt(ruleset, facts, judged);
  return { isAllowed, next: next === null ? null : new Date(next).toISOString() };
}

const expectAllowed = (each: Case) => expect(judge(each)).toMatchObject({ isAllowed: true });
const expectBlocked = (each: Case) => expect(judge(each)).toEqual({ isAllowed: false, next: each.next ?? null });

const at = (text: string, over: Partial<RecordedFact> = {}, name = 'workRequestOralAt') =>
  aFact(name, text, { from: Date.parse(`${text.slice(0, 10)}T12:00:00Z`), ...over });
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
  ])('allowed: $name', expectAllowed); // prettier-ignore

  test.each<Case>([
    { name: 'working hours of a weekday', row: { shape: { kind: 'hours', open: '17:00', close: '08:00', weekdays: [2] } }, next: '2026-12-01T22:00:00.000Z' },
    { name: 'a zone more', row: { shape: { ...waking, fixed: ['Pacific/Honolulu'] } }, next: '2026-12-01T18:00:00.000Z' },
    { name: 'unless the weekday ends first', row: { shape: { kind: 'hours', open: '10:00', close: '09:00', weekdays: [2] } }, at: '2026-12-01T14:30:00Z', next: '2026-12-01T15:00:00.000Z' },
  ])('closed: $name', expectBlocked); // prettier-ignore
});

describe('stated times', () => {
  const row: Bare = { shape: { kind: 'stated-times', fact: 'statedInconvenientTimes' } };
  const stated = (...times: string[]) => ({ row, recorded: [aFact('statedInconvenientTimes', times)] });

  test.each<Case>([
    { name: 'nothing stated', row },
    { name: 'another time', ...stated('12:00-14:00') },
    { name: 'another weekday', ...stated('mon,wed 09:00-11:00') },
    { name: 'the end is free', ...stated('09:00-10:00') },
  ])('allowed: $name', expectAllowed);

  test.each<Case>([
    { name: 'until its end', ...stated('09:30-11:00'), next: '2026-12-01T16:00:00.000Z' },
    { name: 'on that weekday', ...stated('tue 09:30-11:00'), next: '2026-12-01T16:00:00.000Z' },
    { name: 'one after the other', ...stated('09:30-11:00', '11:00-12:30'), next: '2026-12-01T17:30:00.000Z' },
    { name: 'since yesterday night', ...stated('mon 22:00-11:00'), next: '2026-12-01T16:00:00.000Z' },
    { name: 'until the wish ends', row, recorded: [aFact('statedInconvenientTimes', ['09:00-20:00'], { until: Date.parse('2026-12-01T15:20:00Z') })], next: '2026-12-01T15:20:00.000Z' },
  ])('closed: $name', expectBlocked); // prettier-ignore
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
    { name: 'before the letter', row: days({ window: { since: 'workRequestOralAt' } }), contacts: two, recorded: [at('2026-11-28')] },
    { name: 'no letter', row: days({ window: { since: 'workRequestOralAt' } }), contacts: two },
  ])('allowed: $name', expectAllowed); // prettier-ignore

  const monday = '2026-12-03T05:00:00.000Z';
  test.each<Case>([
    { name: 'reached', row: days(), contacts: two, next: monday },
    { name: 'about no debt in particular', row: days(), contacts: calls({ debtIds: [] }), next: monday },
    { name: 'per person, whatever the debt', row: days({ per: 'person' }), contacts: calls({ debtIds: ['LN-2-B'] }), next: monday },
    { name: 'a place nobody knows any more', row: days({ labels: ['work'] }), contacts: calls({ label: null }), next: monday },
    { name: 'a line nobody looked up', row: days({ lineTypes: ['residential'] }), contacts: calls({ lineType: null }), next: monday },
    { name: 'conversations, failed or not', row: days({ unit: 'conversation' }), contacts: calls({ isConversation: true, counts: false }), next: monday },
    { name: 'this calendar week', row: days({ window: { calendar: 'week' } }), contacts: [aCall('2026-11-29T10:00:00'), aCall('2026-11-30T10:00:00')], next: '2026-12-06T05:00:00.000Z' },
    { name: 'in all since the letter', row: days({ window: { since: 'workRequestOralAt' } }), contacts: two, recorded: [at('2026-11-20')] },
  ])('reached: $name', expectBlocked); // prettier-ignore
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
  ])('allowed: $name', expectAllowed);

  test.each<Case>([
    { name: 'who called does not matter', row, contacts: talk({ counts: false }), next: '2026-12-04T05:00:00.000Z' },
    { name: 'about no debt in particular', row, contacts: talk({ debtIds: [] }), next: '2026-12-04T05:00:00.000Z' },
  ])('quiet: $name', expectBlocked);
});

describe('wait', () => {
  const row: Bare = { shape: { kind: 'wait', after: [{ fact: 'medicalNoticeMailedOn', days: 60 }] } };
  const mailed = (date: string) => [aFact('medicalNoticeMailedOn', date)];

  test.each<Case>([
    { name: 'over', row, recorded: mailed('2026-10-02') },
    { name: 'another debt’s', row, recorded: mailed('2026-10-02'), ask: { debtIds: ['LN-1-A'] } },
  ])('allowed: $name', expectAllowed);

  test.each<Case>([
    { name: 'until the day', row, recorded: mailed('2026-10-03'), next: '2026-12-02T05:00:00.000Z' },
    { name: 'an instant counts by its local date', row, recorded: mailed('2026-10-04T03:00:00Z'), next: '2026-12-02T05:00:00.000Z' },
    { name: 'nothing was mailed', row, next: null },
    { name: 'one of two debts waits', row, recorded: [aFact('medicalNoticeMailedOn', '2026-01-01', { of: 'LN-1-A' })], ask: { debtIds: ['LN-1-A', 'LN-2-B'] }, next: null },
    { name: 'the later of two', row: { shape: { kind: 'wait', after: [{ fact: 'medicalNoticeMailedOn', days: 60 }, { fact: 'employerNoticeAt', days: 5 }] } }, recorded: [...mailed('2026-10-03'), aFact('employerNoticeAt', '2026-11-30')], next: '2026-12-05T05:00:00.000Z' },
  ])('waits: $name', expectBlocked); // prettier-ignore
});

describe('flag and consent', () => {
  const flag: Bare = { shape: { kind: 'flag', when: [has('employerProhibits')] } };
  const request: Pick<Row, 'shape'> = { shape: { kind: 'flag', when: [within('workRequestOralAt', 10)] } };
  const consent: Pick<Row, 'shape'> = {
    shape: { kind: 'consent', anyOf: [has('emailConsent'), has('courtPermission')] },
  };

  test.each<Case>([
    { name: 'nothing on record', row: flag },
    { name: 'said to be no', row: flag, recorded: [aFact('employerProhibits', false)] },
    { name: 'a later no', row: flag, recorded: [aFact('employerProhibits'), aFact('employerProhibits', false, { from: Date.parse('2026-11-01T00:00:00Z') })] },
    { name: 'not yet', row: flag, recorded: [aFact('employerProhibits', true, { from: Date.parse('2027-01-01T00:00:00Z') })] },
    { name: 'the tenth day is over', row: request, recorded: [at('2026-11-21')] },
    { name: 'of another contact', row: { shape: { kind: 'flag', when: [has('wrongNumber')] } }, recorded: [aFact('wrongNumber', true, { of: 'CT-2-B' })] },
    { name: 'excepted', row: { ...flag, unless: [is('theme', 'opsCollDebt')] }, recorded: [aFact('employerProhibits')] },
    { name: 'not its matter', row: { ...flag, only: [is('label', 'work')] }, recorded: [aFact('employerProhibits')] },
    { name: 'one consent of two', row: consent, recorded: [aFact('courtPermission')] },
  ])('allowed: $name', expectAllowed); // prettier-ignore

  const unanswered = { ...flag, unless: [after('attorneyUnansweredAt', 30)] };
  test.each<Case>([
    { name: 'on record', row: flag, recorded: [aFact('employerProhibits')] },
    { name: 'until its end', row: flag, recorded: [aFact('employerProhibits', true, { until: Date.parse('2026-12-01T18:00:00Z') })], next: '2026-12-01T18:00:00.000Z' },
    { name: 'ten days', row: request, recorded: [at('2026-11-22')], next: '2026-12-02T05:00:00.000Z' },
    { name: 'until an exception begins', row: unanswered, recorded: [aFact('employerProhibits'), aFact('attorneyUnansweredAt', '2026-11-10')], next: '2026-12-10T05:00:00.000Z' },
    { name: 'consent withdrawn', row: consent, recorded: [aFact('emailConsent', true, { until: Date.parse('2026-11-01T00:00:00Z') })] },
    { name: 'until consent begins', row: consent, recorded: [aFact('emailConsent', true, { from: Date.parse('2026-12-01T20:00:00Z') })], next: '2026-12-01T20:00:00.000Z' },
    { name: 'a line nobody looked up may be the one', row: { ...flag, only: [is('lineType', 'residential')] }, over: { contact: aContact({ lineType: null }) }, recorded: [aFact('employerProhibits')] },
    { name: 'and lets nobody off', row: { ...flag, unless: [is('lineType', 'residential')] }, over: { contact: aContact({ lineType: null }) }, recorded: [aFact('employerProhibits')] },
  ])('against: $name', expectBlocked); // prettier-ignore
});

describe('scope', () => {
  const row: Bare = { shape: { kind: 'flag', when: [has('hasDebt')] } };
  const firstParty = {
    collectorRole: 'firstParty',
    applyRegFToFirstParty: false,
    debtType: 'DEBT_TYPE_CONSUMER',
  } as const;
  const byChoice = { ...firstParty, applyRegFToFirstParty: true };

  test.each<Case>([
    { name: 'a creditor', row, over: { settings: byChoice } },
    { name: 'a creditor that did not choose it', row: { ...row, roles: ['firstPartyByChoice'] }, over: { settings: firstParty } },
    { name: 'commercial debt', row, recorded: [aFact('debtKind', 'commercial')] },
    { name: 'medical debt only', row: { ...row, debts: ['medical'] } },
    { name: 'another state', row: { ...row, jurisdiction: 'US-WA' }, over: { jurisdictions: ['US-OR'] } },
    { name: 'not in force yet', row: { ...row, effectiveFrom: '2026-12-02' } },
    { name: 'not in force any more', row: { ...row, effectiveTo: '2026-11-30' } },
    { name: 'another channel', row: { ...row, channels: ['mail'] } },
    { name: 'switched off', row: { ...row, disabledBecause: 'not read' } },
  ])('not bound: $name', expectAllowed); // prettier-ignore

  test.each<Case>([
    { name: 'its state', row: { ...row, jurisdiction: 'US-WA' }, over: { jurisdictions: ['US-OR', 'US-WA'] } },
    { name: 'a creditor by choice', row: { ...row, roles: ['firstPartyByChoice'] }, over: { settings: byChoice } },
    { name: 'medical debt is a consumer’s', row, recorded: [aFact('debtKind', 'medical')] },
    { name: 'until its last day is over', row: { ...row, effectiveTo: '2026-12-05' }, next: '2026-12-06T05:00:00.000Z' },
  ])('bound: $name', expectBlocked); // prettier-ignore

  test('a rule about one of two debts stands against that one', () => {
    const asked = anAsk({ at: '2026-12-01T15:00:00Z', debtIds: ['LN-1-A', 'LN-2-B'] });
    const facts = someFacts(asked, { recorded: [aFact('debtKind', 'medical', { of: 'LN-2-B' })] });

    const [judged] = evaluate(rulesetFor({ ...row, debts: ['medical'] }), facts);

    expect(judged?.verdict).toMatchObject({ outcome: 'against', debtIds: ['LN-2-B'] });
  });

  test('a state may bind creditors to rules that are others’', () => {
    const adopting = rulesetOf(
      'test',
      parseRecords([
        law({ id: 'the-rule', name: 'The rule', group: 'other-hold', cite: '1', ...row }),
        law({
          id: 'the-state', name: 'Adopts it', group: 'other-hold', cite: '1', jurisdiction: 'US-CA', roles: ['firstParty'],
          shape: { kind: 'adopt', rules: ['the-rule'] },
        }),
      ]),
    ); // prettier-ignore
    const asked = anAsk({ at: '2026-12-01T15:00:00Z' });
    const blockedBy = (jurisdictions: string[]) =>
      evaluate(adopting, someFacts(asked, { settings: firstParty, jurisdictions }))
        .filter(isBlocking)
        .map(({ rule }) => rule.id);

    expect(blockedBy(['US-CA'])).toEqual(['the-rule']);
    expect(blockedBy(['US-NY'])).toEqual([]);
  });
});

describe('what a contact owes', () => {
  const due = (row: Bare, recorded: RecordedFact[] = []) =>
    evaluate(rulesetFor(row), someFacts(anAsk({ at: '2026-11-25T15:00:00Z' }), { recorded }))[0]?.verdict;

  test('a disclosure names its texts and refuses nothing', () => {
    expect(due({ shape: { kind: 'disclose', slots: ['mini_miranda'] } })).toMatchObject({
      outcome: 'due',
      slots: ['mini_miranda'],
    });
  });

  test('a duty is due so many days after the contact, unless it was done', () => {
    const row: Bare = {
      shape: { kind: 'duty', task: 'send', from: 'contact', days: 5, done: 'validationNoticeSentAt' },
    };

    expect(due(row)).toMatchObject({ outcome: 'due', duty: { task: 'send', dueOn: '2026-11-30' } });
    expect(due(row, [aFact('validationNoticeSentAt', '2026-11-01')])).toMatchObject({ outcome: 'pass' });
  });

  test('business days leave out weekends and Thanksgiving', () => {
    const row: Bare = { shape: { kind: 'duty', task: 'answer', from: 'disputedAt', days: 5, businessDays: true } };

    expect(due(row)).toMatchObject({ outcome: 'pass' });
    expect(due(row, [aFact('disputedAt', '2026-11-25')])).toMatchObject({ duty: { dueOn: '2026-12-03' } });
  });
});
