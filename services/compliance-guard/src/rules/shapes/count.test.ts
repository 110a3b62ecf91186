import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { CountedContact } from '../facts.ts';
import { lookAt } from '../look.ts';
import { parseRecords, rules } from '../ruleset.ts';
import type { Rule, RuleOf } from '../rule.ts';
import { aCall, anAsk, someFacts } from '../some-facts.ts';
import { judgeCount } from './count.ts';

const start = Date.parse('2026-10-28T00:00:00Z');
const minuteMs = 60_000;
const debts = ['LN-1-A', 'LN-2-B'];
const zones = ['America/New_York', 'America/Phoenix', 'Pacific/Honolulu', 'Pacific/Guam'];

const contact: fc.Arbitrary<CountedContact> = fc
  .record({
    minutes: fc.integer({ min: -100 * 24 * 60, max: 0 }),
    channel: fc.constantFrom('voice', 'text', 'email', 'mail'),
    themeClass: fc.constantFrom('collection', 'notice', 'servicing'),
    debtIds: fc.subarray(debts),
    counts: fc.boolean(),
    isConversation: fc.boolean(),
    reach: fc.constantFrom('not-connected', 'no-answer', 'silent-voicemail', 'voicemail', 'answered', 'spoke', 'third-party', 'sent'),
    contactId: fc.constantFrom('CT-1-A', 'CT-2-B', null),
    label: fc.constantFrom('personal', 'home', 'work', null),
    lineType: fc.constantFrom('wireless', 'residential', null),
    affiliation: fc.constantFrom('self', 'attorney', 'relative', null),
    isPrerecorded: fc.boolean(),
    isConsented: fc.boolean(),
    isResponse: fc.boolean(),
  })
  .map(({ minutes, ...over }) => ({ ...aCall('2026-10-01T00:00:00', over as Partial<CountedContact>), at: start + minutes * minuteMs })); // prettier-ignore

const isCountRule = (rule: Rule): rule is RuleOf<'count'> => rule.shape.kind === 'count';

/** The table of units, written down once more. */
const units = {
  'placed-call': (each: CountedContact) => each.counts && each.channel === 'voice' && each.reach !== 'not-connected',
  'reached-call': (each: CountedContact) =>
    each.counts && each.channel === 'voice' && !['not-connected', 'no-answer'].includes(each.reach),
  attempt: (each: CountedContact) => each.counts && each.reach !== 'not-connected',
  communication: (each: CountedContact) =>
    each.counts &&
    (['voicemail', 'answered', 'spoke', 'sent'].includes(each.reach) ||
      (each.reach === 'third-party' && each.affiliation !== 'self')),
  conversation: (each: CountedContact) => each.isConversation,
};

/** Every contact by itself: is it one of what the limit counts, on one of the dates of the window? */
function bruteCount({ shape }: RuleOf<'count'>, all: readonly CountedContact[], zone: string, debtId: string): number {
  const today = DateTime.fromMillis(start, { zone }).startOf('day');
  let count = 0;
  for (const each of all) {
    const daysAgo = Math.round(today.diff(DateTime.fromMillis(each.at, { zone }).startOf('day'), 'days').days);
    const isInWindow =
      'days' in shape.window ? daysAgo < shape.window.days : 'calendar' in shape.window && daysAgo <= today.weekday % 7;
    const toWhom =
      shape.to.length === 0
        ? each.affiliation !== 'attorney'
        : each.affiliation === null || shape.to.includes(each.affiliation);
    const where = shape.labels.length === 0 || each.label === null || (shape.labels as string[]).includes(each.label);
    const line = shape.lineTypes.length === 0 || each.lineType === null || shape.lineTypes.includes(each.lineType);
    const dialled =
      shape.dialled.length === 0 ||
      (shape.dialled.includes('prerecorded') && each.isPrerecorded) ||
      (shape.dialled.includes('autodialed') && each.isAutodialed);
    const free =
      (shape.notCounted.includes('consented') && each.isConsented) ||
      (shape.notCounted.includes('response') && each.isResponse);
    const slot =
      shape.per === 'person' ||
      (shape.per === 'contact' && (each.contactId === null || each.contactId === 'CT-1-A')) ||
      (shape.per === 'debt' && (each.debtIds.length === 0 || each.debtIds.includes(debtId)));
    const kind = shape.channels.includes(each.channel) && shape.classes.includes(each.themeClass);
    if (isInWindow && toWhom && where && line && dialled && !free && slot && kind && units[shape.unit](each)) count++;
  }
  return count;
}

const weekly = parseRecords([
  {
    ...(rules.find(({ id }) => id === 'reg-f-harassment-other') as Rule),
    shape: { kind: 'count', max: 2, window: { calendar: 'week' }, unit: 'attempt', channels: ['voice'], per: 'debt' },
  },
]);
const windowed = [...rules, ...weekly].filter(isCountRule).filter(({ shape }) => !('since' in shape.window));

test.each(windowed.map((rule) => ({ id: rule.id, rule })))('$id equals a brute-force count', ({ rule }) => {
  fc.assert(
    fc.property(fc.array(contact, { maxLength: 60 }), fc.constantFrom(...zones), (contacts, zone) => {
      const asked = anAsk({ at: new Date(start).toISOString(), debtIds: debts });
      const facts = someFacts(asked, { zones: [zone], contacts });

      const verdict = judgeCount(rule)(lookAt(facts), debts);

      const reached = debts.filter((debtId) => bruteCount(rule, contacts, zone, debtId) >= rule.shape.max);
      const closed = verdict.outcome === 'against';
      const about = closed && rule.shape.per === 'debt' ? verdict.debtIds : reached;
      expect({ closed, about }).toEqual({ closed: reached.length > 0, about: reached });
    }),
    { numRuns: 60 },
  );
});
