import fc from 'fast-check';
import { dayMs, minuteMs } from '../places/local-time.ts';
import { evaluate, isBlocking } from './evaluate.ts';
import type { CountedContact, Facts, FactValue, RecordedFact, Stop } from './facts.ts';
import { nextAllowedAt } from './next-allowed.ts';
import { ruleset } from './ruleset.ts';
import { aCall, aContact, anAsk, aStop, someFacts } from './some-facts.ts';

const zones = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'Pacific/Honolulu', 'Pacific/Guam']; // prettier-ignore
const start = Date.parse('2026-10-28T00:00:00Z');

const contact: fc.Arbitrary<CountedContact> = fc
  .record({
    interactionId: fc.string(),
    at: fc.integer({ min: -10 * 24 * 60, max: 24 * 60 }).map((minutes) => start + minutes * minuteMs),
    channel: fc.constantFrom('voice', 'text'),
    themeClass: fc.constantFrom('collection', 'notice', 'servicing'),
    debtIds: fc.subarray(['LN-1-A', 'LN-2-B']),
    counts: fc.boolean(),
    isConversation: fc.nat(9).map((n) => n === 0),
    reach: fc.constantFrom('no-answer', 'voicemail', 'answered', 'not-connected', 'sent'),
  })
  .map((over) => aCall('2026-11-01T12:00:00', over as Partial<CountedContact>));

const stop: fc.Arbitrary<Stop> = fc.record({
  reason: fc.constantFrom('pause', 'opted-out', 'do-not-interact', 'attorney'),
  source: fc.constantFrom('HO-1-A', 'HO-1-B'),
  channels: fc.subarray(['voice', 'email'] as const),
  themes: fc.constantFrom('all', 'collection'),
  contactIds: fc.constant([]),
  debtIds: fc.subarray(['LN-1-A', 'LN-2-B']),
  since: fc.constant(null),
  endsAt: fc.integer({ min: 0, max: 5 * 24 * 60 }).map((minutes) => start + minutes * minuteMs),
});

/** Every place with rules of its own. */
const places = [...new Set(ruleset.rules.map(({ jurisdiction }) => jurisdiction))].filter((place) =>
  place.startsWith('US-'),
);
const roles: Facts['settings'][] = [
  { collectorRole: 'thirdParty', applyRegFToFirstParty: true, debtType: 'DEBT_TYPE_CONSUMER' },
  { collectorRole: 'firstParty', applyRegFToFirstParty: false, debtType: 'DEBT_TYPE_CONSUMER' },
];

const moment = fc.integer({ min: -8 * 24 * 60, max: 8 * 24 * 60 }).map((minutes) => start + minutes * minuteMs);

/** Facts that begin and end, among them consents and silences that open what a rule has closed. */
const recorded: fc.Arbitrary<RecordedFact> = fc
  .record({
    named: fc.constantFrom<[string, FactValue]>(
      ['statedInconvenientTimes', ['09:00-12:30', 'mon,fri 19:00-08:30']],
      ['contactPersonUnusualTime', true],
      ['directConsentTo', []],
      ['directConsentTo', ['2026-10-31', '2026-11-02']],
      ['attorneyUnansweredAt', '2026-10-02'],
      ['employerProhibits', true],
      ['originalCreditorRequestAt', true],
      ['originalCreditorAnsweredAt', '2026-10-30'],
    ),
    of: fc.constantFrom(null, 'LN-1-A', 'LN-2-B'),
    from: moment,
    until: fc.option(moment),
  })
  .map(({ named: [name, value], ...rest }) => ({ name, value, ...rest }));

const facts: fc.Arbitrary<Facts> = fc
  .record({
    at: fc.nat(7 * 24 * 60).map((minutes) => new Date(start + minutes * minuteMs).toISOString()),
    zones: fc.uniqueArray(fc.constantFrom(...zones), { minLength: 1, maxLength: 2 }),
    channel: fc.constantFrom('voice', 'email', 'mail'),
    debtIds: fc.subarray(['LN-1-A', 'LN-2-B'], { minLength: 1 }),
    contacts: fc.array(contact, { maxLength: 25 }),
    stops: fc.array(stop, { maxLength: 2 }),
    recorded: fc.array(recorded, { maxLength: 4 }),
    label: fc.constantFrom('personal', 'work'),
    jurisdictions: fc.subarray(places, { maxLength: 3 }),
    settings: fc.constantFrom(...roles),
  })
  .map(({ at, channel, debtIds, label, ...rest }) =>
    someFacts(anAsk({ at, channel, debtIds }), { ...rest, contact: aContact({ label }) }),
  );

const isAllowedAt = (given: Facts, at: number): boolean =>
  !evaluate(ruleset, { ...given, asked: { ...given.asked, at } }).some(isBlocking);

test('a refused contact is allowed at its next time, and at no whole minute before', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const judged = evaluate(ruleset, given);
      const next = nextAllowedAt(ruleset, given, judged);
      if (next === null) return;

      expect(isAllowedAt(given, next)).toBe(true);
      for (let at = given.asked.at; at < next; at += minuteMs) expect(isAllowedAt(given, at)).toBe(false);
    }),
    { numRuns: 25 },
  );
});

test('the order in which facts arrived decides nothing', () => {
  const shuffled = facts.chain((given) =>
    fc
      .tuple(
        fc.shuffledSubarray([...given.contacts], { minLength: given.contacts.length }),
        fc.shuffledSubarray([...given.stops], { minLength: given.stops.length }),
        fc.shuffledSubarray([...given.recorded], { minLength: given.recorded.length }),
      )
      .map(([contacts, stops, shuffled]) => [given, { ...given, contacts, stops, recorded: shuffled }] as const),
  );
  fc.assert(
    fc.property(shuffled, ([given, other]) => {
      const outcome = (each: Facts) => evaluate(ruleset, each).map(({ rule, verdict }) => [rule.id, verdict]);

      expect(outcome(other)).toEqual(outcome(given));
      expect(nextAllowedAt(ruleset, other, evaluate(ruleset, other))).toBe(
        nextAllowedAt(ruleset, given, evaluate(ruleset, given)),
      );
    }),
  );
});

test('one contact more never opens what a limit has closed', () => {
  fc.assert(
    fc.property(facts, contact, (given, more) => {
      const closed = (each: Facts) =>
        evaluate(ruleset, each).flatMap((judged) =>
          isBlocking(judged) && judged.rule.shape.kind === 'count' ? [judged.rule.id] : [],
        );

      expect(closed({ ...given, contacts: [...given.contacts, more] })).toEqual(expect.arrayContaining(closed(given)));
    }),
  );
});

test('a stop without an end has no next time', () => {
  const asked = anAsk({ at: '2026-12-01T15:00:00Z' });
  const forever = aStop('cease', { themes: 'collection' });
  const given = someFacts(asked, { stops: [forever] });

  expect(nextAllowedAt(ruleset, given, evaluate(ruleset, given))).toBeNull();
});

test('a question about a day is answered with a day', () => {
  const asked = anAsk({ at: '2026-12-08T04:59:59.999Z', date: '2026-12-07' });
  const calls = [0, 0, 0, 1, 1, 1, 2].map((days) => {
    const call = aCall('2026-12-01T10:00:00', { debtIds: [] });
    return { ...call, at: call.at + days * dayMs };
  });
  const given = someFacts(asked, { contacts: calls });

  const next = nextAllowedAt(ruleset, given, evaluate(ruleset, given));

  expect(new Date(next ?? 0).toISOString()).toBe('2026-12-08T05:00:00.000Z');
});
