import type { CustomerFact } from './customer.ts';
import { knownFacts, withoutReplaced } from './known-facts.ts';

const day = (date: string): Date => new Date(`2026-${date}T00:00:00Z`);
const recordedBy = { kind: 'account' as const, id: 'AC-1-A' };

/** `01-01..03-01` is its time, without an end where none is named. */
const entry = (time: string, value: CustomerFact['value'], recordedOn: string, of: string | null = null) => {
  const [from = '', until = ''] = time.split('..');
  return {
    name: 'employerProhibits', of, value, from: day(from), until: until ? day(until) : null, recordedAt: day(recordedOn),
    recordedBy,
  }; // prettier-ignore
};

const read = (facts: readonly CustomerFact[], knownOn = '12-31') =>
  knownFacts(facts, day(knownOn).getTime())
    .map(({ value, from, until, of }) => {
      const text = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(5, 10));
      return `${text(from)}..${text(until)} ${String(value)}${of ? ` ${of}` : ''}`;
    })
    .toSorted();

test.each([
  [
    'a later word holds from its own time on',
    [entry('01-01', true, '01-01'), entry('03-01', false, '03-01')],
    ['01-01..03-01 true', '03-01.. false'],
  ],
  [
    'a correction of the past replaces what was said of it',
    [entry('02-01', true, '02-01'), entry('01-01', false, '03-01')],
    ['01-01.. false'],
  ],
  [
    'a word about some weeks leaves the time before and after',
    [entry('01-01', true, '01-01'), entry('02-01..03-01', false, '04-01')],
    ['01-01..02-01 true', '02-01..03-01 false', '03-01.. true'],
  ],
  [
    'an end ends, and leaves no word of its own',
    [entry('01-01', true, '01-01'), entry('02-01', null, '02-01')],
    ['01-01..02-01 true'],
  ],
  ['what never was leaves nothing', [entry('02-01', true, '02-01'), entry('01-01', null, '03-01')], []],
  [
    'one debt’s fact is not another’s',
    [entry('01-01', true, '01-01', 'LN-1-A'), entry('01-01', null, '02-01', 'LN-2-A')],
    ['01-01.. true LN-1-A'],
  ],
] as const)('%s', (_name, facts, expected) => {
  expect(read(facts)).toEqual(expected);
  expect(read(facts.toReversed())).toEqual(expected);
});

test('what was recorded later was not known before', () => {
  const facts = [entry('01-01', true, '01-01'), entry('01-01', false, '03-01')];

  expect(read(facts, '02-28')).toEqual(['01-01.. true']);
  expect(read(facts, '03-01')).toEqual(['01-01.. false']);
});

test('of two words from one instant the one about the later time wins, whatever order they stand in', () => {
  const facts = [entry('02-01', false, '02-01'), entry('01-01', true, '02-01')];

  expect(read(facts)).toEqual(['01-01..02-01 true', '02-01.. false']);
  expect(read(facts.toReversed())).toEqual(read(facts));
});

test('dropping what was replaced changes nothing that is known', () => {
  const facts = [
    entry('01-01', true, '01-01'),
    entry('02-01..03-01', false, '02-01'),
    entry('02-01', null, '04-01'),
    entry('05-01', true, '05-01'),
  ];
  const kept = withoutReplaced(facts);

  expect(kept).toHaveLength(3);
  expect(read(kept)).toEqual(read(facts));
});
