import { after, has, is, within } from '../condition.ts';
import { evaluate, isBlocking } from '../evaluate.ts';
import type { RecordedFact, Stop } from '../facts.ts';
import type { Row } from '../law.ts';
import { parseRecords, rulesetOf } from '../ruleset.ts';
import { aContact, aFact, anAsk, aStop, someFacts } from '../some-facts.ts';
import { answer, judge, law, onDay, rulesetFor, type Bare, type Case } from './shape-case.ts';

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
    { name: 'the tenth day is over', row: request, recorded: [onDay('2026-11-21')] },
    { name: 'of another contact', row: { shape: { kind: 'flag', when: [has('wrongNumber')] } }, recorded: [aFact('wrongNumber', true, { of: 'CT-2-B' })] },
    { name: 'excepted', row: { ...flag, unless: [is('theme', 'opsCollDebt')] }, recorded: [aFact('employerProhibits')] },
    { name: 'not its matter', row: { ...flag, only: [is('label', 'work')] }, recorded: [aFact('employerProhibits')] },
    { name: 'one consent of two', row: consent, recorded: [aFact('courtPermission')] },
  ])('allowed: $name', (each) => {
    expect(judge(each)).toMatchObject({ isAllowed: true });
  }); // prettier-ignore

  const unanswered = { ...flag, unless: [after('attorneyUnansweredAt', 30)] };
  test.each<Case>([
    { name: 'on record', row: flag, recorded: [aFact('employerProhibits')] },
    { name: 'until its end', row: flag, recorded: [aFact('employerProhibits', true, { until: Date.parse('2026-12-01T18:00:00Z') })], next: '2026-12-01T18:00:00.000Z' },
    { name: 'ten days', row: request, recorded: [onDay('2026-11-22')], next: '2026-12-02T05:00:00.000Z' },
    { name: 'until an exception begins', row: unanswered, recorded: [aFact('employerProhibits'), aFact('attorneyUnansweredAt', '2026-11-10')], next: '2026-12-10T05:00:00.000Z' },
    { name: 'consent withdrawn', row: consent, recorded: [aFact('emailConsent', true, { until: Date.parse('2026-11-01T00:00:00Z') })] },
    { name: 'until consent begins', row: consent, recorded: [aFact('emailConsent', true, { from: Date.parse('2026-12-01T20:00:00Z') })], next: '2026-12-01T20:00:00.000Z' },
    { name: 'a line nobody looked up may be the one', row: { ...flag, only: [is('lineType', 'residential')] }, over: { contact: aContact({ lineType: null }) }, recorded: [aFact('employerProhibits')] },
    { name: 'and lets nobody off', row: { ...flag, unless: [is('lineType', 'residential')] }, over: { contact: aContact({ lineType: null }) }, recorded: [aFact('employerProhibits')] },
  ])('against: $name', (each) => {
    expect(judge(each)).toEqual(answer(each));
  }); // prettier-ignore
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
  ])('not bound: $name', (each) => {
    expect(judge(each)).toMatchObject({ isAllowed: true });
  }); // prettier-ignore

  test.each<Case>([
    { name: 'its state', row: { ...row, jurisdiction: 'US-WA' }, over: { jurisdictions: ['US-OR', 'US-WA'] } },
    { name: 'a creditor by choice', row: { ...row, roles: ['firstPartyByChoice'] }, over: { settings: byChoice } },
    { name: 'medical debt is a consumer’s', row, recorded: [aFact('debtKind', 'medical')] },
    { name: 'until its last day is over', row: { ...row, effectiveTo: '2026-12-05' }, next: '2026-12-06T05:00:00.000Z' },
  ])('bound: $name', (each) => {
    expect(judge(each)).toEqual(answer(each));
  }); // prettier-ignore

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

test('stops of one source answer the same in whatever order they came', () => {
  const stops = [aStop('pause', { themes: 'all' }), aStop('pause', { themes: 'collection' })];
  const ruleset = rulesetFor({ shape: { kind: 'stop', reasons: ['pause'] } });
  const verdictOf = (order: readonly Stop[]) =>
    evaluate(ruleset, someFacts(anAsk({ at: '2026-12-01T15:00:00Z' }), { stops: order }))[0]?.verdict;

  expect(verdictOf(stops.toReversed())).toEqual(verdictOf(stops));
});

test('a fact of words is asked which of them it is, because a no is a word, too', () => {
  expect(() => rulesetFor({ shape: { kind: 'flag', when: [has('timeBarred')] } })).toThrow(/which of them/);
});
