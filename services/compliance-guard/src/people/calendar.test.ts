import { minuteMs } from '../places/local-time.ts';
import { evaluate, isBlocking } from '../rules/evaluate.ts';
import type { Facts } from '../rules/facts.ts';
import { askedAt } from '../rules/next-allowed.ts';
import { ruleset } from '../rules/ruleset.ts';
import { aContact, anAsk, someFacts } from '../rules/some-facts.ts';
import { calendar } from './calendar.ts';

const at = '2026-12-01T15:00:00.000Z';
const from = Date.parse(at);
const hour = 60 * minuteMs;

const windowsOf = (facts: Facts, until: string) =>
  calendar(ruleset, facts, from, Date.parse(until)).map((each) => ({
    text: `${new Date(each.from).toISOString().slice(5, 16)}..${new Date(each.until).toISOString().slice(5, 16)}`,
    rules: each.closedBy.map(({ ruleId, reasonCode }) => ruleId ?? reasonCode),
  }));

test('calls are lawful from eight to nine at the customer’s place, and the rule of the hours closes the night', () => {
  const stretches = windowsOf(someFacts(anAsk({ at })), '2026-12-02T05:00:00Z');

  expect(stretches).toEqual([
    { text: '12-01T15:00..12-02T02:00', rules: [] },
    { text: '12-02T02:00..12-02T05:00', rules: expect.arrayContaining(['reg-f-hours']) as string[] },
  ]);
});

test('where the zones of a customer overlap little, only their common hours are lawful', () => {
  const zones = ['America/New_York', 'Pacific/Honolulu'];
  const open = windowsOf(someFacts(anAsk({ at }), { zones }), '2026-12-03T05:00:00Z').filter((each) => each.rules.length === 0);

  expect(open.map(({ text }) => text)).toEqual(['12-01T18:00..12-02T02:00', '12-02T18:00..12-03T02:00']);
}); // prettier-ignore

test('a time of some minutes that the customer named is cut out to the minute', () => {
  const stated = {
    name: 'statedInconvenientTimes', of: null, value: ['tue 12:02-12:08'], from: from - hour, until: null,
  }; // prettier-ignore
  const stretches = windowsOf(someFacts(anAsk({ at }), { recorded: [stated] }), '2026-12-01T18:00:00Z');

  expect(stretches.map(({ text, rules }) => `${text} ${rules.length > 0 ? 'closed' : 'open'}`)).toEqual([
    '12-01T15:00..12-01T17:02 open',
    '12-01T17:02..12-01T17:08 closed',
    '12-01T17:08..12-01T18:00 open',
  ]);
});

test('a contact that cannot be used has no lawful minute, and the check before all rules says why', () => {
  const facts = someFacts(anAsk({ at }), { contact: aContact({ status: 'archived' }) });

  expect(windowsOf(facts, '2026-12-01T18:00:00Z')).toMatchObject([{ rules: ['contactNotUsable'] }]);
});

test('every minute of the night of the clock change is as the rules say', () => {
  const start = Date.parse('2026-11-01T03:00:00Z');
  const facts = someFacts(anAsk({ at: '2026-11-01T03:00:00Z' }), { zones: ['America/New_York', 'America/Phoenix'] });
  const stretches = calendar(ruleset, facts, start, start + 24 * hour);

  for (let minute = start; minute < start + 24 * hour; minute += minuteMs) {
    const blocked = evaluate(ruleset, askedAt(facts, minute)).filter(isBlocking).map(({ rule }) => rule.id); // prettier-ignore
    const stretch = stretches.find((each) => each.from <= minute && minute < each.until);
    expect(stretch?.closedBy.map(({ ruleId }) => ruleId)).toEqual(blocked);
  }
});
